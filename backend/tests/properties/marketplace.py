"""Histories: whatever people, time, workers and the provider do, in any order.

Each example is a history of its own over the real database. After every step the audit must
find nothing; at the end all is worked off, and our books must equal the provider's.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from unittest import mock
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from bookings.errors import AlreadyBooked, HoldExpired, OwnSession, SessionClosed, SessionFull
from bookings.models import Booking
from bookings.services import pay
from bookings.services.book import book_session
from bookings.services.cancel import cancel_by_admin, cancel_by_learner, remove_booking
from bookings.services.expire import expire_holds
from core import clock
from core.errors import DomainError, InvalidFields, InvalidTransition, NotFound
from core.sql import row
from payments.errors import NothingToConfirm, PaymentDeclined, ProviderUnavailable
from payments.gateways.base import GatewayError
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.gateways.simulated.models import SimulatedEvent
from payments.models import Payment, Refund
from payments.services.charges import carry_out
from payments.services.refunds import retry_refund
from payments.tasks import deliver_simulated_events, poll
from session_catalog.errors import CapacityBelowBookings, SessionHasBookings
from session_catalog.models import Session
from session_catalog.services.change import Changes
from session_catalog.services.create import create_session
from session_catalog.services.edit import cancel_session, edit_session
from session_catalog.services.remove import remove_session
from tests.conftest import FakeClock
from tests.factories import make_creator, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound
from users.models import User

from .rolled_back import rolled_back

R = TypeVar("R")
Request = tuple[Payment, datetime]
BEGINNING = datetime(2030, 1, 7, 9, tzinfo=UTC)
HOLD = timedelta(minutes=10)
ROUNDS_TO_REST = 12
UNDER_WAY = """SELECT (SELECT count(*) FROM procrastinate_jobs)
+ (SELECT count(*) FROM simulated_provider_simulatedevent)
+ (SELECT count(*) FROM bookings_booking WHERE status = 'pending')
+ (SELECT count(*) FROM payments_payment WHERE status IN ('created', 'processing'))
+ (SELECT count(*) FROM payments_refund WHERE status <> 'succeeded')"""

people = st.integers(0, 4)
capacities = st.integers(1, 3)
prices = st.sampled_from([Decimal("25.00"), Decimal("40.00"), Decimal(0)])
starts = st.sampled_from([*(timedelta(hours=hours) for hours in (200, 30, 1)), None])
spans = st.sampled_from(
    [timedelta(seconds=1), timedelta(seconds=5), timedelta(minutes=3), HOLD, timedelta(hours=20)]
)


class Marketplace(RuleBasedStateMachine):
    """Two creators, who also learn, three learners, an admin, and a moody provider."""

    sessions: Bundle[UUID] = Bundle("sessions")
    bookings: Bundle[UUID] = Bundle("bookings")
    requests: Bundle[Request] = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock(BEGINNING)
        self.provider = MoodyProvider()
        self.frozen: dict[UUID, tuple[Decimal, str, str]] = {}
        self.example = ExitStack()
        self.example.enter_context(mock.patch.object(clock, "now", self.clock))
        self.example.enter_context(self.provider)
        self.example.enter_context(rolled_back())
        self.people = [make_creator(), make_creator(), make_user(), make_user(), make_user()]
        self.admin = make_user(is_superuser=True)

    @property
    def now(self) -> datetime:
        return self.clock.moment

    # --- creators

    @rule(
        target=sessions,
        creator=st.integers(0, 1),
        capacity=capacities,
        price=prices,
        start=starts,
        status=st.sampled_from(["published", "published", "draft"]),
    )
    def offer(
        self, creator: int, capacity: int, price: Decimal, start: timedelta | None, status: str
    ) -> UUID:
        session = create_session(
            creator=self.people[creator],
            title="Raku",
            description="Fire and smoke.",
            price=price,
            duration_minutes=60,
            capacity=capacity,
            start_time=start and self.now + start,
            status=status,
            now=self.now,
        )
        return session.pk

    @rule(session_id=sessions, price=prices)
    def change_the_price(self, session_id: UUID, price: Decimal) -> None:
        self.edit(session_id, {"price": price})

    @rule(session_id=sessions, capacity=capacities)
    def change_the_capacity(self, session_id: UUID, capacity: int) -> None:
        self.edit(session_id, {"capacity": capacity})

    @rule(session_id=sessions, start=starts)
    def move(self, session_id: UUID, start: timedelta | None) -> None:
        self.edit(session_id, {"start_time": start and self.now + start})

    @rule(session_id=sessions, status=st.sampled_from(["draft", "published", "cancelled"]))
    def change_the_status(self, session_id: UUID, status: str) -> None:
        self.edit(session_id, {"status": status})

    def edit(self, session_id: UUID, changes: Changes) -> None:
        self.creator_does(
            session_id,
            lambda owner: edit_session(
                owner=owner, session_id=session_id, changes=changes, versions=None, now=self.now
            ),
        )

    @rule(session_id=sessions)
    def delete(self, session_id: UUID) -> None:
        self.creator_does(
            session_id,
            lambda owner: remove_session(owner=owner, session_id=session_id, now=self.now),
        )

    @rule(session_id=sessions)
    def cancel_the_session_as_admin(self, session_id: UUID) -> None:
        self.creator_does(
            session_id,
            lambda _: cancel_session(session_id=session_id, actor=self.admin, now=self.now),
        )

    def creator_does(self, session_id: UUID, work: Callable[[User], object]) -> None:
        session = Session.objects.filter(pk=session_id).first()
        owner = session.creator if session else self.people[0]
        refusals = (NotFound, InvalidFields, InvalidTransition)
        self.attempt(lambda: work(owner), *refusals, CapacityBelowBookings, SessionHasBookings)

    # --- learners

    @rule(target=bookings, session_id=sessions, person=people)
    def book(self, session_id: UUID, person: int) -> UUID | MultipleResults[UUID]:
        user = self.people[person]
        is_open = Session.objects.filter(pk=session_id, start_time=None).exists()
        date = self.now + timedelta(hours=2) if is_open else None
        expected = self.why_not(session_id, user)
        refused: type[DomainError] | None = None
        try:
            booking_id = book_session(
                user=user, session_id=session_id, booking_date=date, now=self.now
            )
        except DomainError as refusal:
            refused = type(refusal)
        assert refused is expected
        if refused:
            return multiple()
        booking = Booking.objects.select_related("session").get(pk=booking_id)
        assert booking.amount == booking.session.price
        self.frozen[booking_id] = (booking.amount, booking.currency, booking.policy)
        return booking_id

    def why_not(self, session_id: UUID, user: User) -> type[DomainError] | None:
        """The order of the contract, written a second time."""
        session = Session.objects.select_related("seats").filter(pk=session_id).first()
        if session is None:
            return NotFound
        if session.creator_id == user.pk and session.deleted_at is None:
            return OwnSession
        if session.status != "published":
            return NotFound
        live = Booking.objects.live().filter(session=session)
        if live.filter(user=user).exists():
            return AlreadyBooked
        if session.start_time is not None and session.start_time <= self.now:
            return SessionClosed
        kept = live.exclude(status="pending", hold_expires_at__lte=self.now).count()
        return SessionFull if kept >= session.seats.capacity else None

    @rule(booking_id=bookings, card=st.sampled_from(SimulatedGateway.methods))
    def pay(self, booking_id: UUID, card: str) -> None:
        payable = self.is_held(booking_id) and not Payment.objects.of(booking_id).open().exists()
        outcome = self.learner_does(
            booking_id,
            lambda user: pay.pay_booking(
                user=user, booking_id=booking_id, method=card, now=self.now
            ),
        )
        if payable and card in ("success", "refund_fails_once") and self.provider.is_well:
            assert outcome == pay.Paid(booking_id)

    def is_held(self, booking_id: UUID) -> bool:
        held = Booking.objects.filter(status="pending", hidden_from_booker=False)
        return held.filter(pk=booking_id).exists()

    @rule(booking_id=bookings)
    def confirm_the_payment(self, booking_id: UUID) -> None:
        self.learner_does(
            booking_id, lambda user: pay.confirm_payment(user=user, booking_id=booking_id)
        )

    @rule(target=requests, booking_id=bookings, card=st.sampled_from(SimulatedGateway.methods))
    def pay_over_a_slow_line(
        self, booking_id: UUID, card: str
    ) -> Request | MultipleResults[Request]:
        """The attempt is written down; the provider hears of it later, or never."""
        begun = self.learner_does(
            booking_id,
            lambda user: pay._begin(user=user, booking_id=booking_id, method=card, now=self.now),
        )
        return begun or multiple()

    @rule(request=consumes(requests))
    def the_slow_line_delivers(self, request: Request) -> None:
        self.provider.mood = "well"
        carry_out(request[0], expires_at=request[1])

    @rule(booking_id=bookings)
    def cancel(self, booking_id: UUID) -> None:
        self.learner_does(
            booking_id,
            lambda user: cancel_by_learner(user=user, booking_id=booking_id, now=self.now),
        )

    @rule(booking_id=bookings)
    def remove(self, booking_id: UUID) -> None:
        self.learner_does(
            booking_id,
            lambda user: remove_booking(user=user, booking_id=booking_id, now=self.now),
        )

    @rule(booking_id=bookings)
    def cancel_as_admin(self, booking_id: UUID) -> None:
        self.learner_does(
            booking_id,
            lambda _: cancel_by_admin(booking_id=booking_id, actor=self.admin, now=self.now),
        )

    def learner_does(self, booking_id: UUID, work: Callable[[User], R]) -> R | None:
        user = Booking.objects.get(pk=booking_id).user
        refusals = (NotFound, HoldExpired, InvalidTransition, NothingToConfirm)
        return self.attempt(lambda: work(user), *refusals, PaymentDeclined, ProviderUnavailable)

    def attempt(self, work: Callable[[], R], *refusals: type[DomainError]) -> R | None:
        """One of the refusals is an answer; every other fault is a defect."""
        try:
            return work()
        except refusals:
            return None

    # --- time, workers, and the provider

    @rule(span=spans)
    def let_time_pass(self, span: timedelta) -> None:
        self.clock.moment += span

    @rule()
    def let_holds_run_out(self) -> None:
        self.clock.moment += HOLD
        expire_holds(now=self.now)

    @rule()
    def sweep(self) -> None:
        expire_holds(now=self.now)

    @rule()
    def work_off_jobs(self) -> None:
        try:
            run_jobs()
        except GatewayError:
            assert not self.provider.is_well

    @rule()
    def deliver_events(self) -> None:
        deliver_simulated_events()

    @rule()
    def poll(self) -> None:
        poll()

    @rule()
    def lose_an_event(self) -> None:
        SimulatedEvent.objects.filter(pk=self.next_event()).delete()

    @rule()
    def repeat_an_event(self) -> None:
        for event in SimulatedEvent.objects.filter(pk=self.next_event()):
            SimulatedEvent.objects.create(
                event_id=event.event_id,
                kind=event.kind,
                reference=event.reference,
                due_at=event.due_at,
            )

    @rule()
    def hurry_an_event(self) -> None:
        """It comes before what it tells of."""
        SimulatedEvent.objects.filter(pk=self.next_event()).update(due_at=self.now)

    def next_event(self) -> UUID | None:
        return SimulatedEvent.objects.order_by("id").values_list("id", flat=True).first()

    @rule(mood=st.sampled_from(["well", "down", "mute"]))
    def change_the_providers_mood(self, mood: str) -> None:
        self.provider.mood = mood

    # --- what holds

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        assert_sound()

    @invariant()
    def what_was_agreed_stays(self) -> None:
        facts = Booking.objects.values_list("id", "amount", "currency", "policy")
        assert {each[0]: each[1:] for each in facts} == self.frozen

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.come_to_rest()
        finally:
            self.example.close()

    def come_to_rest(self) -> None:
        """Time passes and everybody does their work, until there is none left."""
        self.provider.mood = "well"
        for _ in range(ROUNDS_TO_REST):
            self.clock.moment += HOLD
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


class MoodyProvider(ExitStack):
    """The simulated provider; `down` it does nothing, `mute` it does all and answers nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.mood = "well"

    @property
    def is_well(self) -> bool:
        return self.mood == "well"

    def __enter__(self) -> "MoodyProvider":
        for name in ("start", "fetch", "capture", "void", "refund"):
            moody = self._moody(getattr(SimulatedGateway, name))
            self.enter_context(mock.patch.object(SimulatedGateway, name, moody))
        return self

    def _moody(self, call: Callable[..., R]) -> Callable[..., R]:
        def with_a_mood(*words: Any, **named: Any) -> R:
            if self.mood == "down":
                raise GatewayError("down")
            answer = call(*words, **named)
            if self.mood == "mute":
                raise GatewayError("mute")
            return answer

        return with_a_mood
