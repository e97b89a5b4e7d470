"""POST /api/bookings/{id}/pay/ and …/pay/confirm/."""

from uuid import uuid4

import pytest
from django.conf import settings

from bookings.models import BookingEvent
from payments.models import Payment
from tests.factories import make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


def test_a_payment_confirms_the_hold(make_hold):
    hold = make_hold()

    answer = hold.pay()

    booking = answer.json()
    assert answer.status_code == 200
    assert (booking["status"], booking["payment_status"]) == ("confirmed", "paid")
    assert booking["hold_expires_at"] is None
    assert booking["confirmed_at"] is not None
    assert hold.taken == 1
    event = BookingEvent.objects.get(booking_id=hold.id, to_status="confirmed")
    assert (event.from_status, event.cause) == ("pending", "paid")


def test_success_is_what_happens_when_nothing_is_said(make_hold):
    hold = make_hold()

    answer = hold.client.post(f"{hold.url}pay/", {}, format="json")

    assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")


def test_paying_again_changes_nothing(make_hold):
    hold = make_hold()
    first = hold.pay().json()

    again = hold.pay()

    assert (again.status_code, again.json()) == (200, first)
    assert Payment.objects.count() == 1


def test_a_declined_card_leaves_the_hold_and_another_card_may_pay(make_hold, error_of):
    hold = make_hold()

    declined = hold.pay("declined")

    assert error_of(declined) == (402, "payment_declined")
    assert hold.state == ("pending", "unpaid", None)
    assert hold.taken == 1
    assert hold.pay("success").status_code == 200


def test_a_payment_that_needs_a_confirmation_waits_for_it(make_hold):
    hold = make_hold()

    waiting = hold.pay("needs_confirmation")

    assert waiting.status_code == 202
    assert waiting.json()["payment"] == {"status": "action_required"}
    assert waiting.json()["status"] == "pending"
    confirmed = hold.client.post(f"{hold.url}pay/confirm/", {}, format="json")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "confirmed")


def test_confirming_nothing_is_refused(make_hold, error_of):
    hold = make_hold()

    answer = hold.client.post(f"{hold.url}pay/confirm/", {}, format="json")

    assert error_of(answer) == (409, "invalid_transition")
    assert hold.state == ("pending", "unpaid", None)


def test_a_slow_payment_is_asked_for_again(make_hold, frozen):
    hold = make_hold()

    slow = hold.pay("slow")
    assert (slow.status_code, slow.json()["payment"]) == (202, {"status": "processing"})
    assert hold.pay("slow").status_code == 202
    frozen.moment += settings.SIMULATED_SLOWNESS
    settled = hold.pay("slow")

    assert (settled.status_code, settled.json()["status"]) == (200, "confirmed")
    assert Payment.objects.count() == 1


def test_an_overdue_hold_that_still_has_its_seat_can_be_paid(make_hold, frozen):
    hold = make_hold()
    frozen.moment += settings.HOLD_LIFETIME * 2

    answer = hold.pay()

    assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")


def test_a_hold_whose_seat_is_gone_can_not_be_paid(make_hold, frozen, error_of, as_user):
    hold = make_hold(capacity=1)
    frozen.moment += settings.HOLD_LIFETIME
    rival = make_hold(session=hold.session)

    answer = hold.pay()

    assert error_of(answer) == (410, "hold_expired")
    assert hold.state == ("cancelled", "unpaid", None)
    assert rival.state == ("pending", "unpaid", None)
    assert not Payment.objects.exists()


def test_a_cancelled_booking_can_not_be_paid(make_hold, error_of):
    hold = make_hold()
    hold.patch(status="cancelled")

    assert error_of(hold.pay()) == (409, "invalid_transition")


def test_only_the_booker_pays(make_hold, as_user, error_of):
    creator = make_creator()
    hold = make_hold(session=make_session(creator=creator))

    for stranger in (creator, make_user()):
        answer = as_user(stranger).post(f"{hold.url}pay/", {}, format="json")
        assert error_of(answer) == (404, "not_found")
        answer = as_user(stranger).post(f"{hold.url}pay/confirm/", {}, format="json")
        assert error_of(answer) == (404, "not_found")
    assert as_user().post(f"{hold.url}pay/", {}, format="json").status_code == 401
    assert hold.state == ("pending", "unpaid", None)


def test_a_booking_that_is_not_there_can_not_be_paid(as_user, error_of):
    answer = as_user(make_user()).post(f"/api/bookings/{uuid4()}/pay/", {}, format="json")

    assert error_of(answer) == (404, "not_found")


@pytest.mark.parametrize("body", [{"card": "gold"}, {"card": None}, {"card": 3}, {"pin": 1}, []])
def test_bad_bodies_are_refused(make_hold, body):
    hold = make_hold()

    answer = hold.client.post(f"{hold.url}pay/", body, format="json")

    assert answer.status_code == 400
    assert hold.state == ("pending", "unpaid", None)


class TestIdempotencyKey:
    def test_a_retry_gets_the_same_answer_and_pays_once(self, make_hold):
        hold = make_hold()

        first = hold.pay(**{"Idempotency-Key": "k"})
        again = hold.pay(**{"Idempotency-Key": "k"})

        assert (first.status_code, again.content) == (200, first.content)
        assert Payment.objects.count() == 1

    def test_a_declined_try_is_not_kept(self, make_hold):
        hold = make_hold()
        assert hold.pay("declined", **{"Idempotency-Key": "k"}).status_code == 402

        assert hold.pay("success", **{"Idempotency-Key": "k"}).status_code == 200


class TestLatePayment:
    """The money comes after the hold ran out."""

    def late(self, make_hold, frozen, **values):
        hold = make_hold(**values)
        assert hold.pay("late_capture").status_code == 202
        frozen.moment += settings.HOLD_LIFETIME
        return hold

    def expire(self, frozen):
        from bookings.services.expire import expire_holds

        expire_holds(now=frozen.moment)

    def test_it_revives_the_booking_when_a_seat_is_free(self, make_hold, frozen, work_off):
        hold = self.late(make_hold, frozen, capacity=1)
        self.expire(frozen)
        assert hold.taken == 0
        frozen.advance(seconds=1)

        work_off()

        assert hold.state == ("confirmed", "paid", None)
        assert hold.taken == 1
        revived = BookingEvent.objects.get(booking_id=hold.id, from_status="cancelled")
        assert (revived.to_status, revived.cause) == ("confirmed", "paid_late")

    def test_it_goes_back_when_the_seat_is_gone(self, make_hold, frozen, work_off):
        hold = self.late(make_hold, frozen, capacity=1)
        rival = make_hold(session=hold.session)
        frozen.advance(seconds=1)

        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert rival.state == ("pending", "unpaid", None)
        assert hold.taken == 1

    def test_it_goes_back_when_the_person_has_booked_again(self, make_hold, frozen, work_off):
        hold = self.late(make_hold, frozen)
        self.expire(frozen)
        newer = make_hold(session=hold.session, learner=hold.learner)
        frozen.advance(seconds=1)

        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert newer.state == ("pending", "unpaid", None)

    def test_it_goes_back_when_the_learner_had_cancelled(self, make_hold, frozen, work_off):
        hold = make_hold()
        hold.pay("late_capture")
        hold.patch(status="cancelled")
        frozen.moment += settings.HOLD_LIFETIME
        frozen.advance(seconds=1)

        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert hold.taken == 0

    def test_it_goes_back_when_the_session_has_started(self, make_hold, frozen, work_off):
        hold = self.late(make_hold, frozen)
        self.expire(frozen)
        frozen.moment = hold.session.start_time

        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
