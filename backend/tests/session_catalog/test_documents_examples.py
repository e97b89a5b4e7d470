"""What the two documents show, word for word, by clients that send tokens."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import make_creator, make_user
from users.models import User

As = Callable[..., APIClient]


def test_the_second_documents_session(as_user: As) -> None:
    creator, user, public = as_user(make_creator()), as_user(make_user()), as_user()
    event = {"title": "Advanced Django", "description": "Deep dive into Django internals"}

    assert creator.post("/api/events/", event).status_code == 201
    assert user.post("/api/events/", event).status_code == 403
    listed = public.get("/api/events/").json()

    assert [(each["title"], each["description"]) for each in listed] == [
        ("Advanced Django", "Deep dive into Django internals")
    ]
    assert set(listed[0]) == {"id", "title", "description", "creator", "created_at"}
    assert public.get(f"/api/events/{listed[0]['id']}/").json() == listed[0]


def test_the_first_documents_table_of_sessions(as_user: As, body: dict[str, Any]) -> None:
    creator, public = as_user(make_creator()), as_user()

    created = creator.post("/api/sessions/", {**body, "status": "published"})
    address = f"/api/sessions/{created.json()['id']}/"

    assert created.status_code == 201
    assert [each["id"] for each in public.get("/api/sessions/").json()] == [created.json()["id"]]
    assert len(creator.get("/api/sessions/?my_sessions=true").json()) == 1
    assert public.get(address).status_code == 200
    changed = creator.put(address, {**created.json(), "title": "Renamed"})
    assert (changed.status_code, changed.json()["title"]) == (200, "Renamed")
    assert creator.delete(address).status_code == 204
    assert public.get(address).status_code == 404


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("id", str),
        ("creator", str),
        ("title", str),
        ("description", str),
        ("price", str),
        ("duration_minutes", int),
        ("capacity", int),
        ("current_bookings", int),
        ("status", str),
        ("image", str | None),
        ("start_time", str | None),
    ],
)
def test_the_first_documents_fields_of_a_session(
    as_creator: APIClient, body: dict[str, Any], creator: User, field: str, kind: Any
) -> None:
    written = as_creator.post("/api/sessions/", body).json()

    assert isinstance(written[field], kind)


def test_creators_open_the_sessions_of_others(as_user: As, body: dict[str, Any]) -> None:
    written = as_user(make_creator()).post("/api/sessions/", {**body, "status": "published"})

    read = as_user(make_creator()).get(f"/api/sessions/{written.json()['id']}/")

    assert read.status_code == 200
