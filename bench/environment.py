"""A PostgreSQL for the measurement alone, and what the measured processes are told."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from config import embedded_postgres

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
LOGS = ROOT / "var" / "log"
# The embedded server again, with the same settings, but with data and processes of its own:
# nothing else spends its CPU time, and a developer's database is never touched.
HOME = ROOT / "var" / "bench"
Connection = psycopg.Connection[tuple[object, ...]]
UNBOUNDED = "1000000000"
# Variables of the person that would make this another measurement.
FOREIGN = (
    "POSTGRES_", "PG", "DJANGO_", "HOLD_", "PREPARE_", "LIVE_", "WEB_ORIGINS", "PUBLIC_URL",
    "DATABASE_", "METRICS_", "OTEL_",
)  # fmt: skip


def environment() -> dict[str, str]:
    """Production mode, but over http, without a line of log a request, and with high limits."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{BACKEND}",
        "DATABASE_URL": database_url(),
        "DEBUG": "False",
        "HTTPS": "False",
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": "http://127.0.0.1",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "EMAIL_HOST": "localhost",
        "DEFAULT_FROM_EMAIL": "bench@localhost",
        "REQUEST_LOG": "False",
        "LOG_LEVEL": "ERROR",
        "METRICS_PORT": "0",
        "SQL_COMMENTS": "False",
        "BOOKINGS_PER_MINUTE": UNBOUNDED,
        "HOLD_SECONDS": "86400",
    }


def database_url() -> str:
    where = embedded_postgres.connection_settings(HOME)
    host = quote(where["HOST"], safe="")
    return f"postgresql://{where['USER']}@/{where['NAME']}?host={host}"


def connect() -> Connection:
    """A connection of the harness itself, in autocommit."""
    return psycopg.connect(database_url(), autocommit=True, options="-c TimeZone=UTC")


@contextmanager
def the_database(*, keep: bool) -> Iterator[dict[str, str]]:
    """An empty, migrated database; gives the environment of the measured processes.

    With `keep` its server and its data stay.
    """
    embedded_postgres.remove(HOME)
    embedded_postgres.ensure_running(HOME)
    try:
        child = environment()
        code, said = manage(child, "migrate", "--no-input", "--verbosity", "0")
        if code:
            raise RuntimeError(f"The database can't be migrated:\n{said}")
        yield child
    finally:
        if not keep:
            embedded_postgres.remove(HOME)


def manage(child: Mapping[str, str], *command: str) -> tuple[int, str]:
    """`manage.py` with what the measured processes are told; its code and what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BACKEND,
        env=dict(child),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout
