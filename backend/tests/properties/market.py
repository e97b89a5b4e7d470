"""The market place of one history: its people, its clock, and what must always hold."""

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import ClassVar, TypeVar
from unittest import mock
from uuid import UUID

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant

from bookings.models import Booking, BookingEvent
from bookings.services.expire import expire_holds
from core import clock
from core.errors import DomainError
from core.sql import row
from payments.models import Payment, Refund
from payments.services.refunds import retry_refund
from payments.tasks import deliver_simulated_events, poll
from tests.conftest import FakeClock
from tests.factories import make_creator, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound

from .moody_provider import MoodyProvider
from .rolled_back import rolled_back

R = TypeVar("R")
Request = tuple[Payment, datetime]
BEGINNING = datetime(2030, 1, 7, 9, tzinfo=UTC)
ROUNDS_TO_REST = 12
UNDER_WAY = """SELECT (SELECT count(*) FROM procrastinate_jobs)
+ (SELECT count(*) FROM simulated_provider_simulatedevent)
+ (SELECT count(*) FROM bookings_booking WHERE status = 'pending')
+ (SELECT count(*) FROM payments_payment WHERE status IN ('created', 'processing'))
+ (SELECT count(*) FROM payments_refund WHERE status <> 'succeeded')"""

sessions: Bundle[UUID] = Bundle("sessions")
bookings: Bundle[UUID] = Bundle("bookings")
requests: Bundle[Request] = Bundle("requests")

CREATORS, LEARNERS = 2, 3
creators = st.integers(0, CREATORS - 1)
people = st.integers(0, CREATORS + LEARNERS - 1)


class Market(RuleBasedStateMachine):
    """Two creators, who also learn, three learners, an admin, and a moody provider."""

    # What all histories together have come to: causes of changes, reasons of refunds.
    seen: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock(BEGINNING)
        self.provider = MoodyProvider()
        self.frozen: dict[UUID, tuple[Decimal, str, str]] = {}
        self.history = ExitStack()
        self.history.enter_context(mock.patch.object(clock, "now", self.clock))
        self.history.enter_context(self.provider)
        self.history.enter_context(rolled_back())
        self.creators = [make_creator() for _ in range(CREATORS)]
        self.people = [*(make_user() for _ in range(LEARNERS)), *self.creators]
        self.admin = make_user(is_superuser=True)

    @property
    def now(self) -> datetime:
        return self.clock.moment

    def pass_time(self, span: timedelta) -> None:
        self.clock.moment += span

    def attempt(self, work: Callable[[], R], *refusals: type[DomainError]) -> R | None:
        """One of the refusals is an answer; every other fault is a defect."""
        try:
            return work()
        except refusals:
            return None

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        assert_sound()

    @invariant()
    def what_was_agreed_stays(self) -> None:
        facts = Booking.objects.values_list("id", "amount", "currency", "policy")
        assert {each[0]: each[1:] for each in facts} == self.frozen, "another price than agreed"

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.come_to_rest()
                self.seen.update(BookingEvent.objects.values_list("cause", flat=True))
                reasons = Refund.objects.values_list("reason", flat=True)
                self.seen.update(f"refund: {reason}" for reason in reasons)
        finally:
            self.history.close()

    def come_to_rest(self) -> None:
        """Time passes and everybody does their work, until there is none left."""
        self.provider.recover()
        for _ in range(ROUNDS_TO_REST):
            self.pass_time(settings.HOLD_LIFETIME)
            expire_holds(now=self.now)
            deliver_simulated_events()
            run_jobs()
            poll()
            for refund in Refund.objects.filter(status="failed"):
                retry_refund(refund_id=refund.pk, now=self.now)
            if row(UNDER_WAY, {}) == (0,):
                break
        assert row(UNDER_WAY, {}) == (0,)
        assert_sound(AT_REST)
