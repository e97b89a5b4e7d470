"""Where the database is, from the environment."""

import psycopg
import pytest
from django.db import connections

from config import embedded_postgres
from config.database import database_settings, refuse_weak_passwords, replica_settings
from config.embedded_postgres import EmbeddedPostgresError
from config.embedded_postgres.base import DatabaseWrapper
from config.env import SettingError

VARIABLES = (
    "DATABASE_URL", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_HOST",
    "POSTGRES_PORT", "STATEMENT_TIMEOUT_MS", "LOCK_TIMEOUT_MS", "IDLE_TIMEOUT_MS",
    "DATABASE_REPLICA_URL", "POSTGRES_SERVICE_USER",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def with_url(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, object]:
    monkeypatch.setenv("DATABASE_URL", url)
    return database_settings(["manage.py"])


def test_nothing_configured_means_the_embedded_server() -> None:
    settings = database_settings(["manage.py"])
    assert settings["ENGINE"] == "config.embedded_postgres"
    assert settings["NAME"] == settings["USER"] == "sessions"
    assert settings["HOST"].startswith("/")


def test_no_embedded_server_here_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise EmbeddedPostgresError("not installed")

    monkeypatch.setattr(embedded_postgres, "connection_settings", fail)
    with pytest.raises(SettingError, match="not installed"):
        database_settings(["manage.py"])


def test_postgres_variables_name_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_HOST", "db")
    monkeypatch.setenv("POSTGRES_PASSWORD", "p@ss")
    settings = database_settings(["manage.py"])
    assert settings["ENGINE"] == "core.postgres"
    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "sessions",
        "USER": "postgres",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "5432",
    }


def test_a_database_name_alone_means_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_DB", "mine")
    assert database_settings(["manage.py"])["HOST"] == "localhost"


def test_a_port_that_is_no_number_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_HOST", "db")
    monkeypatch.setenv("POSTGRES_PORT", "many")
    with pytest.raises(SettingError, match="POSTGRES_PORT must be a whole number"):
        database_settings(["manage.py"])


def test_the_url_wins_and_its_parts_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_HOST", "other")
    settings = with_url(monkeypatch, "postgres://an%40a:p%2Fw%3A%25@db.example:6432/my%20db")
    assert settings["NAME"] == "my db"
    assert settings["USER"] == "an@a"
    assert settings["PASSWORD"] == "p/w:%"
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == "6432"


def test_the_url_may_hold_options_of_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_url(monkeypatch, "postgresql://db/x?sslmode=require&connect_timeout=2")
    options = settings["OPTIONS"]
    assert isinstance(options, dict)
    assert options["sslmode"] == "require"
    assert options["connect_timeout"] == "2"


def test_options_in_the_url_are_added_to_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    options = with_url(monkeypatch, "postgresql://db/x?options=-c%20jit%3Doff")["OPTIONS"]
    assert isinstance(options, dict)
    assert options["options"].startswith("-c lock_timeout=3000 ")
    assert options["options"].endswith(" -c jit=off")


def test_the_url_may_name_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_url(monkeypatch, "postgresql:///sessions?host=/run/postgresql&user=me")
    assert settings["HOST"] == "/run/postgresql"
    assert settings["USER"] == "me"
    options = settings["OPTIONS"]
    assert isinstance(options, dict)
    assert not {"host", "user"} & options.keys()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://u:hidden@db/x", "must begin with postgres"),
        ("postgresql://u:hidden@db", "must name a database"),
        ("postgresql://u:hidden@db/a/b", "must name a database"),
        ("postgresql://u:hidden@db:port/x", "cannot be read"),
        ("postgresql://u:hidden@db/x?sslmode", "name=value"),
        ("postgresql://u:hidden@db/x?speed=high", "no option speed"),
    ],
)
def test_a_url_that_is_wrong_is_a_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
) -> None:
    with pytest.raises(SettingError, match=sentence) as refused:
        with_url(monkeypatch, url)
    assert "hidden" not in str(refused.value)


def test_a_statement_has_fifteen_seconds_unless_the_command_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for arguments in (["manage.py", "runserver"], ["granian"]):
        assert "-c statement_timeout=15000 " in database_settings(arguments)["OPTIONS"]["options"]
    for command in ("migrate", "make_demo", "audit"):
        options = database_settings(["manage.py", command])["OPTIONS"]["options"]
        assert "-c statement_timeout=0 " in options
    monkeypatch.setenv("STATEMENT_TIMEOUT_MS", "70")
    assert "statement_timeout=70 " in database_settings(["granian"])["OPTIONS"]["options"]


def test_the_server_takes_these_settings() -> None:
    wrapper = DatabaseWrapper({**connections["default"].settings_dict, "NAME": "postgres"})
    with psycopg.connect(**wrapper.get_connection_params()) as connection:
        shown = {
            name: connection.execute(f"SHOW {name}".encode()).fetchone()
            for name in ("lock_timeout", "statement_timeout", "TimeZone", "application_name")
        }
    assert shown == {
        "lock_timeout": ("3s",),
        "statement_timeout": ("15s",),
        "TimeZone": ("UTC",),
        "application_name": ("sessions-marketplace",),
    }


def test_without_its_address_there_is_no_replica() -> None:
    assert replica_settings() == {}


def test_a_replica_is_connected_to_as_the_service_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://owner:p@replica:5001/x")
    monkeypatch.setenv("POSTGRES_SERVICE_USER", "service")
    monkeypatch.setenv("POSTGRES_SERVICE_PASSWORD", "s")

    [(name, settings)] = replica_settings().items()

    assert (name, settings["HOST"], settings["PORT"]) == ("replica", "replica", "5001")
    assert (settings["USER"], settings["PASSWORD"]) == ("service", "s")
    assert settings["OPTIONS"]["connect_timeout"] == 2
    assert "statement_timeout=15000" in settings["OPTIONS"]["options"]


def test_a_replicas_address_that_is_wrong_is_a_sentence_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_REPLICA_URL", "mysql://u:hidden@db/x")

    with pytest.raises(SettingError, match=r"^DATABASE_REPLICA_URL must begin with") as refused:
        replica_settings()
    assert "hidden" not in str(refused.value)


def test_a_weak_password_of_a_replica_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://u:hidden@replica/x")

    with pytest.raises(SettingError, match=r"^The password in DATABASE_REPLICA_URL must"):
        refuse_weak_passwords()
