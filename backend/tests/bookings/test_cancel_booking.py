"""PATCH {status: cancelled}, the preview of it, and DELETE."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from bookings.models import Booking, BookingEvent
from bookings.services.cancel import cancel_by_admin
from core.errors import InvalidTransition
from payments.models import Refund
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


def z(instant):
    return instant.isoformat().replace("+00:00", "Z")


def test_a_cancelled_hold_gives_its_seat_back(make_hold):
    hold = make_hold()

    answer = hold.patch(status="cancelled")

    assert answer.status_code == 200
    assert answer.json()["cancelled_at"] is not None
    assert hold.state == ("cancelled", "unpaid", None)
    assert hold.taken == 0


def test_a_paid_booking_is_refunded_in_full_before_the_start(make_hold, work_off):
    hold = make_hold()
    hold.pay()

    answer = hold.patch(status="cancelled").json()

    assert (answer["status"], answer["payment_status"]) == ("cancelled", "refunded")
    assert answer["refund_status"] == "pending"
    assert hold.taken == 0
    work_off()
    assert hold.state == ("cancelled", "refunded", "succeeded")
    assert Refund.objects.get().amount == Decimal("25.00")


def test_cancelling_again_changes_nothing(make_hold):
    hold = make_hold()
    hold.pay()
    first = hold.patch(status="cancelled").json()

    again = hold.patch(status="cancelled")

    assert (again.status_code, again.json()) == (200, first)
    assert hold.taken == 0
    assert Refund.objects.count() == 1
    assert BookingEvent.objects.filter(booking_id=hold.id, to_status="cancelled").count() == 1


def test_a_free_booking_is_cancelled_without_money(as_user):
    booking = make_booking()

    answer = as_user(booking.user).patch(
        f"/api/bookings/{booking.pk}/", {"status": "cancelled"}, format="json"
    )

    assert (answer.json()["status"], answer.json()["payment_status"]) == ("cancelled", "paid")
    assert not Refund.objects.exists()


def test_after_the_start_a_booking_stays(make_hold, frozen, error_of):
    hold = make_hold()
    hold.pay()
    frozen.moment = hold.session.start_time

    answer = hold.patch(status="cancelled")

    assert error_of(answer) == (409, "invalid_transition")
    assert hold.state == ("confirmed", "paid", None)
    assert hold.taken == 1


def test_a_waiting_payment_is_stopped(make_hold, work_off):
    hold = make_hold()
    hold.pay("needs_confirmation")

    hold.patch(status="cancelled")
    work_off()

    assert hold.state == ("cancelled", "unpaid", None)
    answer = hold.client.post(f"{hold.url}pay/confirm/", {}, format="json")
    assert answer.status_code == 409


@pytest.mark.parametrize("words", [{"status": "confirmed"}, {"payment_status": "paid"}])
def test_the_words_of_the_document_pay_a_hold(make_hold, words):
    hold = make_hold()

    answer = hold.patch(**words)

    assert answer.status_code == 200
    assert hold.state == ("confirmed", "paid", None)


@pytest.mark.parametrize("words", [{"status": "pending"}, {"status": "confirmed"}])
def test_a_cancelled_booking_does_not_come_back(make_hold, error_of, words):
    hold = make_hold()
    hold.patch(status="cancelled")

    assert error_of(hold.patch(**words)) == (409, "invalid_transition")
    assert hold.taken == 0


def test_a_confirmed_booking_does_not_become_a_hold(make_hold, error_of):
    hold = make_hold()
    hold.pay()

    assert error_of(hold.patch(status="pending")) == (409, "invalid_transition")


@pytest.mark.parametrize(
    "words",
    [
        {"payment_status": "refunded"},
        {"payment_status": "gold"},
        {"status": "gone"},
        {"status": None},
        {"status": "cancelled", "payment_status": "paid"},
        {"seats": 2},
        {"session": str(uuid4())},
        {"user": str(uuid4())},
        {"id": str(uuid4())},
    ],
)
def test_other_words_are_refused(make_hold, words):
    hold = make_hold()

    answer = hold.patch(**words)

    assert answer.status_code == 400
    assert set(answer.json()) <= set(words)
    assert hold.state == ("pending", "unpaid", None)


def test_a_booking_can_not_be_moved(make_hold):
    hold = make_hold()
    later = hold.session.start_time + timedelta(days=1)

    answer = hold.patch(booking_date=later.isoformat())

    assert (answer.status_code, list(answer.json())) == (400, ["booking_date"])


def test_what_was_read_can_be_sent_back(make_hold):
    hold = make_hold()
    hold.pay()
    booking = hold.get()

    assert hold.patch(**booking).json() == booking
    cancelled = hold.patch(**{**booking, "status": "cancelled"})
    assert cancelled.json()["status"] == "cancelled"


def test_strangers_and_the_creator_can_not_cancel(make_hold, as_user, error_of):
    creator = make_creator()
    hold = make_hold(session=make_session(creator=creator))

    for stranger in (creator, make_user()):
        body = {"status": "cancelled"}
        assert error_of(as_user(stranger).patch(hold.url, body, format="json")) == (
            404,
            "not_found",
        )
        assert error_of(as_user(stranger).delete(hold.url)) == (404, "not_found")
    assert hold.state == ("pending", "unpaid", None)


class TestPreview:
    def terms(self, hold):
        return hold.client.get(f"{hold.url}cancellation/").json()

    def test_before_the_start_all_comes_back(self, make_hold):
        hold = make_hold()
        hold.pay()

        terms = self.terms(hold)

        assert terms["refund"] == "25.00"
        assert terms["refund_until"] == z(hold.session.start_time)
        assert "Full refund" in terms["policy"]

    def test_after_the_start_nothing_comes_back(self, make_hold, frozen):
        hold = make_hold()
        hold.pay()
        frozen.moment = hold.session.start_time

        assert self.terms(hold)["refund"] == "0.00"

    def test_a_hold_has_nothing_to_refund(self, make_hold):
        terms = self.terms(make_hold())

        assert (terms["refund"], terms["refund_until"]) == ("0.00", None)

    def test_it_is_for_the_booker_only(self, make_hold, as_user):
        creator = make_creator()
        hold = make_hold(session=make_session(creator=creator))

        assert as_user(creator).get(f"{hold.url}cancellation/").status_code == 404
        assert as_user(make_user()).get(f"{hold.url}cancellation/").status_code == 404


class TestRemove:
    def test_a_live_booking_is_cancelled_refunded_and_gone_for_both(
        self, make_hold, as_user, work_off
    ):
        creator = make_creator()
        hold = make_hold(session=make_session(creator=creator))
        hold.pay()

        answer = hold.client.delete(hold.url)

        assert (answer.status_code, answer.content) == (204, b"")
        assert hold.client.get(hold.url).status_code == 404
        assert hold.client.delete(hold.url).status_code == 404
        assert hold.client.get("/api/bookings/").json() == []
        assert as_user(creator).get(hold.url).status_code == 404
        assert as_user(creator).get("/api/bookings/creator_bookings/").json() == []
        assert hold.taken == 0
        work_off()
        assert Refund.objects.get().status == "succeeded"

    def test_after_the_start_it_only_hides_from_its_booker(self, make_hold, as_user, frozen):
        creator = make_creator()
        hold = make_hold(session=make_session(creator=creator))
        hold.pay()
        frozen.moment = hold.session.start_time

        assert hold.client.delete(hold.url).status_code == 204

        assert hold.client.get(hold.url).status_code == 404
        roster = as_user(creator).get("/api/bookings/creator_bookings/").json()
        assert [each["status"] for each in roster] == ["confirmed"]
        assert hold.taken == 1

    def test_a_cancelled_booking_is_taken_off_the_list(self, make_hold):
        hold = make_hold()
        hold.patch(status="cancelled")

        assert hold.client.delete(hold.url).status_code == 204
        assert hold.client.get("/api/bookings/").json() == []
        assert Booking.objects.filter(pk=hold.id).exists()


class TestAdmin:
    def test_a_cancel_by_an_admin_refunds_even_after_the_start(self, make_hold, frozen, work_off):
        hold, admin = make_hold(), make_user(is_superuser=True)
        hold.pay()
        frozen.moment = hold.session.start_time

        cancel_by_admin(booking_id=hold.id, actor=admin, now=frozen.moment)
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        event = BookingEvent.objects.get(booking_id=hold.id, to_status="cancelled")
        assert (event.cause, event.actor_id) == ("admin", admin.pk)

    def test_after_the_end_nothing_is_cancelled(self, make_hold, frozen):
        hold, admin = make_hold(), make_user(is_superuser=True)
        hold.pay()
        frozen.moment = hold.session.end_time

        with pytest.raises(InvalidTransition):
            cancel_by_admin(booking_id=hold.id, actor=admin, now=frozen.moment)
        assert hold.state == ("confirmed", "paid", None)
