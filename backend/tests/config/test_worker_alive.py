"""What the container of the worker asks about its health."""

import pytest
from django.db import connection

from config import worker_alive

INSERT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '{}')"


@pytest.fixture(autouse=True)
def asks_this_database(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    names = ("dbname", "user", "password", "host", "port")
    found = {n: str(v) for n, v in connection.get_connection_params().items() if n in names and v}
    monkeypatch.setattr(worker_alive, "parameters", lambda: found)


def told(ago: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(INSERT.format(ago))


def test_a_worker_that_told_lately_is_alive() -> None:
    told("20 seconds")
    worker_alive.main()


def test_one_that_fell_silent_is_not() -> None:
    told("2 minutes")
    with pytest.raises(SystemExit, match="No worker has told of itself"):
        worker_alive.main()


def test_a_database_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = {"host": "127.0.0.1", "port": "1", "dbname": "x", "user": "x"}
    monkeypatch.setattr(worker_alive, "parameters", lambda: nowhere)
    with pytest.raises(SystemExit, match="The database does not answer"):
        worker_alive.main()


def test_it_asks_as_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@db.example:6432/sessions")
    monkeypatch.setenv("POSTGRES_SERVICE_USER", "service")
    monkeypatch.setenv("POSTGRES_SERVICE_PASSWORD", "other")

    assert worker_alive.parameters() == {
        "dbname": "sessions", "user": "service", "password": "other", "host": "db.example",
        "port": "6432",
    }  # fmt: skip
