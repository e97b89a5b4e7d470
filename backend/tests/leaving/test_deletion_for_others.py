"""A deleted account: what becomes of its bookings and sessions, and of the money."""

from decimal import Decimal

import pytest
from django.core import mail
from rest_framework.test import APIClient

from bookings.models import Booking, Status
from bookings.services.book import book_session
from bookings.services.expire import expire_holds
from leaving.services import deletion
from payments.models import Payment, Refund
from payments.tasks import deliver_simulated_events
from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import (
    make_booking,
    make_creator,
    make_session,
    make_user,
)
from tests.jobs import run_jobs
from tests.leaving.conftest import BOOKINGS, Client, leave, over, paid
from tests.soundness import AT_REST, assert_sound

pytestmark = pytest.mark.django_db


class TestTheirBookings:
    def test_what_is_to_come_is_cancelled_by_the_normal_policy(self, client_of: Client) -> None:
        ada = make_user()
        client = client_of(ada)
        confirmed = paid(client, make_session(price=Decimal("25.00")))
        hold = make_booking(user=ada, status="pending")

        leave(client, ada)
        run_jobs()

        for booking in (confirmed, hold):
            booking.refresh_from_db()
            assert (booking.status, booking.cancel_cause) == (Status.CANCELLED, "learner")
            assert Seats.objects.get(session=booking.session_id).taken == 0
        refund = Refund.objects.get()
        assert (refund.amount, refund.status) == (Decimal("25.00"), "succeeded")
        assert_sound(AT_REST)

    def test_what_has_begun_stays_in_the_creators_roster_under_no_name(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user(username="ada", first_name="Ada")
        session = make_session(price=Decimal("25.00"))
        booking = paid(client_of(ada), session)
        over(session, frozen)

        leave(client_of(ada), ada)
        run_jobs()

        roster = client_of(session.creator).get("/api/bookings/creator_bookings/").json()
        assert [each["id"] for each in roster] == [str(booking.pk)]
        shown = roster[0]["user_details"]
        assert (shown["first_name"], shown["last_name"]) == ("Deleted", "person")
        assert shown["email"].endswith("@deleted.invalid")
        assert (roster[0]["status"], roster[0]["payment_status"]) == ("confirmed", "paid")
        assert Payment.objects.get().status == "captured"
        assert_sound(AT_REST)

    def test_what_they_had_removed_is_left_alone(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        booking = paid(client_of(ada), session)
        over(session, frozen)
        client_of(ada).delete(f"{BOOKINGS}{booking.pk}/")

        leave(client_of(ada), ada)
        run_jobs()

        booking.refresh_from_db()
        assert booking.status == Status.CONFIRMED
        assert_sound(AT_REST)

    def test_money_that_comes_after_they_left_goes_back(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        """The hold runs out, they leave, and only then we hear that the provider captured."""
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        booking_id = book_session(
            user=ada, session_id=session.pk, booking_date=None, now=frozen.moment
        )
        pay = f"{BOOKINGS}{booking_id}/pay/"
        assert client_of(ada).post(pay, {"card": "slow"}, format="json").status_code == 202
        frozen.advance(minutes=11)
        expire_holds(now=frozen.moment)
        leave(client_of(ada), ada)
        run_jobs()

        deliver_simulated_events()
        run_jobs()

        assert Booking.objects.get(pk=booking_id).status == Status.CANCELLED
        assert Refund.objects.get().status == "succeeded"
        assert_sound(AT_REST)

    def test_thousands_are_taken_back_some_at_a_time(
        self, client_of: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deletion, "BATCH", 2)
        ada = make_user()
        for _ in range(5):
            make_booking(user=ada)

        leave(client_of(ada), ada)
        run_jobs()

        assert not Booking.objects.live().exists()
        assert_sound(AT_REST)


class TestTheirSessions:
    def test_what_is_to_come_is_cancelled_and_everybody_refunded_in_full(
        self, client_of: Client
    ) -> None:
        carla = make_creator()
        session = make_session(creator=carla, price=Decimal("25.00"))
        liam = make_user()
        booking = paid(client_of(liam), session)

        leave(client_of(carla), carla)
        run_jobs()

        booking.refresh_from_db()
        assert (booking.status, booking.cancel_cause) == (Status.CANCELLED, "session_cancelled")
        assert Refund.objects.get().amount == Decimal("25.00")
        assert [each.subject for each in mail.outbox if each.to == [liam.email]][-1].startswith(
            "Refunded"
        )
        shown = client_of(liam).get(f"{BOOKINGS}{booking.pk}/").json()
        assert shown["session_details"]["title"] == session.title
        assert shown["session_details"]["creator_details"]["first_name"] == "Deleted"
        assert_sound(AT_REST)

    def test_drafts_and_what_nobody_ever_booked_are_gone(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        carla = make_creator()
        past = make_session(creator=carla)
        over(past, frozen)
        make_session(creator=carla)
        make_session(creator=carla, status="draft")

        leave(client_of(carla), carla)
        run_jobs()

        assert not Session.objects.exists()

    def test_what_is_over_stays_for_those_who_booked_and_for_nobody_else(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        carla = make_creator(username="carla")
        session = make_session(creator=carla, price=Decimal(0))
        liam, eve = make_user(), make_user()
        booking = make_booking(session=session, user=liam)
        over(session, frozen)

        leave(client_of(carla), carla)
        run_jobs()

        booking.refresh_from_db()
        assert booking.status == Status.CONFIRMED
        page = f"/api/sessions/{session.pk}/"
        assert client_of(liam).get(page).json()["creator_details"]["last_name"] == "person"
        for client in (client_of(eve), APIClient()):
            assert client.get(page).status_code == 404
            for query in ("when=past", "when=all", f"creator={carla.pk}", "q=bowl"):
                assert client.get(f"/api/sessions/?{query}").json() == []
            assert client.get(f"/api/sessions/seats/?ids={session.pk}").json() == []
            assert client.get(f"/api/events/{session.pk}/").status_code == 404
        assert_sound(AT_REST)

    def test_their_page_is_gone_under_either_name(self, client_of: Client) -> None:
        carla = make_creator(username="carla")
        leave(client_of(carla), carla)

        carla.refresh_from_db()
        for name in ("carla", carla.username):
            assert APIClient().get(f"/api/creators/{name}/").status_code == 404
