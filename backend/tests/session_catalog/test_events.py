"""/api/events/: the second document's view of the same sessions."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from session_catalog.api.serializers import EventOutput
from session_catalog.models import Session
from tests.conftest import FakeClock
from tests.factories import make_creator, make_session, make_user
from users.models import User

from .conftest import in_days, iso

As = Callable[..., APIClient]
URL = "/api/events/"
EVENT = {"title": "Advanced Django", "description": "Deep dive into Django internals"}


def test_a_creator_publishes_a_free_open_session_for_fifty(
    as_creator: APIClient, creator: User, frozen: FakeClock
) -> None:
    response = as_creator.post(URL, EVENT)

    session = Session.objects.get()
    assert response.status_code == 201
    assert response["Location"] == f"/api/events/{session.pk}/"
    assert response.json() == {
        "id": str(session.pk),
        **EVENT,
        "creator": str(creator.pk),
        "created_at": iso(frozen.moment),
    }
    seen = as_creator.get(f"/api/sessions/{session.pk}/").json()
    expected = {
        "price": "0.00",
        "duration_minutes": 60,
        "capacity": 50,
        "status": "published",
        "start_time": None,
    }
    assert {name: seen[name] for name in expected} == expected


def test_users_get_403_and_nobody_401(
    as_user: As, anonymous: APIClient, error_of: Callable[..., Any]
) -> None:
    assert error_of(as_user(make_user()).post(URL, EVENT)) == (403, "creator_required")
    assert anonymous.post(URL, EVENT).status_code == 401
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", None),
        ("title", "x" * 201),
        ("title", ["a"]),
        ("description", " "),
        ("description", "a\x00"),
        ("price", 5),
        ("status", "draft"),
        ("capacity", 3),
        ("id", "5f0c9a6e-3c1b-4d6e-9b1a-2a7d3c4e5f60"),
        ("creator", "5f0c9a6e-3c1b-4d6e-9b1a-2a7d3c4e5f60"),
        ("nonsense", 1),
    ],
)
def test_a_bad_value_is_refused(as_creator: APIClient, field: str, value: Any) -> None:
    response = as_creator.post(URL, {**EVENT, field: value})

    assert (response.status_code, set(response.json())) == (400, {field})
    assert not Session.objects.exists()


def test_an_event_read_may_be_sent_again(as_creator: APIClient, creator: User) -> None:
    sent = {**EVENT, "creator": str(creator.pk), "created_at": "1999-01-01T00:00:00Z"}

    written = as_creator.post(URL, sent)

    assert written.status_code == 201
    assert written.json()["created_at"] != sent["created_at"]


def test_a_retry_with_the_same_key_makes_one_event(as_creator: APIClient) -> None:
    first = as_creator.post(URL, EVENT, headers={"Idempotency-Key": "k"})
    again = as_creator.post(URL, EVENT, headers={"Idempotency-Key": "k"})

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert Session.objects.count() == 1


def test_everybody_lists_what_is_published_newest_first(anonymous: APIClient) -> None:
    make_session(title="older", created_at=in_days(-2))
    make_session(title="newer", created_at=in_days(-1), start_time=in_days(-5))
    make_session(title="draft", status="draft")
    make_session(title="cancelled", status="cancelled")

    events = anonymous.get(URL).json()

    assert [each["title"] for each in events] == ["newer", "older"]
    assert list(events[0]) == list(EventOutput().fields)


def test_everybody_reads_one(anonymous: APIClient) -> None:
    session = make_session()

    response = anonymous.get(f"{URL}{session.pk}/")

    assert response.json() == anonymous.get(URL).json()[0]
    tag = response["ETag"]
    assert anonymous.get(f"{URL}{session.pk}/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_an_unpublished_one_is_404_even_for_its_owner(
    as_creator: APIClient, creator: User, status: str
) -> None:
    session = make_session(creator=creator, status=status)

    assert as_creator.get(f"{URL}{session.pk}/").status_code == 404
    assert as_creator.get(f"{URL}{uuid4()}/").status_code == 404


def test_the_list_takes_one_query(anonymous: APIClient) -> None:
    counts = []
    for amount in (2, 50):
        for _ in range(amount):
            make_session(creator=make_creator())
        with CaptureQueriesContext(connection) as queries:
            anonymous.get(f"{URL}?limit=200")
        counts.append(len(queries))

    assert counts == [1, 1]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_events_are_changed_as_sessions(as_creator: APIClient, creator: User, method: str) -> None:
    session = make_session(creator=creator)

    response = getattr(as_creator, method)(f"{URL}{session.pk}/", EVENT)

    assert response.status_code == 405
    assert Session.objects.get().title == session.title
