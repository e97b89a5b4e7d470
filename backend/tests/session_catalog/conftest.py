"""What the specifications of the catalogue share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Seats, Session
from tests.factories import make_creator
from users.models import User

Stored = tuple[Any, Any]


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Every specification here is about rows."""


@pytest.fixture
def as_user(as_user: Callable[..., APIClient]) -> Callable[..., APIClient]:
    """The same client, speaking JSON."""

    def client(user: User | None = None) -> APIClient:
        made = as_user(user)
        made.default_format = "json"
        return made

    return client


@pytest.fixture
def creator() -> User:
    return make_creator(username="ines", first_name="Inés", last_name="Okafor")


@pytest.fixture
def as_creator(as_user: Callable[..., APIClient], creator: User) -> APIClient:
    return as_user(creator)


@pytest.fixture
def anonymous(as_user: Callable[..., APIClient]) -> APIClient:
    return as_user()


@pytest.fixture
def body() -> dict[str, Any]:
    """The smallest body that makes a session."""
    return {
        "title": "Glaze chemistry",
        "description": "Bring an apron.",
        "price": "25.00",
        "duration_minutes": 90,
    }


@pytest.fixture
def stored() -> Callable[[Session], Stored]:
    """Everything that the database holds about a session, to prove that nothing changed."""

    def read(session: Session) -> Stored:
        return (
            Session.objects.filter(pk=session.pk).values().first(),
            Seats.objects.filter(session_id=session.pk).values().first(),
        )

    return read


def in_days(days: float) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)


def iso(moment: datetime | None) -> str:
    """As the API writes an instant."""
    assert moment is not None
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if moment.microsecond else text) + "Z"
