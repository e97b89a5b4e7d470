"""The service's own role: rows yes, tables no."""

import os
from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.sql import SQL, Identifier

from config.database import database_settings, location, refuse_weak_passwords
from config.env import SettingError
from config.secrets import refuse_weak_password

# Roles are the server's, and another worker of the tests has its own.
NAME = f'service "of" tests {os.environ.get("PYTEST_XDIST_WORKER", "alone")}'
SECRET = "it's long enough"


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_SERVICE_USER", NAME)
    monkeypatch.setenv("POSTGRES_SERVICE_PASSWORD", SECRET)


@pytest.fixture
def role(named: None, transactional_db: None) -> Iterator[psycopg.Connection]:
    """A connection that acts as the service's role."""
    call_command("service_role", verbosity=0)
    connection.ensure_connection()
    try:
        _tell("SET ROLE {}")
        yield connection.connection
    finally:
        for statement in ("RESET ROLE", "DROP OWNED BY {}", "DROP ROLE {}"):
            _tell(statement)


def _tell(statement: LiteralString) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL(statement).format(Identifier(NAME)))


def test_it_reads_and_writes_rows(role: psycopg.Connection) -> None:
    assert role.execute("SELECT count(*) FROM bookings_booking").fetchone() == (0,)
    role.execute("INSERT INTO core_ratelimit (key, hits, ends_at) VALUES ('a', 1, now())")
    assert role.execute("DELETE FROM core_ratelimit").rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE bookings_booking",
        "ALTER TABLE bookings_booking DROP COLUMN amount",
        "TRUNCATE bookings_booking",
        "CREATE TABLE mine (id int)",
        "CREATE ROLE another",
    ],
)
def test_it_changes_no_tables(role: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        role.execute(statement.encode())


def test_it_has_the_settings_that_a_pooler_would_not_pass_on(role: psycopg.Connection) -> None:
    """Without UTC times would be told wrong, without time-outs a request could wait for ever."""
    found = role.execute("SELECT rolconfig FROM pg_roles WHERE rolname = %s", [NAME]).fetchone()

    assert found is not None
    assert {"lock_timeout=3000", "statement_timeout=15000", "TimeZone=UTC"} <= set(found[0])


def test_a_second_run_changes_the_password_and_nothing_else(role: psycopg.Connection) -> None:
    role.execute("RESET ROLE")
    call_command("service_role", verbosity=0)


@pytest.mark.django_db
def test_without_its_name_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTGRES_SERVICE_USER", raising=False)

    with pytest.raises(CommandError, match="Set POSTGRES_SERVICE_USER"):
        call_command("service_role")


@pytest.mark.django_db
def test_the_owner_is_not_the_service(named: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_SERVICE_USER", connection.settings_dict["USER"])

    with pytest.raises(CommandError, match="another role"):
        call_command("service_role")


def test_only_the_owners_commands_connect_as_the_owner(named: None) -> None:
    owner = location()["USER"]

    users = {
        command: database_settings(["manage.py", command])["USER"]
        for command in ("migrate", "service_role", "make_demo", "shell", "createsuperuser")
    }

    assert users == {
        "migrate": owner,
        "service_role": owner,
        "make_demo": owner,
        "shell": NAME,
        "createsuperuser": NAME,
    }
    assert database_settings(["granian"])["PASSWORD"] == SECRET


def test_a_service_role_without_a_password_is_a_sentence(
    named: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTGRES_SERVICE_PASSWORD")

    with pytest.raises(SettingError, match="POSTGRES_SERVICE_PASSWORD is not set"):
        database_settings(["granian"])


@pytest.mark.parametrize("password", ["postgres123", "short", "Change-Me-please", "password1234"])
def test_a_weak_password_of_the_database_is_refused(password: str) -> None:
    with pytest.raises(SettingError, match="at least 12 characters") as refused:
        refuse_weak_password(password, host="db")
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"POSTGRES_PASSWORD": "postgres123"}, "^POSTGRES_PASSWORD must"),
        ({"POSTGRES_SERVICE_PASSWORD": "service123"}, "^POSTGRES_SERVICE_PASSWORD must"),
        ({"DATABASE_URL": "postgres://a:short@db/x"}, "^The password in DATABASE_URL must"),
    ],
)
def test_the_sentence_names_the_weak_one_of_the_two(
    variables: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = {"POSTGRES_HOST": "db", "POSTGRES_SERVICE_USER": "service", "DATABASE_URL": ""}
    sound |= dict.fromkeys(("POSTGRES_PASSWORD", "POSTGRES_SERVICE_PASSWORD"), "uQ8 long, random")
    for name, value in {**sound, **variables}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingError, match=named):
        refuse_weak_passwords()


@pytest.mark.parametrize(
    ("password", "host"), [("", "db"), ("short", "/run/postgresql"), ("uQ8 long and random", "db")]
)
def test_a_strong_one_or_none_is_taken(password: str, host: str) -> None:
    refuse_weak_password(password, host=host)
