"""PATCH of a session's start, and the bookings that move with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from bookings.models import Booking
from bookings.models import Status as BookingStatus
from session_catalog.models import Session
from tests.factories import make_booking, make_session
from users.models import User

from .conftest import Stored, in_days, iso

Read = Callable[[Session], Stored]


def url(session: Session) -> str:
    return f"/api/sessions/{session.pk}/"


@pytest.fixture
def session(creator: User) -> Session:
    return make_session(creator=creator)


def test_moving_it_moves_every_live_booking_and_no_other(
    as_creator: APIClient, session: Session
) -> None:
    old_start = session.start_time
    live = [
        make_booking(session=session),
        make_booking(session=session, status=BookingStatus.PENDING),
    ]
    cancelled = make_booking(session=session, status=BookingStatus.CANCELLED)
    new_start = in_days(20)

    written = as_creator.patch(url(session), {"start_time": iso(new_start)}).json()

    assert written["start_time"] == iso(new_start)
    assert written["end_time"] == iso(new_start + timedelta(minutes=60))
    dates = dict(Booking.objects.values_list("pk", "booking_date"))
    assert dates == {
        live[0].pk: new_start,
        live[1].pk: new_start,
        cancelled.pk: old_start,
    }


def test_those_who_booked_are_told(
    as_creator: APIClient, session: Session, work_off: Callable[[], list[str]]
) -> None:
    make_booking(session=session)

    as_creator.patch(url(session), {"start_time": iso(in_days(20))})

    assert "notifications.session_moved" in work_off()


def test_without_live_bookings_nobody_is_told(
    as_creator: APIClient, session: Session, work_off: Callable[[], list[str]]
) -> None:
    make_booking(session=session, status=BookingStatus.CANCELLED)

    as_creator.patch(url(session), {"start_time": iso(in_days(20))})

    assert work_off() == []


@pytest.mark.parametrize("start", ["2020-01-01T00:00:00Z", "2101-01-01T00:00:00Z"])
def test_it_cannot_be_moved_out_of_reach(
    as_creator: APIClient, session: Session, stored: Read, start: str
) -> None:
    before = stored(session)

    response = as_creator.patch(url(session), {"start_time": start})

    assert (response.status_code, set(response.json())) == (400, {"start_time"})
    assert stored(session) == before


def test_an_unchanged_past_start_may_be_put_back(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, start_time=in_days(-3))
    read = as_creator.get(url(session)).json()

    response = as_creator.put(url(session), {**read, "description": "It was good."})

    assert response.status_code == 200
    assert response.json()["start_time"] == iso(session.start_time)


@pytest.mark.parametrize("dated", [True, False])
def test_dated_and_open_do_not_change_places_under_live_bookings(
    as_creator: APIClient,
    creator: User,
    stored: Read,
    error_of: Callable[..., Any],
    dated: bool,
) -> None:
    session = make_session(creator=creator, start_time=in_days(5) if dated else None)
    make_booking(session=session)
    before = stored(session)

    response = as_creator.patch(url(session), {"start_time": None if dated else iso(in_days(9))})

    assert error_of(response) == (409, "session_has_bookings")
    assert stored(session) == before


@pytest.mark.parametrize("dated", [True, False])
def test_without_live_bookings_they_do(as_creator: APIClient, creator: User, dated: bool) -> None:
    session = make_session(creator=creator, start_time=in_days(5) if dated else None)
    make_booking(session=session, status=BookingStatus.CANCELLED)
    new_start = None if dated else iso(in_days(9))

    written = as_creator.patch(url(session), {"start_time": new_start}).json()

    assert written["start_time"] == new_start
    assert (written["end_time"] is None) is dated
