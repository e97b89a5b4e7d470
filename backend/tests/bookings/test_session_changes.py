"""What happens to bookings when their session is cancelled, deleted, moved or edited."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from bookings.models import Booking, BookingEvent
from payments.models import Payment, Refund
from session_catalog.models import Session
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


def z(instant):
    return instant.isoformat().replace("+00:00", "Z")


class Owner:
    """A creator with a session, and words to act on it over HTTP."""

    def __init__(self, client, session):
        self.client, self.session = client, session
        self.url = f"/api/sessions/{session.pk}/"

    def patch(self, **body):
        return self.client.patch(self.url, body, format="json")

    def cancel(self):
        answer = self.patch(status="cancelled")
        assert answer.status_code == 200, answer.content

    def delete(self):
        answer = self.client.delete(self.url)
        assert answer.status_code == 204, answer.content

    def move(self, **difference):
        start = self.session.start_time + timedelta(**difference)
        answer = self.patch(start_time=start.isoformat())
        assert answer.status_code == 200, answer.content
        return start


@pytest.fixture
def owner(as_user):
    creator = make_creator()
    return Owner(as_user(creator), make_session(creator=creator))


def mails():
    return {sent.to[0]: sent for sent in mail.outbox}


@pytest.mark.parametrize("end", [Owner.cancel, Owner.delete], ids=["cancelled", "deleted"])
class TestTheEndOfASession:
    def test_every_live_booking_ends_and_all_money_goes_back(self, owner, make_hold, work_off, end):
        paid, held = make_hold(session=owner.session), make_hold(session=owner.session)
        paid.pay()

        end(owner)

        assert paid.state == ("cancelled", "refunded", "pending")
        assert held.state == ("cancelled", "unpaid", None)
        assert paid.taken == 0
        work_off()
        assert paid.state == ("cancelled", "refunded", "succeeded")
        assert Refund.objects.get().amount == Decimal("25.00")

    def test_the_creator_did_it_and_it_is_written_down(self, owner, make_hold, end):
        hold = make_hold(session=owner.session)
        hold.pay()

        end(owner)

        event = BookingEvent.objects.get(booking_id=hold.id, to_status="cancelled")
        assert (event.from_status, event.cause) == ("confirmed", "session_cancelled")
        assert event.actor_id == owner.session.creator_id

    def test_everybody_is_told_once(self, owner, make_hold, work_off, end):
        paid, held = make_hold(session=owner.session), make_hold(session=owner.session)
        free_of_it = make_hold(session=owner.session)
        paid.pay()
        free_of_it.patch(status="cancelled")
        work_off()
        mail.outbox.clear()

        end(owner)
        work_off()

        told = [sent.to[0] for sent in mail.outbox if "cancelled" in sent.subject.lower()]
        assert sorted(told) == sorted([paid.learner.email, held.learner.email])
        assert owner.session.title in mails()[held.learner.email].subject

    def test_bookings_that_had_ended_stay_as_they_were(self, owner, make_hold, end):
        gone = make_hold(session=owner.session)
        gone.patch(status="cancelled")
        before = Booking.objects.values().get()

        end(owner)

        assert Booking.objects.values().get() == before

    def test_nothing_is_refunded_twice(self, owner, make_hold, work_off, end):
        hold = make_hold(session=owner.session)
        hold.pay()
        hold.patch(status="cancelled")

        end(owner)
        work_off()

        assert Refund.objects.count() == 1

    def test_a_payment_under_way_is_stopped(self, owner, make_hold, work_off, end):
        hold = make_hold(session=owner.session)
        hold.pay("needs_confirmation")

        end(owner)
        work_off()

        assert Payment.objects.get().status == "cancelled"
        assert hold.state == ("cancelled", "unpaid", None)

    def test_money_that_comes_too_late_goes_back(self, owner, make_hold, work_off, frozen, end):
        hold = make_hold(session=owner.session)
        hold.pay("late_capture")

        end(owner)
        frozen.advance(hours=1)
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert hold.taken == 0

    def test_after_the_start_everybody_still_gets_everything_back(
        self, owner, make_hold, work_off, frozen, end
    ):
        hold = make_hold(session=owner.session)
        hold.pay()
        frozen.moment = owner.session.start_time + timedelta(minutes=1)

        end(owner)
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")

    def test_after_the_end_nothing_is_undone(self, owner, make_hold, frozen, error_of, end):
        hold = make_hold(session=owner.session)
        hold.pay()
        frozen.moment = owner.session.end_time
        refused = {
            Owner.cancel: lambda: owner.patch(status="cancelled"),
            Owner.delete: lambda: owner.client.delete(owner.url),
        }[end]

        assert error_of(refused()) == (409, "invalid_transition")

        assert hold.state == ("confirmed", "paid", None)
        assert hold.taken == 1

    def test_bookings_keep_the_session_they_were_for(self, owner, make_hold, end):
        hold = make_hold(session=owner.session)
        hold.pay()

        end(owner)

        kept = hold.get()["session_details"]
        assert (kept["id"], kept["title"]) == (str(owner.session.pk), owner.session.title)
        assert (kept["status"], kept["current_bookings"]) == ("cancelled", 0)
        assert hold.get()["booking_date"] == z(owner.session.start_time)
        assert [each["id"] for each in hold.client.get("/api/bookings/").json()] == [hold.id]

    def test_other_sessions_are_left_alone(self, owner, make_hold, end):
        other = make_hold(session=make_session(creator=owner.session.creator))
        make_hold(session=owner.session)

        end(owner)

        assert other.state == ("pending", "unpaid", None)
        assert other.taken == 1

    def test_it_is_one_job_for_all_mails(self, owner, make_hold, work_off, end):
        for _ in range(3):
            make_hold(session=owner.session)

        end(owner)

        assert work_off().count("notifications.session_cancelled") == 1


class TestWhoStillSeesIt:
    def test_whoever_booked_a_cancelled_session_still_sees_its_page(
        self, owner, make_hold, as_user
    ):
        hold = make_hold(session=owner.session)

        owner.cancel()

        assert hold.client.get(owner.url).json()["status"] == "cancelled"
        assert as_user(make_user()).get(owner.url).status_code == 404

    def test_the_page_of_a_deleted_one_is_gone_for_all(self, owner, make_hold):
        hold = make_hold(session=owner.session)

        owner.delete()

        for client in (hold.client, owner.client):
            assert client.get(owner.url).status_code == 404
        assert hold.get()["session_details"]["title"] == owner.session.title

    def test_without_bookings_a_deleted_session_leaves_nothing(self, owner, work_off):
        owner.delete()

        assert not Session.objects.exists()
        assert work_off() == []
        assert mail.outbox == []

    def test_with_a_removed_booking_the_history_stays(self, owner, make_hold):
        hold = make_hold(session=owner.session)
        hold.client.delete(hold.url)

        owner.delete()

        assert Session.objects.get().deleted_at is not None
        assert Booking.objects.count() == 1


class TestMoved:
    def test_the_date_of_every_live_booking_moves(self, owner, make_hold):
        paid, held = make_hold(session=owner.session), make_hold(session=owner.session)
        paid.pay()
        gone = make_hold(session=owner.session)
        gone.patch(status="cancelled")
        before = gone.get()["booking_date"]

        start = owner.move(days=2)

        for hold in (paid, held):
            assert hold.get()["booking_date"] == z(start)
            assert hold.get()["session_details"]["start_time"] == z(start)
        assert gone.get()["booking_date"] == before
        assert (paid.state, held.state) == (
            ("confirmed", "paid", None),
            ("pending", "unpaid", None),
        )
        assert paid.taken == 2

    def test_everybody_who_is_in_is_told_the_new_time(self, owner, make_hold, work_off):
        paid, gone = make_hold(session=owner.session), make_hold(session=owner.session)
        paid.pay()
        gone.patch(status="cancelled")
        work_off()
        mail.outbox.clear()

        start = owner.move(days=2)
        work_off()

        (sent,) = mail.outbox
        assert sent.to == [paid.learner.email]
        assert start.strftime("%B %-d, %Y") in sent.body

    def test_each_may_leave_with_a_full_refund(self, owner, make_hold, work_off):
        hold = make_hold(session=owner.session)
        hold.pay()
        start = owner.move(hours=-24)

        terms = hold.client.get(f"{hold.url}cancellation/").json()
        assert (terms["refund"], terms["refund_until"]) == ("25.00", z(start))
        hold.patch(status="cancelled")
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")

    def test_the_old_start_no_longer_counts(self, owner, make_hold, frozen):
        hold = make_hold(session=owner.session)
        hold.pay()
        owner.move(days=2)
        frozen.moment = owner.session.start_time + timedelta(hours=1)

        assert hold.patch(status="cancelled").status_code == 200

    def test_nobody_is_told_when_nobody_is_in(self, owner, work_off):
        owner.move(days=2)

        assert work_off() == []
        assert mail.outbox == []

    def test_the_same_start_again_moves_nobody(self, owner, make_hold, work_off):
        make_hold(session=owner.session)

        owner.move(days=0)

        assert work_off() == []

    def test_a_start_in_the_past_moves_nobody(self, owner, make_hold):
        hold = make_hold(session=owner.session)
        past = (owner.session.start_time - timedelta(days=30)).isoformat()

        assert owner.patch(start_time=past).status_code == 400

        assert hold.get()["booking_date"] == z(owner.session.start_time)


class TestEdited:
    def test_a_new_price_is_for_new_bookings_only(self, owner, make_hold):
        old = make_hold(session=owner.session)

        assert owner.patch(price="99.00").status_code == 200

        new = make_hold(session=owner.session)
        assert (old.get()["amount"], new.get()["amount"]) == ("25.00", "99.00")
        assert old.get()["session_details"]["price"] == "99.00"
        old.pay()
        assert Payment.objects.get().amount == Decimal("25.00")
        assert old.state == ("confirmed", "paid", None)

    def test_a_session_that_becomes_free_gives_nothing_away(self, owner, make_hold):
        old = make_hold(session=owner.session)

        owner.patch(price=0)

        assert old.state == ("pending", "unpaid", None)
        assert make_hold(session=owner.session).state == ("confirmed", "paid", None)

    def test_new_words_show_in_every_booking_and_nobody_is_told(self, owner, make_hold, work_off):
        hold = make_hold(session=owner.session)

        owner.patch(title="Trimming", description="Feet for bowls.")

        assert hold.get()["session_details"]["title"] == "Trimming"
        assert work_off() == []

    def test_no_capacity_is_taken_from_those_who_are_in(self, owner, make_hold, error_of):
        holds = [make_hold(session=owner.session) for _ in range(2)]

        assert error_of(owner.patch(capacity=1)) == (409, "capacity_below_bookings")

        assert [hold.state for hold in holds] == [("pending", "unpaid", None)] * 2
        assert holds[0].get()["session_details"]["capacity"] == 10

    def test_the_seats_of_overdue_holds_count_until_they_are_swept(self, owner, make_hold, frozen):
        """The next sweep is seconds away, and their money may still come."""
        make_hold(session=owner.session)
        make_hold(session=owner.session)
        frozen.advance(hours=1)

        assert owner.patch(capacity=1).status_code == 409

    @pytest.mark.parametrize("body", [{"status": "draft"}, {"start_time": None}])
    def test_what_bookings_forbid_changes_nothing(self, owner, make_hold, error_of, body):
        hold = make_hold(session=owner.session)

        assert error_of(owner.patch(**body)) == (409, "session_has_bookings")

        assert hold.state == ("pending", "unpaid", None)
        assert hold.get()["session_details"]["status"] == "published"

    def test_an_open_session_with_bookings_gets_no_date(self, as_user, error_of, now):
        creator = make_creator()
        owner = Owner(as_user(creator), make_session(creator=creator, start_time=None))
        booking = make_booking(session=owner.session)

        answer = owner.patch(start_time=(now + timedelta(days=9)).isoformat())

        assert error_of(answer) == (409, "session_has_bookings")
        assert Booking.objects.get().booking_date == booking.booking_date
