"""Secrets and hosts: safe defaults in development, and none outside it."""

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from . import env

_VAR = Path(__file__).resolve().parents[2] / "var"
KEY_FILE = Path(env.text("STATE_FOLDER", str(_VAR))) / "secret_key"
MINIMUM_KEY_LENGTH = 32
MINIMUM_PASSWORD_LENGTH = 12
EXAMPLES = ("your-secret-key", "changeme", "change-me", "django-insecure")
EXAMPLE_PASSWORDS = ("postgres", "service123", "password", "changeme", "change-me")


def secret_key(*, development: bool) -> str:
    """SECRET_KEY; in development one that this clone has made for itself.

    Raises SettingError outside development mode when it is missing, short, or an example's.
    """
    if development:
        return os.environ.get("SECRET_KEY") or _own_key()
    key = env.text("SECRET_KEY")
    if len(key) < MINIMUM_KEY_LENGTH or key.lower().startswith(EXAMPLES):
        raise env.SettingError(
            f"SECRET_KEY must be a random text of at least {MINIMUM_KEY_LENGTH} characters."
        )
    return key


def _own_key() -> str:
    """Linked into place when complete: two first starts at once agree on one key."""
    KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    if not KEY_FILE.exists():
        handle, draft = tempfile.mkstemp(dir=KEY_FILE.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, KEY_FILE)
        Path(draft).unlink()
    return KEY_FILE.read_text()


def allowed_hosts(*, development: bool) -> list[str]:
    """ALLOWED_HOSTS. Raises SettingError outside development mode when missing or `*`."""
    if development:
        return env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
    hosts = env.words("ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        raise env.SettingError("ALLOWED_HOSTS must name the hosts that this server answers for.")
    return hosts


def public_url(*, development: bool, https: bool) -> str:
    """PUBLIC_URL without a slash at its end.

    Raises SettingError when it is no whole address, or not the one that `https` means.
    """
    url = env.text("PUBLIC_URL", "http://localhost:3000" if development else None).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise env.SettingError(
            f"PUBLIC_URL must be a whole address like https://sessions.example.org, not {url!r}."
        )
    if https and parts.scheme == "http":
        raise env.SettingError(
            f"PUBLIC_URL must begin with https://, not {url!r}; where people really come by plain "
            "http, say HTTPS=False."
        )
    return url


def refuse_weak_password(password: str, *, host: str, name: str = "POSTGRES_PASSWORD") -> None:
    """Raises SettingError for a database password that is short or an example's.

    One that is not needed (a socket, or a server that trusts us) may be missing.
    """
    if not password or host.startswith("/"):
        return
    if len(password) < MINIMUM_PASSWORD_LENGTH or password.lower().startswith(EXAMPLE_PASSWORDS):
        raise env.SettingError(
            f"{name} must be a random text of at least {MINIMUM_PASSWORD_LENGTH} characters."
        )


def derived_key(secret: str, purpose: str) -> str:
    """A key for one purpose, so that no two uses share a secret."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
