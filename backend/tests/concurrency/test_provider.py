"""The provider repeats itself, and two workers do the same work for it."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from rest_framework.test import APIClient

from bookings.models import Booking, BookingEvent
from bookings.services.book import book_session
from bookings.services.cancel import cancel_by_learner
from bookings.services.pay import pay_booking
from core.ids import new_id
from core.transactions import use_case
from payments.gateways.base import Charge
from payments.gateways.simulated.gateway import SimulatedGateway, due_events
from payments.gateways.simulated.models import SimulatedRefund
from payments.models import Payment, ProviderEvent, Refund
from payments.services import charges
from payments.services.inbox import act_on_event
from payments.services.poller import poll_payments
from payments.services.refunds import carry_out_refund
from tests.conftest import FakeClock
from tests.factories import make_session, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound, broken

from .racing import PATIENCE, REAL_COMMITS, posting, race, statuses, values

pytestmark = REAL_COMMITS


def a_slow_payment(clock: FakeClock) -> Booking:
    """The provider has captured it by now, and has told nobody yet."""
    learner = make_user()
    booking_id = book_session(
        user=learner, session_id=make_session().pk, booking_date=None, now=clock.moment
    )
    pay_booking(user=learner, booking_id=booking_id, method="slow", now=clock.moment)
    clock.moment += settings.SIMULATED_SLOWNESS
    return Booking.objects.get(pk=booking_id)


def waiting_jobs(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [name])
        found = cursor.fetchone()
    return found[0] if found else 0


class TestEvents:
    def test_an_event_delivered_many_times_at_once_is_kept_once(self, frozen: FakeClock) -> None:
        a_slow_payment(frozen)
        ((headers, body),) = due_events(frozen.moment)

        def deliver() -> Any:
            return APIClient().post(
                "/api/payments/events/simulated/",
                body,
                content_type="application/json",
                headers=headers,
            )

        answers = values(race([deliver] * 10))

        assert statuses(answers) == {204: 10}
        assert ProviderEvent.objects.count() == 1
        assert waiting_jobs("payments.act_on_event") == 1

    def test_it_takes_effect_once_whoever_looks_at_the_payment(self, frozen: FakeClock) -> None:
        booking = a_slow_payment(frozen)
        event_id = self.an_event(frozen)
        pay = posting(booking.user, f"/api/bookings/{booking.pk}/pay/", {"card": "slow"})
        frozen.moment += settings.PAYMENT_POLL_AFTER

        def act() -> None:
            act_on_event(event_id=event_id)

        values(race([act, act, act, pay, pay, lambda: poll_payments(now=frozen.moment)]))

        booking.refresh_from_db()
        assert booking.status == "confirmed"
        assert BookingEvent.objects.filter(booking=booking, to_status="confirmed").count() == 1
        assert waiting_jobs("notifications.booked") == 1
        assert not Refund.objects.exists()
        run_jobs()
        assert_sound(AT_REST)

    def test_its_twin_that_records_without_a_lock_sends_the_money_back(
        self, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second worker captures again, finds no hold any more, and refunds."""
        a_slow_payment(frozen)
        event_id = self.an_event(frozen)
        both_have_looked = Barrier(2)

        @use_case
        def record(*, payment_id: UUID, charge: Charge, now: datetime) -> Payment:
            payment = Payment.objects.get(pk=payment_id)
            both_have_looked.wait(PATIENCE)
            charges._apply(payment, charge, now)
            return payment

        monkeypatch.setattr(charges, "record_charge", record)

        values(race([lambda: act_on_event(event_id=event_id)] * 2))

        assert set(broken()) == {"confirmed-keeps-its-money"}

    def an_event(self, clock: FakeClock) -> UUID:
        payment = Payment.objects.get()
        return ProviderEvent.objects.create(
            provider="simulated",
            event_id="1",
            kind="charge.captured",
            reference=payment.reference or "",
            received_at=clock.moment,
        ).pk


class TestRefunds:
    """Workers that all stand before the provider together, with the same refund."""

    WORKERS = 4

    @pytest.fixture
    def refund_id(self, now: datetime) -> UUID:
        learner = make_user()
        booking_id = book_session(
            user=learner, session_id=make_session().pk, booking_date=None, now=now
        )
        pay_booking(user=learner, booking_id=booking_id, method="success", now=now)
        cancel_by_learner(user=learner, booking_id=booking_id, now=now)
        return Refund.objects.get().pk

    def carry_out_together(
        self, refund_id: UUID, send: Callable[..., None], patch: pytest.MonkeyPatch
    ) -> None:
        everybody_is_there = Barrier(self.WORKERS)

        def send_together(gateway: SimulatedGateway, **words: Any) -> None:
            everybody_is_there.wait(PATIENCE)
            send(gateway, **words)

        patch.setattr(SimulatedGateway, "refund", send_together)
        values(race([lambda: carry_out_refund(refund_id=refund_id)] * self.WORKERS))

    def test_a_refund_that_many_carry_out_is_sent_once(
        self, refund_id: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.carry_out_together(refund_id, SimulatedGateway.refund, monkeypatch)

        assert Refund.objects.get().status == "succeeded"
        assert SimulatedRefund.objects.get().refund_id == refund_id
        assert waiting_jobs("notifications.refunded") == 1
        assert_sound(AT_REST)

    def test_its_twin_that_makes_a_new_key_for_every_try_sends_it_again(
        self, refund_id: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def send_anew(gateway: SimulatedGateway, *, payment_id: UUID, **words: Any) -> None:
            """To a provider that does not look at what is left of the charge."""
            SimulatedRefund.objects.create(
                refund_id=new_id(), charge_id=payment_id, amount=words["amount"]
            )

        self.carry_out_together(refund_id, send_anew, monkeypatch)

        assert SimulatedRefund.objects.count() == self.WORKERS
        assert set(broken(AT_REST)) == {"refunds-agree"}
