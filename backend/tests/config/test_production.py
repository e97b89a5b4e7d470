"""Outside development mode: nothing insecure starts, and Django itself finds nothing to say."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from config.env import SettingError
from config.secrets import allowed_hosts, public_url, secret_key

SOUND = {
    "DEBUG": "False",
    "SECRET_KEY": "tZ4" * 16 + "uvwxyzab-01",
    "ALLOWED_HOSTS": "sessions.example.org",
    "PUBLIC_URL": "https://sessions.example.org",
    "DATABASE_URL": "postgres://owner:a-long-random-text@db.example.org/sessions",
    "TRUSTED_PROXIES": "10.0.0.0/8",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
}


def manage(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **SOUND, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_check_for_deployment_finds_nothing() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("PUBLIC_URL", "", "PUBLIC_URL is not set"),
        ("EMAIL_HOST", "", "EMAIL_HOST is not set"),
        ("DEFAULT_FROM_EMAIL", "", "DEFAULT_FROM_EMAIL is not set"),
        ("DATABASE_URL", "postgres://owner:short@db/x", "The password in DATABASE_URL must be"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of DEBUG, INFO"),
    ],
)
def test_what_is_missing_or_weak_stops_the_start_with_one_sentence(
    name: str, value: str, sentence: str
) -> None:
    done = manage("check", **{name: value})
    assert done.returncode != 0
    assert done.stderr.startswith(f"Configuration: {sentence}")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("key", ["short", "django-insecure-" + "x" * 40, "changeme" * 6])
def test_a_key_that_others_know_or_could_guess_is_refused(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    with pytest.raises(SettingError, match="random text of at least 32") as refused:
        secret_key(development=False)
    assert key not in str(refused.value)


@pytest.mark.parametrize("hosts", ["*", "sessions.example.org,*", " , "])
def test_hosts_must_have_names(hosts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    with pytest.raises(SettingError, match="must name the hosts"):
        allowed_hosts(development=False)


@pytest.mark.parametrize("url", ["sessions.example.org", "ftp://a.example", "https://", "/here"])
def test_the_public_address_must_be_whole(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", url)
    with pytest.raises(SettingError, match="must be a whole address"):
        public_url(development=True, https=False)


def test_secure_cookies_need_an_address_with_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://sessions.example.org/")
    with pytest.raises(SettingError, match="must begin with https://"):
        public_url(development=False, https=True)
    assert public_url(development=False, https=False) == "http://sessions.example.org"
