"""Where the database is: DATABASE_URL, else POSTGRES_*, else the embedded PostgreSQL."""

import sys
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from psycopg import pq

from config import embedded_postgres, env, secrets
from config.env import SettingError

# These may hold one statement for minutes; a request never may.
LONG_COMMANDS = {"migrate", "make_demo", "audit", "dumpdata", "loaddata", "flush"}
# These change tables and roles, which only the owner may.
OWNER_COMMANDS = {"migrate", "makemigrations", "service_role", "make_demo", "flush", "dbshell"}
URL_EXAMPLE = "postgresql://user:password@host:5432/database"


def database_settings(arguments: Sequence[str] = sys.argv) -> dict[str, Any]:
    """Returns DATABASES["default"]. Starts nothing: the embedded server starts on first use.

    No connection pool: each server thread keeps one connection, so their number is bounded
    already, and a pool would add a wait of its own.
    """
    command = arguments[1] if len(arguments) > 1 else ""
    settings = location()
    if service := service_role():
        settings |= {} if command in OWNER_COMMANDS else service
    return _connected(settings, long=command in LONG_COMMANDS)


def replica_settings() -> dict[str, dict[str, Any]]:
    """Returns what goes into DATABASES beside the default: a replica to read from, or nothing."""
    url = env.text("DATABASE_REPLICA_URL", " ").strip()
    if not url:
        return {}
    settings = {**from_url(url, "DATABASE_REPLICA_URL"), **service_role()}
    # One that is away must not hold its readers up.
    replica = _connected(settings, long=False, patience=2)
    return {"replica": {**replica, "TEST": {"MIRROR": "default"}}}


def _connected(settings: dict[str, Any], *, long: bool, patience: int = 5) -> dict[str, Any]:
    """Django's settings of one database; `patience` are the seconds a connection may take."""
    options = settings.pop("OPTIONS", {})
    timeouts = session_options(long=long)
    return {
        "ENGINE": "core.postgres",
        **settings,
        "CONN_MAX_AGE": None,
        # Two test runs at once need two names.
        "TEST": {"NAME": env.text("TEST_DATABASE", "test_sessions")},
        "OPTIONS": {
            "application_name": "sessions-marketplace",
            "connect_timeout": patience,
            # Plans are kept per connection. A pooler between must allow prepared statements,
            # or PREPARE_AFTER=0 switches them off.
            "server_side_binding": True,
            "prepare_threshold": env.integer("PREPARE_AFTER", 3) or None,
            **options,
            "options": f"{timeouts} {options.get('options', '')}".strip(),
        },
    }


def location() -> dict[str, Any]:
    url = env.text("DATABASE_URL", " ").strip()
    if url:
        return from_url(url)
    if env.text("POSTGRES_HOST", " ").strip() or env.text("POSTGRES_DB", " ").strip():
        return {
            "NAME": env.text("POSTGRES_DB", "sessions"),
            "USER": env.text("POSTGRES_USER", "postgres"),
            "PASSWORD": env.text("POSTGRES_PASSWORD", " ").strip(),
            "HOST": env.text("POSTGRES_HOST", "localhost"),
            "PORT": str(env.integer("POSTGRES_PORT", 5432, minimum=1, maximum=65535)),
        }
    try:
        # This package is a Django database backend as well: it starts the server on connecting.
        return {"ENGINE": "config.embedded_postgres", **embedded_postgres.connection_settings()}
    except embedded_postgres.EmbeddedPostgresError as error:
        raise SettingError(str(error)) from error


def service_role() -> dict[str, str]:
    """The lesser role that everything but the owner's commands connects as; empty without one."""
    name = env.text("POSTGRES_SERVICE_USER", " ").strip()
    if not name:
        return {}
    return {"USER": name, "PASSWORD": env.text("POSTGRES_SERVICE_PASSWORD")}


def refuse_weak_passwords() -> None:
    """Raises SettingError for the owner's as well as for the service's, whoever this process is."""
    owner = location()
    host = owner["HOST"]
    url = env.text("DATABASE_URL", " ").strip()
    variable = "The password in DATABASE_URL" if url else "POSTGRES_PASSWORD"
    secrets.refuse_weak_password(owner["PASSWORD"], host=host, name=variable)
    if service := service_role():
        name = "POSTGRES_SERVICE_PASSWORD"
        secrets.refuse_weak_password(service["PASSWORD"], host=host, name=name)
    for replica in replica_settings().values():
        name = "The password in DATABASE_REPLICA_URL"
        secrets.refuse_weak_password(replica["PASSWORD"], host=replica["HOST"], name=name)


def session_options(*, long: bool) -> str:
    """Returns libpq's `options`, which give each connection its `session_settings`."""
    return " ".join(f"-c {name}={value}" for name, value in session_settings(long=long).items())


def session_settings(*, long: bool) -> dict[str, str]:
    """How long a statement may run or wait (in milliseconds), and how it is answered."""
    statement = 0 if long else env.integer("STATEMENT_TIMEOUT_MS", 15_000)
    return {
        "lock_timeout": str(env.integer("LOCK_TIMEOUT_MS", 3_000)),
        "statement_timeout": str(statement),
        "idle_in_transaction_session_timeout": str(env.integer("IDLE_TIMEOUT_MS", 30_000)),
        "TimeZone": "UTC",
        "DateStyle": "ISO",
        # The plans of short queries are those of data in memory, on any server.
        "random_page_cost": "1.1",
    }


def from_url(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Reads a URL as libpq does. No sentence repeats the URL, which may hold a password."""
    parts, port = split(url, variable)
    options = query_options(parts.query, variable)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise SettingError(f"{variable} must name a database: {URL_EXAMPLE}")
    return {
        "NAME": name,
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or "") or options.pop("password", ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(port or ""),
        "OPTIONS": options,
    }


def split(url: str, variable: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError(f"{variable} cannot be read. It looks like {URL_EXAMPLE}") from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"{variable} must begin with postgres:// or postgresql://: {URL_EXAMPLE}"
        )
    return parts, port


def query_options(query: str, variable: str) -> dict[str, str]:
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    try:
        options = dict(parse_qsl(query, strict_parsing=True)) if query else {}
    except ValueError:
        raise SettingError(f"{variable}: what follows the ? must be name=value pairs.") from None
    unknown = sorted(options.keys() - known)
    if unknown:
        raise SettingError(f"{variable}: PostgreSQL knows no option {', '.join(unknown)}.")
    return options
