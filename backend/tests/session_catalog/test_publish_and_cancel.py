"""The status of a session: draft → published → cancelled, and what follows."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from bookings.models import Booking
from bookings.models import Status as BookingStatus
from core.errors import NotFound
from session_catalog.errors import SessionIsCancelled
from session_catalog.models import Seats, Session
from session_catalog.services.edit import cancel_session, publish_session
from tests.factories import make_booking, make_creator, make_session
from users.models import User

from .conftest import Stored, in_days, iso

Read = Callable[[Session], Stored]


def url(session: Session) -> str:
    return f"/api/sessions/{session.pk}/"


@pytest.mark.parametrize(
    ("before", "after", "on_sale", "tag"),
    [
        ("draft", "published", True, '"2.2"'),
        ("published", "draft", False, '"2.2"'),
        ("published", "cancelled", False, '"2.2"'),
        ("draft", "cancelled", False, '"2.1"'),
    ],
)
def test_an_allowed_transition_grows_the_versions_of_what_it_changes(
    as_creator: APIClient, creator: User, before: str, after: str, on_sale: bool, tag: str
) -> None:
    session = make_session(creator=creator, status=before)

    response = as_creator.patch(url(session), {"status": after})

    assert response.status_code == 200
    assert response.json()["status"] == after
    assert response["ETag"] == tag
    assert Seats.objects.get().on_sale is on_sale


@pytest.mark.parametrize("after", ["draft", "published"])
def test_a_cancelled_session_stays_cancelled(
    as_creator: APIClient,
    creator: User,
    stored: Read,
    error_of: Callable[..., Any],
    after: str,
) -> None:
    session = make_session(creator=creator, status="cancelled")
    before = stored(session)

    response = as_creator.patch(url(session), {"status": after, "title": "Back again"})

    assert error_of(response) == (409, "invalid_transition")
    assert stored(session) == before


@pytest.mark.parametrize("status", ["draft", "published", "cancelled"])
def test_the_present_status_again_is_a_no_op(
    as_creator: APIClient, creator: User, stored: Read, status: str
) -> None:
    session = make_session(creator=creator, status=status)
    before = stored(session)

    assert as_creator.patch(url(session), {"status": status}).status_code == 200
    assert stored(session) == before


@pytest.mark.parametrize("status", [BookingStatus.PENDING, BookingStatus.CONFIRMED])
def test_a_session_with_a_live_booking_does_not_become_a_draft(
    as_creator: APIClient,
    creator: User,
    stored: Read,
    error_of: Callable[..., Any],
    status: str,
) -> None:
    session = make_session(creator=creator)
    make_booking(session=session, status=status)
    before = stored(session)

    response = as_creator.patch(url(session), {"status": "draft"})

    assert error_of(response) == (409, "session_has_bookings")
    assert stored(session) == before


def test_with_only_cancelled_bookings_it_does(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator)
    make_booking(session=session, status=BookingStatus.CANCELLED)

    assert as_creator.patch(url(session), {"status": "draft"}).status_code == 200


def test_cancelling_ends_every_live_booking_and_frees_the_seats(
    as_creator: APIClient, creator: User, work_off: Callable[[], list[str]]
) -> None:
    session = make_session(creator=creator)
    make_booking(session=session)
    make_booking(session=session, status=BookingStatus.PENDING)

    written = as_creator.patch(url(session), {"status": "cancelled"}).json()

    assert (written["status"], written["current_bookings"]) == ("cancelled", 0)
    bookings = Booking.objects.values_list("status", "cancel_cause").distinct()
    assert list(bookings) == [("cancelled", "session_cancelled")]
    assert "notifications.session_cancelled" in work_off()


def test_cancelling_and_moving_at_once_only_cancels(
    as_creator: APIClient, creator: User, work_off: Callable[[], list[str]]
) -> None:
    session = make_session(creator=creator)
    booking = make_booking(session=session)
    date = booking.booking_date

    as_creator.patch(url(session), {"status": "cancelled", "start_time": iso(in_days(30))})

    booking.refresh_from_db()
    assert (booking.status, booking.booking_date) == ("cancelled", date)
    assert "notifications.session_moved" not in work_off()


def test_a_session_that_took_place_is_not_cancelled_under_those_who_attended(
    as_creator: APIClient, creator: User, stored: Read, error_of: Callable[..., Any]
) -> None:
    session = make_session(creator=creator, start_time=in_days(-2))
    make_booking(session=session)
    before = stored(session)

    response = as_creator.patch(url(session), {"status": "cancelled"})

    assert error_of(response) == (409, "invalid_transition")
    assert stored(session) == before


def test_one_that_runs_is_cancelled(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, start_time=in_days(-0.01), duration_minutes=600)
    make_booking(session=session)

    response = as_creator.patch(url(session), {"status": "cancelled"})

    assert response.json()["current_bookings"] == 0


class TestByAnAdmin:
    def test_publishing_a_draft(self, creator: User, now: Any) -> None:
        session = make_session(status="draft")

        publish_session(session_id=session.pk, actor=creator, now=now)

        assert Session.objects.get().status == "published"
        assert Seats.objects.get().on_sale is True

    def test_publishing_what_is_cancelled_is_refused(
        self, creator: User, now: Any, stored: Read
    ) -> None:
        session = make_session(status="cancelled")
        before = stored(session)

        with pytest.raises(SessionIsCancelled):
            publish_session(session_id=session.pk, actor=creator, now=now)

        assert stored(session) == before

    def test_cancelling_names_the_admin_in_the_bookings_history(self) -> None:
        admin, booking = make_creator(), make_booking()

        cancel_session(session_id=booking.session_id, actor=admin, now=in_days(1))

        assert booking.events.latest("at").actor_id == admin.pk
        assert Seats.objects.get().taken == 0

    def test_a_deleted_session_is_not_found(self, creator: User, now: Any) -> None:
        session = make_session(status="cancelled", deleted_at=now)

        with pytest.raises(NotFound):
            publish_session(session_id=session.pk, actor=creator, now=now)
