"""DELETE /api/sessions/{id}/."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from bookings.models import Booking
from bookings.models import Status as BookingStatus
from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import make_booking, make_creator, make_session, make_user
from users.models import User

from .conftest import Stored, in_days

As = Callable[..., APIClient]
Read = Callable[[Session], Stored]


def url(session: Session) -> str:
    return f"/api/sessions/{session.pk}/"


@pytest.mark.parametrize("status", ["draft", "published", "cancelled"])
def test_a_session_that_nobody_ever_booked_goes_for_good(
    as_creator: APIClient, creator: User, status: str
) -> None:
    session = make_session(creator=creator, status=status)

    response = as_creator.delete(url(session))

    assert (response.status_code, response.content) == (204, b"")
    assert not Session.objects.exists()
    assert not Seats.objects.exists()
    assert as_creator.delete(url(session)).status_code == 404


def test_with_live_bookings_it_is_cancelled_and_its_row_stays(
    as_creator: APIClient,
    creator: User,
    frozen: FakeClock,
    work_off: Callable[[], list[str]],
) -> None:
    session = make_session(creator=creator)
    booking = make_booking(session=session)
    make_booking(session=session, status=BookingStatus.PENDING)

    response = as_creator.delete(url(session))

    assert response.status_code == 204
    session.refresh_from_db()
    assert (session.status, session.deleted_at, session.version) == (
        "cancelled",
        frozen.moment,
        2,
    )
    seats = Seats.objects.get()
    assert (seats.taken, seats.on_sale) == (0, False)
    booking.refresh_from_db()
    assert (booking.status, booking.cancel_cause) == ("cancelled", "session_cancelled")
    assert not Booking.objects.live().exists()
    assert "notifications.session_cancelled" in work_off()


def test_it_is_404_for_all_from_then_on(as_user: As, creator: User) -> None:
    booking = make_booking(session=make_session(creator=creator))
    address = url(booking.session)
    as_user(creator).delete(address)

    for reader in (creator, booking.user, make_user(), None):
        assert as_user(reader).get(address).status_code == 404
    owner = as_user(creator)
    assert owner.patch(address, {"title": "Back"}).status_code == 404
    assert owner.delete(address).status_code == 404
    assert owner.get("/api/sessions/?my_sessions=true").json() == []
    assert owner.get("/api/sessions/?when=all").json() == []


def test_the_bookings_keep_their_session_details(as_user: As, creator: User) -> None:
    booking = make_booking(session=make_session(creator=creator, title="Gone but not forgotten"))
    as_user(creator).delete(url(booking.session))

    kept = as_user(booking.user).get(f"/api/bookings/{booking.pk}/").json()

    assert kept["session_details"]["title"] == "Gone but not forgotten"
    assert kept["status"] == "cancelled"


def test_a_session_that_was_cancelled_before_is_not_cancelled_again(
    as_creator: APIClient, creator: User, work_off: Callable[[], list[str]]
) -> None:
    session = make_session(creator=creator, status="cancelled")
    make_booking(session=session, status=BookingStatus.CANCELLED)

    response = as_creator.delete(url(session))

    assert response.status_code == 204
    assert Session.objects.get().deleted_at is not None
    assert work_off() == []


def test_a_draft_that_was_booked_once_keeps_its_row(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, status="draft")
    make_booking(session=session, status=BookingStatus.CANCELLED)

    assert as_creator.delete(url(session)).status_code == 204
    session.refresh_from_db()
    assert (session.status, session.deleted_at is None) == ("cancelled", False)


def test_a_session_that_took_place_keeps_those_who_attended(
    as_creator: APIClient, creator: User, stored: Read, error_of: Callable[..., Any]
) -> None:
    session = make_session(creator=creator, start_time=in_days(-2))
    make_booking(session=session)
    before = stored(session)

    response = as_creator.delete(url(session))

    assert error_of(response) == (409, "invalid_transition")
    assert stored(session) == before


def test_others_get_404_and_users_403_and_nobody_401(
    as_user: As, stored: Read, error_of: Callable[..., Any]
) -> None:
    session = make_session()
    before = stored(session)

    assert error_of(as_user(make_creator()).delete(url(session))) == (404, "not_found")
    assert error_of(as_user(make_user()).delete(url(session))) == (403, "creator_required")
    assert as_user().delete(url(session)).status_code == 401
    assert error_of(as_user(make_creator()).delete(f"/api/sessions/{uuid4()}/")) == (
        404,
        "not_found",
    )
    assert stored(session) == before
