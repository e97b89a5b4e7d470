import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that was never asked."""
    monkeypatch.setattr(health, "_migrated", False)


@pytest.mark.parametrize("path", ["/health/", "/livez"])
def test_the_process_answers_without_a_database(client: Client, path: str) -> None:
    """No database mark: a query would fail the test."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_with_a_migrated_database(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_that_it_is_migrated_is_looked_up_once(
    client: Client, django_assert_num_queries: object
) -> None:
    client.get("/readyz")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/readyz")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing_and_ready_after_it(client: Client) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("notifications", "0003_secrets_of_mails")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "missing": ["migration notifications.0003_secrets_of_mails"],
    }

    recorder.record_applied("notifications", "0003_secrets_of_mails")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("connection refused")

    client.get("/readyz")
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "missing": ["database"]}


@pytest.mark.parametrize("path", ["/health/", "/livez", "/readyz"])
def test_watchers_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
