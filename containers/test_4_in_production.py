"""An installation as the README sets it up: a .env, TLS here, and an archive of every change."""

import re
import secrets
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .stack import Stack


@pytest.fixture(scope="module")
def production(built: Stack) -> Iterator[Stack]:
    """In place of the demo. Its address is https://localhost."""
    built.remove()
    make_certificate(built.folder / "nginx" / "tls")
    fill_in(built.folder / ".env", {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost",
        "POSTGRES_PASSWORD": secrets.token_urlsafe(24),
        "POSTGRES_SERVICE_PASSWORD": secrets.token_urlsafe(24),
        "EMAIL_HOST": "mail.invalid",
        "DEFAULT_FROM_EMAIL": "hello@example.org",
        "TLS_CERTIFICATE": "fullchain.pem",
        "TLS_KEY": "privkey.pem",
        "ARCHIVE": "on",
    })  # fmt: skip
    found = replace(
        built,
        variables={"PUBLIC_URL": f"https://localhost:{built.tls}"},
        trusted=ssl.create_default_context(cafile=built.folder / "nginx" / "tls" / "fullchain.pem"),
    )
    try:
        found.up()
        yield found
    finally:
        (built.folder / ".env").unlink()


def make_certificate(folder: Path) -> None:
    files = ("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"))
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    kind = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    subprocess.run(["openssl", *kind, *files, *subject], capture_output=True, check=True)
    (folder / "privkey.pem").chmod(0o644)


def fill_in(file: Path, values: dict[str, str]) -> None:
    """.env.example has a line for each, which is filled in."""
    text = (file.parent / ".env.example").read_text()
    for name, value in values.items():
        text, times = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", text)
        assert times == 1, f"{name} has {times} lines in .env.example"
    # What the test has in the environment is not to be said twice.
    file.write_text(re.sub(r"(?m)^(PUBLIC_URL|WEB_PORT|API_PORT|HTTPS_PORT)=.*$", "", text))


def test_pages_written_by_the_server_come_by_https_alone(production: Stack) -> None:
    session = production.publish(production.register("CREATOR"))
    page = production.ask("GET", f"/sessions/{session['id']}")
    assert page.status == 200
    assert session["title"] in page.text
    for answer in (page, production.ask("GET", "/api/me/"), production.ask("GET", "/icon.svg")):
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
    for port in (production.web, production.api):
        moved = replace(production, trusted=None).ask("GET", "/login?next=%2F", port=port)
        assert moved.status == 308
        assert moved.headers["location"] == f"https://localhost:{production.tls}/login?next=%2F"


def test_a_cookie_of_the_web_front_end_is_for_https_alone(production: Stack) -> None:
    person = {"username": "ada", "email": "ada@example.org", "password": "glass harmonica"}
    origin = {"Origin": f"https://localhost:{production.tls}", "X-Client": "web"}
    answer = production.ask("POST", "/api/auth/register/", person, headers=origin)
    assert answer.status == 201
    assert re.search(r"__Secure-refresh=[^;]+;.* HttpOnly;.*Secure", answer.headers["set-cookie"])


def test_there_is_no_demo_and_the_check_for_deployment_is_clean(production: Stack) -> None:
    demo = production.ask("POST", "/api/token/", {"username": "demo.admin", "password": "x" * 9})
    assert demo.status == 401
    assert "This is a demo" not in production.ask("GET", "/login").text
    assert production.ask("GET", "/dev/mail/").status == 404
    production.manage("check", "--deploy", "--fail-level", "WARNING")


def test_the_database_is_made_again_as_it_was_at_a_moment(
    production: Stack, tmp_path: Path
) -> None:
    creator = production.register("CREATOR")
    session = production.publish(creator, title="As it was")
    production.program("archive.py", "base", "--keep", "2")
    learner = production.register()
    body = {"session": session["id"]}
    booked = production.ask("POST", "/api/bookings/", body, token=learner).json()

    moment = datetime.now(UTC)
    gone = production.ask(
        "PATCH", f"/api/bookings/{booked['id']}/", {"status": "cancelled"}, token=learner
    )
    assert gone.status == 200
    file = str(tmp_path / "then.dump")
    production.program("archive.py", "recover", moment.isoformat(), file)
    assert "0 broken" in production.program("backup.py", "restore", file, "then", "--compose")

    query = f"SELECT status FROM bookings_booking WHERE id = '{booked['id']}'"
    ask = ("exec", "--no-TTY", "db", "psql", "-U", "postgres", "-At", "-c", query, "-d")
    assert production.compose(*ask, "then").stdout.strip() == booked["status"]
    assert production.compose(*ask, "sessionsdb").stdout.strip() == "cancelled"


def test_base_backups_that_are_not_kept_go_with_the_changes_before_them(production: Stack) -> None:
    listed = ("exec", "--no-TTY", "db", "sh", "-c", "ls /archive/base; ls /archive/wal | wc -l")
    production.program("archive.py", "base")
    before = production.compose(*listed).stdout.split()
    production.program("archive.py", "base", "--keep", "1")
    after = production.compose(*listed).stdout.split()
    assert len(before) == 3
    assert len(after) == 2
    assert after[0] > before[1]
    assert int(after[1]) < int(before[2])
