"""Before everything is up: sizes, settings that are missing or weak, and others that are late."""

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from .conftest import MEGABYTES
from .stack import Stack, eventually

SOUND = {
    "DEBUG": "False",
    "SECRET_KEY": "k7" * 24,
    "ALLOWED_HOSTS": "sessions.example.org",
    "PUBLIC_URL": "https://sessions.example.org",
    "POSTGRES_PASSWORD": "a sound one for tables",
    "POSTGRES_SERVICE_PASSWORD": "a sound one for rows",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
}
# What is wrong, and what the sentence that stops the start begins with.
WRONG = {
    "no SECRET_KEY": ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    "a short SECRET_KEY": ({"SECRET_KEY": "short"}, "SECRET_KEY must be a random text"),
    "no ALLOWED_HOSTS": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
    "the owner's demo password": ({"POSTGRES_PASSWORD": ""}, "POSTGRES_PASSWORD must be"),
    "the service's demo password": (
        {"POSTGRES_SERVICE_PASSWORD": ""},
        "POSTGRES_SERVICE_PASSWORD must be",
    ),
    "no PUBLIC_URL": ({"PUBLIC_URL": ""}, "PUBLIC_URL must be"),
    "an address without a scheme": ({"PUBLIC_URL": "sessions.example.org"}, "PUBLIC_URL must be"),
    "a PUBLIC_URL by http": ({"PUBLIC_URL": "http://sessions.example.org"}, "PUBLIC_URL must be"),
    "no EMAIL_HOST": ({"EMAIL_HOST": ""}, "EMAIL_HOST is not set"),
    "no sender": ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL is not set"),
    "neither yes nor no": ({"DEBUG": "perhaps"}, "DEBUG must be True or False"),
    "no number": ({"HOLD_SECONDS": "ten"}, "HOLD_SECONDS must be a whole number"),
}
TLS = {
    "one of two": (
        {"PUBLIC_URL": "https://a.example", "TLS_CERTIFICATE": "a.pem"},
        "TLS needs both TLS_CERTIFICATE and TLS_KEY",
    ),
    "a file that is not there": (
        {"PUBLIC_URL": "https://a.example", "TLS_CERTIFICATE": "a.pem", "TLS_KEY": "b.pem"},
        "TLS: a.pem is not in TLS_FOLDER",
    ),
    "no whole address": ({"PUBLIC_URL": "a.example"}, "PUBLIC_URL must be a whole address"),
}


def test_the_images_are_small(sizes: dict[str, float]) -> None:
    print("\n" + ", ".join(f"{name}: {size:.0f} MB" for name, size in sizes.items()))
    assert {name: size for name, size in sizes.items() if size > MEGABYTES} == {}


def test_the_database_on_several_machines_takes_the_place_of_the_one(built: Stack) -> None:
    files = ("--file", "docker-compose.yml", "--file", "docker-compose.ha.yml")
    services = set(built.compose(*files, "config", "--services").stdout.split())

    assert {"etcd3", "postgres3", "haproxy", "pgbouncer", "backend", "worker"} <= services
    assert "db" not in services


def said_by(stack: Stack, service: str, values: dict[str, str]) -> tuple[int, list[str]]:
    changed = replace(stack, variables=values)
    run = ("run", "--rm", "--no-deps", "--no-TTY", service)
    done = changed.compose(*run, check=False)
    return done.returncode, [line for line in done.stderr.splitlines() if line.strip()]


def test_a_setting_that_is_missing_or_weak_stops_the_start_with_one_sentence(built: Stack) -> None:
    def attempt(values: dict[str, str]) -> tuple[int, list[str]]:
        return said_by(built, "migrate", {**SOUND, **values})

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(attempt, (values for values, _ in WRONG.values())))
    for (what, (_, sentence)), (code, lines) in zip(WRONG.items(), outcomes, strict=True):
        assert code != 0, what
        assert len(lines) == 1, (what, lines)
        assert lines[0].startswith(f"Configuration: {sentence}"), (what, lines)


@pytest.mark.parametrize(("values", "sentence"), TLS.values(), ids=TLS)
def test_a_certificate_that_can_not_be_used_stops_nginx(
    built: Stack, values: dict[str, str], sentence: str
) -> None:
    code, lines = said_by(built, "nginx", values)
    assert code != 0
    assert lines[-1].startswith(sentence)


def test_a_port_that_is_taken_is_named(built: Stack) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        elsewhere = replace(built, web=port)
        tried = elsewhere.compose("up", "--detach", "--no-deps", "nginx", check=False)
    assert tried.returncode != 0
    assert str(port) in tried.stderr


def test_nginx_before_all_others_says_back_in_a_moment(built: Stack) -> None:
    """On another port than the one that was taken."""
    built.compose("up", "--detach", "--no-deps", "nginx")
    eventually(lambda: built.ask("GET", "/").status == 502)
    page, api = built.ask("GET", "/"), built.ask("GET", "/api/sessions/")
    assert "Back in a moment" in page.text
    assert (api.status, api.json()["code"]) == (502, "unavailable")
    for answer in (page, api):
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_api_before_its_database_waits_for_it(built: Stack) -> None:
    """The next test file brings the database, and the same containers get ready."""
    built.compose("up", "--detach", "--no-deps", "backend", "live", "worker", "frontend")
    eventually(lambda: built.ask("GET", "/livez").status == 200)
    missing = built.ask("GET", "/readyz")
    assert (missing.status, missing.json()["missing"]) == (503, ["database"])
    assert built.ask("GET", "/api/bookings/").status in {401, 503}
    page = built.ask("GET", "/")
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
