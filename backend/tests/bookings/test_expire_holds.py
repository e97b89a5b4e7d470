"""Holds that run out give their seats back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.core import mail

from bookings.models import Booking, BookingEvent
from bookings.services.expire import expire_holds, expire_session_holds
from bookings.tasks import expire_overdue_holds
from payments.models import Payment
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def run_out(frozen):
    """The clock when holds made now have run out."""

    def advance():
        frozen.moment += settings.HOLD_LIFETIME
        return frozen.moment

    return advance


def test_an_overdue_hold_is_cancelled_and_its_seat_is_free(make_hold, run_out):
    hold = make_hold(capacity=1)
    moment = run_out()

    assert expire_holds(now=moment) == 1

    booking = hold.get()
    assert hold.state == ("cancelled", "unpaid", None)
    assert booking["hold_expires_at"] is None
    assert booking["cancelled_at"] == moment.isoformat().replace("+00:00", "Z")
    assert hold.taken == 0
    assert Booking.objects.get().cancel_cause == "hold_expired"


def test_nobody_did_it_and_it_is_written_down(make_hold, run_out):
    hold = make_hold()
    moment = run_out()

    expire_holds(now=moment)

    event = BookingEvent.objects.get(booking_id=hold.id, to_status="cancelled")
    assert (event.from_status, event.cause, event.actor_id) == ("pending", "hold_expired", None)
    assert event.at == moment


def test_a_hold_stays_until_its_last_moment(make_hold, run_out):
    hold = make_hold()
    moment = run_out()

    assert expire_holds(now=moment - timedelta(microseconds=1)) == 0

    assert hold.state == ("pending", "unpaid", None)
    assert hold.taken == 1


def test_bookings_that_are_confirmed_or_cancelled_stay_as_they_are(now):
    confirmed, cancelled = make_booking(), make_booking(status="cancelled")
    before = list(Booking.objects.order_by("pk").values())

    assert expire_holds(now=now + timedelta(days=365)) == 0

    assert list(Booking.objects.order_by("pk").values()) == before
    assert {confirmed.pk, cancelled.pk} == {each["id"] for each in before}


def test_it_runs_again_without_doing_anything(make_hold, run_out):
    hold = make_hold()
    moment = run_out()

    assert [expire_holds(now=moment) for _ in range(2)] == [1, 0]

    assert hold.taken == 0
    assert BookingEvent.objects.filter(to_status="cancelled").count() == 1


def test_every_session_gets_its_seats_back(make_hold, run_out):
    sessions = [make_session(), make_session()]
    holds = [make_hold(session=session) for session in (*sessions, *sessions)]
    staying = make_booking(session=sessions[0])

    assert expire_holds(now=run_out()) == 4

    assert [hold.taken for hold in holds] == [1, 0, 1, 0]
    staying.refresh_from_db()
    assert staying.status == "confirmed"


def test_one_session_can_be_swept_alone(make_hold, run_out):
    one, other = make_hold(), make_hold()

    assert expire_session_holds(session_id=one.session.pk, now=run_out()) == 1

    assert one.state == ("cancelled", "unpaid", None)
    assert other.state == ("pending", "unpaid", None)


def test_the_worker_does_it_by_the_clock(make_hold, run_out):
    hold = make_hold()
    run_out()

    expire_overdue_holds()

    assert hold.state == ("cancelled", "unpaid", None)


def test_nobody_gets_a_mail_about_it(make_hold, run_out, work_off):
    make_hold()

    expire_holds(now=run_out())
    work_off()

    assert mail.outbox == []


def test_the_person_can_book_again(make_hold, run_out):
    hold = make_hold(capacity=1)
    expire_holds(now=run_out())

    again = make_hold(session=hold.session, learner=hold.learner)

    assert again.id != hold.id
    assert again.taken == 1


def test_the_expiry_is_refused_by_the_words_of_the_document_too(make_hold, run_out, error_of):
    hold = make_hold()
    expire_holds(now=run_out())

    assert error_of(hold.patch(status="confirmed")) == (410, "hold_expired")
    assert error_of(hold.pay()) == (410, "hold_expired")
    assert hold.patch(status="cancelled").status_code == 200
    assert hold.taken == 0


class TestPaymentUnderWay:
    def test_a_payment_that_waits_for_its_payer_is_stopped(self, make_hold, run_out, work_off):
        hold = make_hold()
        hold.pay("needs_confirmation")

        expire_holds(now=run_out())
        work_off()

        assert Payment.objects.get().status == "cancelled"
        assert hold.state == ("cancelled", "unpaid", None)
        answer = hold.client.post(f"{hold.url}pay/confirm/", {}, format="json")
        assert answer.status_code == 409

    def test_money_that_was_faster_than_the_sweeper_keeps_the_seat(
        self, make_hold, run_out, work_off
    ):
        hold = make_hold(capacity=1)
        hold.pay("lost_event")

        expire_holds(now=run_out())
        work_off()

        assert hold.state == ("confirmed", "paid", None)
        assert hold.taken == 1

    def test_money_for_a_session_that_was_moved_meanwhile_goes_back(
        self, make_hold, run_out, work_off, as_user
    ):
        """They paid for the old date, and nobody told them of the new one."""
        hold = make_hold(price=Decimal(25))
        hold.pay("lost_event")
        expire_holds(now=run_out())
        later = (hold.session.start_time + timedelta(days=1)).isoformat()
        creator = as_user(hold.session.creator)
        moved = creator.patch(
            f"/api/sessions/{hold.session.pk}/", {"start_time": later}, format="json"
        )
        assert moved.status_code == 200

        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert hold.taken == 0
