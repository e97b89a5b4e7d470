"""POST /api/sessions/."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import make_creator, make_user
from users.models import User

from .conftest import in_days, iso

URL = "/api/sessions/"


def test_a_creator_writes_a_session_with_the_four_required_fields(
    as_creator: APIClient, creator: User, body: dict[str, Any], frozen: FakeClock
) -> None:
    response = as_creator.post(URL, body)

    assert response.status_code == 201
    written = response.json()
    session = Session.objects.get()
    assert response["Location"] == f"/api/sessions/{session.pk}/"
    assert written == {
        "id": str(session.pk),
        "creator": str(creator.pk),
        "creator_details": {
            "id": str(creator.pk),
            "username": "ines",
            "first_name": "Inés",
            "last_name": "Okafor",
            "avatar": None,
        },
        "title": "Glaze chemistry",
        "description": "Bring an apron.",
        "price": "25.00",
        "currency": "USD",
        "duration_minutes": 90,
        "capacity": 1,
        "current_bookings": 0,
        "spots_available": 1,
        "is_full": False,
        "status": "draft",
        "image": None,
        "start_time": None,
        "end_time": None,
        "time_zone": "UTC",
        "topic": None,
        "level": None,
        "language": None,
        "format": None,
        "place": None,
        "version": 1,
        "created_at": iso(frozen.moment),
        "updated_at": iso(frozen.moment),
    }


def test_every_field_can_be_given(as_creator: APIClient, body: dict[str, Any]) -> None:
    start = in_days(3)

    written = as_creator.post(
        URL,
        body
        | {
            "capacity": 12,
            "start_time": iso(start),
            "time_zone": "Asia/Tokyo",
            "status": "published",
            "image": "https://example.com/bowl.jpg",
        },
    ).json()

    assert written["capacity"] == written["spots_available"] == 12
    assert written["start_time"] == iso(start)
    assert written["end_time"] == iso(start + timedelta(minutes=90))
    assert written["time_zone"] == "Asia/Tokyo"
    assert written["status"] == "published"
    assert written["image"] == "https://example.com/bowl.jpg"


@pytest.mark.parametrize(("status", "on_sale"), [("draft", False), ("published", True)])
def test_only_a_published_session_is_on_sale(
    as_creator: APIClient, body: dict[str, Any], status: str, on_sale: bool
) -> None:
    as_creator.post(URL, body | {"status": status})

    assert Seats.objects.get().on_sale is on_sale


def test_the_time_zone_is_the_creators_unless_named(
    as_user: Callable[..., APIClient], body: dict[str, Any]
) -> None:
    creator = make_creator(time_zone="Europe/Lisbon")

    written = as_user(creator).post(URL, body).json()

    assert written["time_zone"] == "Europe/Lisbon"


def test_a_user_who_is_no_creator_gets_403(
    as_user: Callable[..., APIClient], body: dict[str, Any], error_of: Callable[..., Any]
) -> None:
    response = as_user(make_user()).post(URL, body)

    assert error_of(response) == (403, "creator_required")
    assert not Session.objects.exists()


def test_nobody_gets_401(anonymous: APIClient, body: dict[str, Any]) -> None:
    response = anonymous.post(URL, body)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert not Session.objects.exists()


@pytest.mark.parametrize("field", ["title", "description", "price", "duration_minutes"])
def test_each_required_field_is_required(
    as_creator: APIClient, body: dict[str, Any], field: str
) -> None:
    del body[field]

    response = as_creator.post(URL, body)

    assert (response.status_code, set(response.json())) == (400, {field})
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("sent", "price"),
    [
        (0, "0.00"),
        (25, "25.00"),
        (19.99, "19.99"),
        ("19.9", "19.90"),
        ("0.10", "0.10"),
        ("99999999.99", "99999999.99"),
    ],
)
def test_a_price_is_a_number_or_a_string_and_comes_back_with_two_decimals(
    as_creator: APIClient, body: dict[str, Any], sent: Any, price: str
) -> None:
    written = as_creator.post(URL, body | {"price": sent}).json()

    assert written["price"] == price
    assert Session.objects.get().price == Decimal(price)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 200),
        ("title", "Ünïcødé 🏺 عربى"),
        ("description", "x" * 20_000),
        ("description", "two\nlines\tand a tab"),
        ("duration_minutes", 1),
        ("duration_minutes", 10_080),
        ("capacity", 100_000),
        ("image", None),
        ("start_time", None),
    ],
)
def test_values_at_the_bounds_are_taken_as_they_are(
    as_creator: APIClient, body: dict[str, Any], field: str, value: Any
) -> None:
    response = as_creator.post(URL, body | {field: value})

    assert response.status_code == 201, response.content
    assert response.json()[field] == value


def test_words_are_trimmed_and_an_empty_image_is_none(
    as_creator: APIClient, body: dict[str, Any]
) -> None:
    sent = {"title": "  Bowls ", "description": "\nBring clay. \n", "image": ""}

    written = as_creator.post(URL, body | sent).json()

    assert written["title"] == "Bowls"
    assert written["description"] == "Bring clay."
    assert written["image"] is None


def test_computed_fields_are_ignored(
    as_creator: APIClient, body: dict[str, Any], creator: User
) -> None:
    computed = {
        "created_at": "1999-01-01T00:00:00Z",
        "updated_at": None,
        "current_bookings": 7,
        "spots_available": 99,
        "is_full": True,
        "end_time": "nonsense",
        "version": 40,
        "creator_details": {"id": 1},
        "currency": "XXX",
        "creator": str(creator.pk),
        "id": None,
    }

    written = as_creator.post(URL, body | computed).json()

    assert written["current_bookings"] == 0
    assert written["version"] == 1
    assert written["currency"] == "USD"
    assert written["end_time"] is None
    assert written["created_at"] != computed["created_at"]


def test_a_start_at_this_very_moment_is_past(
    as_creator: APIClient, body: dict[str, Any], frozen: FakeClock
) -> None:
    frozen.moment = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)

    at_once = as_creator.post(URL, body | {"start_time": "2030-01-01T12:00:00Z"})
    later = as_creator.post(URL, body | {"start_time": "2030-01-01T12:00:01Z"})

    assert (at_once.status_code, set(at_once.json())) == (400, {"start_time"})
    assert later.status_code == 201


def test_a_retry_with_the_same_key_gets_the_same_answer_and_one_session(
    as_creator: APIClient, body: dict[str, Any]
) -> None:
    first = as_creator.post(URL, body, headers={"Idempotency-Key": "once"})
    again = as_creator.post(URL, body, headers={"Idempotency-Key": "once"})

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert Session.objects.count() == 1


def test_the_same_key_with_another_body_is_409(
    as_creator: APIClient, body: dict[str, Any], error_of: Callable[..., Any]
) -> None:
    as_creator.post(URL, body, headers={"Idempotency-Key": "once"})

    other = as_creator.post(URL, body | {"price": 5}, headers={"Idempotency-Key": "once"})

    assert error_of(other) == (409, "idempotency_mismatch")
    assert Session.objects.count() == 1


def test_a_refused_request_does_not_use_its_key_up(
    as_creator: APIClient, body: dict[str, Any]
) -> None:
    key = {"Idempotency-Key": "once"}
    past = body | {"start_time": "2020-01-01T00:00:00Z"}

    refused = as_creator.post(URL, past, headers=key)
    taken = as_creator.post(URL, body, headers=key)

    assert (refused.status_code, taken.status_code) == (400, 201)
