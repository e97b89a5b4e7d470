"""A hold runs out while its booker pays."""

from datetime import datetime
from threading import Barrier, Event
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from bookings.models import Booking, BookingEvent, Cause
from bookings.services import expire, pay
from bookings.services.book import book_session
from bookings.services.expire import expire_holds
from bookings.services.record import cancel
from core.transactions import step, use_case
from payments.gateways.base import Charge, ChargeRequest
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.models import Payment, Refund
from payments.services import charges
from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import make_session, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound, broken
from users.models import User

from .racing import PATIENCE, REAL_COMMITS, posting, race, statuses, values, wait_for

pytestmark = REAL_COMMITS

HOLDS = 10


def an_overdue_hold(clock: FakeClock, session: Session) -> Booking:
    booking_id = book_session(
        user=make_user(), session_id=session.pk, booking_date=None, now=clock.moment
    )
    clock.moment += settings.HOLD_LIFETIME
    return Booking.objects.get(pk=booking_id)


def paying(booking: Booking) -> Any:
    return posting(booking.user, f"/api/bookings/{booking.pk}/pay/", {})


def test_every_hold_ends_paid_and_seated_or_cancelled_and_without_money(
    frozen: FakeClock,
) -> None:
    holds = [an_overdue_hold(frozen, make_session(capacity=1)) for _ in range(HOLDS)]
    frozen.moment += settings.HOLD_LIFETIME
    sweeping = [lambda: expire_holds(now=frozen.moment)] * 3

    answers = values(race([*map(paying, holds), *sweeping]))[:HOLDS]
    run_jobs()

    told = statuses(answers)
    assert told[200] + told[410] == HOLDS
    assert Booking.objects.filter(status="confirmed").count() == told[200]
    assert Booking.objects.filter(status="cancelled").count() == told[410]
    captured = Payment.objects.filter(status="captured").count()
    assert captured - Refund.objects.filter(status="succeeded").count() == told[200]
    assert_sound(AT_REST)


def test_its_twin_whose_sweeper_ignores_the_state_keeps_money_without_a_seat(
    frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = an_overdue_hold(frozen, make_session(capacity=1))
    sweeper_has_looked, payer_is_done = Event(), Event()

    @use_case
    def sweep_what_was_overdue(*, session_id: UUID, now: datetime) -> int:
        overdue = list(Booking.objects.overdue(now).filter(session_id=session_id))
        sweeper_has_looked.set()
        wait_for(payer_is_done)
        for booking in overdue:
            cancel(booking, cause=Cause.HOLD_EXPIRED, actor=None, now=now)
        return len(overdue)

    def pay() -> Any:
        wait_for(sweeper_has_looked)
        paid = paying(hold)()
        payer_is_done.set()
        return paid

    monkeypatch.setattr(expire, "expire_session_holds", sweep_what_was_overdue)

    paid, swept = values(race([pay, lambda: expire_holds(now=frozen.moment)]))

    assert (paid.status_code, swept) == (200, 1)
    assert "I8-captured-money-has-a-home" in broken()


class TestWhileTheProviderIsAsked:
    """Between the two transactions of a payment no lock is held, and anything may happen."""

    @pytest.fixture
    def meanwhile(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """What happens while the provider is asked."""
        happenings: list[Any] = []
        start = SimulatedGateway.start

        def start_slowly(gateway: SimulatedGateway, request: ChargeRequest) -> Charge:
            values(race(happenings))
            return start(gateway, request)

        monkeypatch.setattr(SimulatedGateway, "start", start_slowly)
        return happenings

    def test_a_hold_that_runs_out_comes_back_with_its_money(
        self, frozen: FakeClock, meanwhile: list[Any]
    ) -> None:
        hold = an_overdue_hold(frozen, make_session(capacity=1))
        meanwhile.append(lambda: expire_holds(now=frozen.moment))

        answer = paying(hold)()

        assert answer.status_code == 200
        changes = BookingEvent.objects.filter(booking=hold).order_by("id")
        assert [change.cause for change in changes] == ["booked", "hold_expired", "paid_late"]
        run_jobs()
        assert_sound(AT_REST)

    def test_the_money_goes_back_when_somebody_else_took_the_seat(
        self, frozen: FakeClock, meanwhile: list[Any]
    ) -> None:
        session = make_session(capacity=1)
        hold = an_overdue_hold(frozen, session)
        meanwhile.append(posting(make_user(), "/api/bookings/", {"session": str(session.pk)}))

        answer = paying(hold)()

        assert (answer.status_code, answer.json()["code"]) == (410, "hold_expired")
        assert Seats.objects.get(session=session).taken == 1
        assert Refund.objects.get().amount == hold.amount
        run_jobs()
        assert_sound(AT_REST)


class TestPayTwice:
    def test_one_payment_is_made_however_often_the_button_is_pressed(
        self, frozen: FakeClock
    ) -> None:
        hold = an_overdue_hold(frozen, make_session())

        answers = values(race([paying(hold)] * 8))

        assert statuses(answers) == {200: 8}
        assert len({answer.content for answer in answers}) == 1
        assert Payment.objects.count() == 1
        run_jobs()
        assert_sound(AT_REST)

    def test_its_twin_that_looks_without_a_lock_begins_two_payments(
        self, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Only the unique index then stands between the learner and two charges."""
        hold = an_overdue_hold(frozen, make_session())
        both_have_looked = Barrier(2)

        @step
        def look(booking_id: UUID, user: User) -> Booking:
            return Booking.objects.get(pk=booking_id, user=user)

        @step
        def look_then_begin(*, payable_id: UUID, now: datetime, **values: Any) -> Payment:
            present = Payment.objects.of(payable_id).open().first()
            both_have_looked.wait(PATIENCE)
            times = {"created_at": now, "checked_at": now}
            return present or Payment.objects.create(payable_id=payable_id, **times, **values)

        monkeypatch.setattr(pay, "lock_own_booking", look)
        monkeypatch.setattr(charges, "open_payment", look_then_begin)

        def pay_it() -> None:
            pay.pay_booking(user=hold.user, booking_id=hold.pk, method="success", now=frozen.moment)

        outcomes = race([pay_it] * 2)

        causes = [outcome.error.__cause__ for outcome in outcomes if outcome.error]
        assert len(causes) == 1
        assert "one_open_payment" in str(causes[0])
