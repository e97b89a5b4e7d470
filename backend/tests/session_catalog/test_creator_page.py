"""GET /api/creators/{username}/."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from session_catalog.api.serializers import CreatorOutput
from tests.factories import make_creator, make_session, make_user
from users.models import User

from .conftest import in_days, iso


def url(username: str) -> str:
    return f"/api/creators/{quote(username, safe='')}/"


def test_who_offers_sessions_and_how_many(anonymous: APIClient, creator: User) -> None:
    joined = in_days(-100)
    User.objects.update(date_joined=joined, avatar="https://example.com/i.png")
    for days in (-3, -2):
        make_session(creator=creator, start_time=in_days(days))
    make_session(creator=creator, start_time=in_days(-0.01), duration_minutes=600)
    make_session(creator=creator, start_time=in_days(4))
    make_session(creator=creator, start_time=None)
    make_session(creator=creator, start_time=in_days(-3), status="draft")
    make_session(creator=creator, start_time=in_days(3), status="cancelled")
    make_session(start_time=in_days(3))

    with CaptureQueriesContext(connection) as queries:
        shown = anonymous.get(url("ines")).json()

    assert shown == {
        "id": str(creator.pk),
        "username": "ines",
        "first_name": "Inés",
        "last_name": "Okafor",
        "avatar": "https://example.com/i.png",
        "date_joined": iso(joined),
        "sessions_given": 2,
        "upcoming": 3,
    }
    assert list(shown) == list(CreatorOutput().fields)
    assert len(queries) == 1


def test_the_name_is_read_without_case(anonymous: APIClient) -> None:
    creator = make_creator(username="Jürgen.B+1")

    for name in ("Jürgen.B+1", "JÜRGEN.B+1", "jürgen.b+1"):
        assert anonymous.get(url(name)).json()["id"] == str(creator.pk)


def test_people_who_are_no_creators_are_404(anonymous: APIClient) -> None:
    make_user(username="learner")

    response = anonymous.get(url("learner"))

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "name",
    ["nobody", "in", "ines%", "ines\0", "\0", "ines@example.com", "' or 1=1", "x" * 5000, "🏺"],
)
def test_unknown_and_odd_names_are_404(anonymous: APIClient, creator: User, name: str) -> None:
    assert anonymous.get(url(name)).status_code == 404


def test_an_undecodable_name_is_404(anonymous: APIClient) -> None:
    assert anonymous.get("/api/creators/%ff%fe/").status_code == 404
