"""No field outside the documented ones can be set by anybody, one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.api.serializers import (
    COMPUTED,
    OWNED,
    NewSessionInput,
    SessionChangesInput,
    SessionOutput,
)
from session_catalog.models import Seats, Session
from tests.factories import make_creator, make_session
from users.models import User

from .conftest import Stored

WRITABLE = {
    "title",
    "description",
    "price",
    "duration_minutes",
    "capacity",
    "start_time",
    "time_zone",
    "status",
    "image",
    "topic",
    "level",
    "language",
    "format",
    "place",
}
COLUMNS = {
    name
    for model in (Session, Seats, User)
    for field in model._meta.get_fields()
    for name in (field.name, getattr(field, "attname", field.name))
}
OTHER = "0192d0a5-0000-7000-8000-000000000000"
VALUES: list[Any] = [True, 99, OTHER, "2030-01-01T00:00:00Z", None, "confirmed"]


def test_only_these_fields_are_written() -> None:
    assert set(NewSessionInput().fields) == set(SessionChangesInput().fields) == WRITABLE


def test_all_that_is_read_may_be_sent_back() -> None:
    assert set(SessionOutput().fields) == WRITABLE | COMPUTED | OWNED


@pytest.mark.parametrize("name", sorted((COLUMNS | {"session", "seats__taken"}) - WRITABLE))
def test_a_column_outside_the_list_never_changes(
    as_creator: APIClient, creator: User, stored: Callable[[Session], Stored], name: str
) -> None:
    session = make_session(creator=creator)
    before = stored(session)
    url = f"/api/sessions/{session.pk}/"

    codes = {as_creator.patch(url, {name: value}).status_code for value in VALUES}

    assert codes == ({200} if name in COMPUTED else {400})
    assert stored(session) == before
    assert User.objects.get().role == "CREATOR"


@pytest.mark.parametrize("name", sorted(COLUMNS - WRITABLE - COMPUTED))
def test_nor_can_it_be_set_on_create(
    as_creator: APIClient, body: dict[str, Any], name: str
) -> None:
    response = as_creator.post("/api/sessions/", {**body, name: OTHER})

    assert (response.status_code, set(response.json())) == (400, {name})
    assert not Session.objects.exists()


def test_a_session_cannot_be_given_to_somebody_else(
    as_creator: APIClient, creator: User, stored: Callable[[Session], Stored]
) -> None:
    session = make_session(creator=creator)
    before = stored(session)
    other = make_creator()
    url = f"/api/sessions/{session.pk}/"

    same = as_creator.patch(url, {"creator": str(creator.pk), "id": str(session.pk)})
    given = as_creator.patch(url, {"creator": str(other.pk)})

    assert (same.status_code, given.status_code) == (200, 400)
    assert stored(session) == before
