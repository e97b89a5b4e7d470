"""PUT and PATCH /api/sessions/{id}/, apart from the status."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import make_booking, make_creator, make_session, make_user
from users.models import User

from .conftest import Stored, iso

As = Callable[..., APIClient]
Read = Callable[[Session], Stored]


def url(session: Session) -> str:
    return f"/api/sessions/{session.pk}/"


@pytest.fixture
def session(creator: User) -> Session:
    return make_session(creator=creator)


def test_put_replaces_what_it_names_and_leaves_the_rest(
    as_creator: APIClient, creator: User, body: dict[str, Any], frozen: FakeClock
) -> None:
    session = make_session(
        creator=creator, capacity=7, image="https://example.com/a.jpg", time_zone="Asia/Tokyo"
    )

    response = as_creator.put(url(session), body)

    assert session.start_time is not None
    assert response.status_code == 200
    written = response.json()
    assert {name: written[name] for name in body} == body
    assert written["start_time"] == iso(session.start_time)
    assert written["end_time"] == iso(session.start_time + timedelta(minutes=90))
    assert written["capacity"] == 7
    assert written["image"] == "https://example.com/a.jpg"
    assert written["time_zone"] == "Asia/Tokyo"
    assert written["status"] == "published"
    assert written["version"] == 2
    assert written["updated_at"] == iso(frozen.moment)
    assert written["created_at"] == iso(session.created_at)
    assert as_creator.get(url(session)).json() == written


@pytest.mark.parametrize("field", ["title", "description", "price", "duration_minutes"])
def test_put_needs_the_four_fields(
    as_creator: APIClient, session: Session, body: dict[str, Any], stored: Read, field: str
) -> None:
    before = stored(session)
    del body[field]

    response = as_creator.put(url(session), body)

    assert (response.status_code, set(response.json())) == (400, {field})
    assert stored(session) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("description", "Other words"),
        ("price", "0.00"),
        ("price", "99.90"),
        ("duration_minutes", 15),
        ("capacity", 3),
        ("time_zone", "America/New_York"),
        ("image", "https://example.com/new.png"),
    ],
)
def test_patch_changes_one_field_alone(
    as_creator: APIClient, session: Session, field: str, value: Any
) -> None:
    before = as_creator.get(url(session)).json()

    after = as_creator.patch(url(session), {field: value}).json()

    changed = {name for name in after if after[name] != before[name]}
    follows = {"duration_minutes": {"end_time"}, "capacity": {"spots_available"}}
    assert after[field] == value
    assert changed == {field, "version", "updated_at"} | follows.get(field, set())


def test_a_session_read_can_be_put_back_word_for_word_and_nothing_changes(
    as_creator: APIClient, session: Session, stored: Read
) -> None:
    before = stored(session)
    read = as_creator.get(url(session))

    response = as_creator.put(url(session), read.json())

    assert response.status_code == 200
    assert response.json() == read.json()
    assert response["ETag"] == read["ETag"] == '"1.1"'
    assert stored(session) == before


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"price": 25},
        {"price": "25.0"},
        {"title": "  Throwing your first bowl "},
        {"capacity": 10},
        {"status": "published"},
        {"image": ""},
    ],
)
def test_equal_values_in_another_form_change_nothing(
    as_creator: APIClient, session: Session, stored: Read, same: dict[str, Any]
) -> None:
    before = stored(session)

    response = as_creator.patch(url(session), same)

    assert response.status_code == 200
    assert stored(session) == before


def test_the_same_instant_in_another_zone_is_no_move(
    as_creator: APIClient, session: Session, stored: Read
) -> None:
    before = stored(session)
    assert session.start_time is not None
    local = (session.start_time + timedelta(hours=9)).replace(tzinfo=None).isoformat() + "+09:00"

    response = as_creator.patch(url(session), {"start_time": local})

    assert response.status_code == 200
    assert stored(session) == before


def test_get_edit_put_works_while_somebody_books(as_creator: APIClient, session: Session) -> None:
    read = as_creator.get(url(session))
    make_booking(session=session)

    edited = {**read.json(), "title": "A better title"}
    response = as_creator.put(url(session), edited, headers={"If-Match": read["ETag"]})

    assert response.status_code == 200
    assert response.json()["title"] == "A better title"
    assert response.json()["current_bookings"] == 1
    assert response["ETag"] == '"2.2"'


class TestIfMatch:
    @pytest.mark.parametrize("sent", ['"1.1"', '"1.99"', 'W/"1.5"', '"7.1", "1.1"', "*", '"1"'])
    def test_the_present_edit_version_passes(
        self, as_creator: APIClient, session: Session, sent: str
    ) -> None:
        response = as_creator.patch(url(session), {"title": "New"}, headers={"If-Match": sent})

        assert response.status_code == 200

    @pytest.mark.parametrize("sent", ['"0.1"', '"2.1"', 'W/"2.1"', "nonsense", '""', '"²"'])
    def test_any_other_is_412_and_nothing_changes(
        self,
        as_creator: APIClient,
        session: Session,
        stored: Read,
        error_of: Callable[..., Any],
        sent: str,
    ) -> None:
        before = stored(session)

        response = as_creator.patch(
            url(session), {"title": "New"}, HTTP_IF_MATCH=sent.encode().decode("latin-1")
        )

        assert error_of(response) == (412, "stale")
        assert stored(session) == before

    def test_the_second_of_two_editors_is_stopped(
        self, as_creator: APIClient, session: Session, error_of: Callable[..., Any]
    ) -> None:
        tag = as_creator.get(url(session))["ETag"]
        as_creator.patch(url(session), {"title": "First"}, headers={"If-Match": tag})

        second = as_creator.patch(url(session), {"title": "Second"}, headers={"If-Match": tag})

        assert error_of(second) == (412, "stale")
        assert Session.objects.get().title == "First"


class TestWho:
    def test_another_creator_gets_404_even_for_a_session_they_can_read(
        self, as_user: As, session: Session, body: dict[str, Any], stored: Read
    ) -> None:
        before = stored(session)
        other = as_user(make_creator())
        read = other.get(url(session)).json()

        for response in (
            other.put(url(session), body),
            other.put(url(session), read),
            other.patch(url(session), {"title": "Mine now"}),
            other.patch(url(session), {"nonsense": 1}),
        ):
            assert (response.status_code, response.json()["code"]) == (404, "not_found")
        assert stored(session) == before

    def test_a_user_gets_403_before_404(
        self, as_user: As, session: Session, body: dict[str, Any], error_of: Callable[..., Any]
    ) -> None:
        user = as_user(make_user())

        for address in (url(session), f"/api/sessions/{uuid4()}/"):
            assert error_of(user.put(address, body)) == (403, "creator_required")
            assert error_of(user.patch(address, {})) == (403, "creator_required")

    def test_nobody_gets_401(
        self, anonymous: APIClient, session: Session, body: dict[str, Any]
    ) -> None:
        assert anonymous.put(url(session), body).status_code == 401
        assert anonymous.patch(url(session), {}).status_code == 401

    def test_an_unknown_session_is_404(self, as_creator: APIClient, body: dict[str, Any]) -> None:
        assert as_creator.put(f"/api/sessions/{uuid4()}/", body).status_code == 404


class TestSeats:
    def test_capacity_below_the_seats_taken_is_409(
        self,
        as_creator: APIClient,
        creator: User,
        stored: Read,
        error_of: Callable[..., Any],
    ) -> None:
        session = make_session(creator=creator, capacity=5, taken=3)
        before = stored(session)

        response = as_creator.patch(url(session), {"capacity": 2, "title": "Smaller"})

        assert error_of(response) == (409, "capacity_below_bookings")
        assert stored(session) == before

    def test_capacity_down_to_the_seats_taken_makes_it_full(
        self, as_creator: APIClient, creator: User
    ) -> None:
        session = make_session(creator=creator, capacity=5, taken=3)

        written = as_creator.patch(url(session), {"capacity": 3}).json()

        assert (written["spots_available"], written["is_full"]) == (0, True)

    def test_only_a_change_of_the_seats_grows_their_version(
        self, as_creator: APIClient, session: Session
    ) -> None:
        words = as_creator.patch(url(session), {"title": "New"})
        seats = as_creator.patch(url(session), {"capacity": 11})

        assert (words["ETag"], seats["ETag"]) == ('"2.1"', '"3.2"')

    def test_a_new_price_is_not_for_those_who_booked(
        self, as_creator: APIClient, session: Session
    ) -> None:
        booking = make_booking(session=session, amount=Decimal("25.00"))

        as_creator.patch(url(session), {"price": "40.00"})

        booking.refresh_from_db()
        assert booking.amount == Decimal("25.00")


def test_the_words_of_a_cancelled_session_can_still_be_corrected(
    as_creator: APIClient, creator: User
) -> None:
    session = make_session(creator=creator, status="cancelled")

    response = as_creator.patch(url(session), {"title": "Corrected"})

    assert response.status_code == 200
    assert response.json()["title"] == "Corrected"
    assert Seats.objects.get().on_sale is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", None),
        ("description", ""),
        ("price", -1),
        ("price", "1.001"),
        ("duration_minutes", 0),
        ("capacity", 0),
        ("capacity", None),
        ("status", "gone"),
        ("time_zone", "Nowhere"),
        ("image", "http://example.com/"),
        ("start_time", "soon"),
        ("id", "0192d0a5-0000-7000-8000-000000000000"),
        ("creator", "0192d0a5-0000-7000-8000-000000000000"),
        ("creator", {"id": 1}),
        ("nonsense", 1),
    ],
)
def test_a_bad_value_is_refused_by_its_field_and_nothing_changes(
    as_creator: APIClient, session: Session, stored: Read, field: str, value: Any
) -> None:
    before = stored(session)

    response = as_creator.patch(url(session), {"title": "Good", field: value})

    assert (response.status_code, set(response.json())) == (400, {field})
    assert stored(session) == before
