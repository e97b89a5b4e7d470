"""What learners do: book, pay in every way, and leave."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, consumes, initialize, multiple, rule

from bookings.errors import AlreadyBooked, HoldExpired, OwnSession, SessionClosed, SessionFull
from bookings.models import Booking
from bookings.services import pay
from bookings.services.book import book_session
from bookings.services.cancel import cancel_by_admin, cancel_by_learner, remove_booking
from bookings.services.expire import expire_holds
from core.errors import DomainError, InvalidTransition, NotFound
from payments.errors import NothingToConfirm, PaymentDeclined, ProviderUnavailable
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.models import Payment
from payments.services.charges import carry_out
from session_catalog.models import Session
from users.models import User

from .creators import Creators
from .market import Request, bookings, people, requests, sessions

R = TypeVar("R")
REFUSALS = (
    NotFound,
    HoldExpired,
    InvalidTransition,
    NothingToConfirm,
    PaymentDeclined,
    ProviderUnavailable,
)
Booked = UUID | MultipleResults[UUID]

cards = st.sampled_from(SimulatedGateway.methods)


class Learners(Creators):
    @initialize(target=bookings, is_late=st.booleans())
    def begin_with_a_booking_of_the_only_seat(self, is_late: bool) -> Booked:
        if is_late:
            return self.book_and_pay_too_late(self.only_seat, 0)
        return self.book_and_pay(self.only_seat, 0, "success")

    @rule(target=bookings, session_id=sessions, person=people)
    def book(self, session_id: UUID, person: int) -> Booked:
        return self.take_seat(session_id, self.people[person]) or multiple()

    @rule(target=bookings, session_id=sessions, person=people, card=cards)
    def book_and_pay(self, session_id: UUID, person: int, card: str) -> Booked:
        booking_id = self.take_seat(session_id, self.newcomer(session_id, person))
        if booking_id:
            self.send_money(booking_id, card)
        return booking_id or multiple()

    @rule(target=bookings, session_id=sessions, person=people)
    def book_and_pay_too_late(self, session_id: UUID, person: int) -> Booked:
        """The hold runs out first, with the money on its way."""
        booking_id = self.take_seat(session_id, self.newcomer(session_id, person))
        if booking_id:
            self.send_money(booking_id, "late_capture")
            self.pass_time(settings.HOLD_LIFETIME)
            expire_holds(now=self.now)
        return booking_id or multiple()

    def newcomer(self, session_id: UUID, person: int) -> User:
        """Somebody who has no booking in the session, if there is anybody."""
        inside = Booking.objects.live().filter(session=session_id).values("user")
        owner = Session.objects.filter(pk=session_id).values("creator")
        ids = [each.pk for each in self.people]
        outside = User.objects.filter(pk__in=ids).exclude(pk__in=inside).exclude(pk__in=owner)
        return list(outside.order_by("pk"))[person % outside.count()]

    def take_seat(self, session_id: UUID, user: User) -> UUID | None:
        is_open = Session.objects.filter(pk=session_id, start_time=None).exists()
        date = self.now + timedelta(hours=2) if is_open else None
        expected = self.why_not(session_id, user)
        try:
            booking_id = book_session(
                user=user, session_id=session_id, booking_date=date, now=self.now
            )
        except DomainError as refusal:
            if type(refusal) is not expected:
                raise AssertionError(f"expected {expected}") from refusal
            return None
        assert expected is None
        booking = Booking.objects.select_related("session").get(pk=booking_id)
        assert booking.amount == booking.session.price
        self.frozen[booking_id] = (booking.amount, booking.currency, booking.policy)
        return booking_id

    def why_not(self, session_id: UUID, user: User) -> type[DomainError] | None:
        """The refusals of the contract in their order, written a second time."""
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

    @rule(booking_id=bookings, card=cards)
    def pay(self, booking_id: UUID, card: str) -> None:
        self.send_money(booking_id, card)

    def send_money(self, booking_id: UUID, card: str) -> None:
        """A good card pays for a hold, even for an overdue one, if nothing else is under way."""
        held = Booking.objects.filter(pk=booking_id, status="pending", hidden_from_booker=False)
        free = held.exists() and not Payment.objects.of(booking_id).open().exists()
        is_good = self.provider.is_well and card in ("success", "refund_fails_once")
        outcome = self.booker_does(
            booking_id,
            lambda user: pay.pay_booking(
                user=user, booking_id=booking_id, method=card, now=self.now
            ),
        )
        if free and is_good:
            assert outcome == pay.Paid(booking_id)

    @rule(booking_id=bookings)
    def confirm_the_payment(self, booking_id: UUID) -> None:
        self.booker_does(
            booking_id, lambda user: pay.confirm_payment(user=user, booking_id=booking_id)
        )

    @rule(target=requests, booking_id=bookings, card=cards)
    def pay_over_a_slow_line(
        self, booking_id: UUID, card: str
    ) -> Request | MultipleResults[Request]:
        """The attempt is written down; the provider hears of it later, or never."""
        begun = self.booker_does(
            booking_id,
            lambda user: pay._begin(user=user, booking_id=booking_id, method=card, now=self.now),
        )
        return begun or multiple()

    @rule(request=consumes(requests))
    def the_slow_line_delivers(self, request: Request) -> None:
        self.provider.recover()
        carry_out(request[0], expires_at=request[1])

    @rule(booking_id=bookings, how=st.sampled_from(["cancel", "remove", "admin"]))
    def leave(self, booking_id: UUID, how: str) -> None:
        ways: dict[str, Callable[[User], object]] = {
            "cancel": lambda user: cancel_by_learner(
                user=user, booking_id=booking_id, now=self.now
            ),
            "remove": lambda user: remove_booking(user=user, booking_id=booking_id, now=self.now),
            "admin": lambda _: cancel_by_admin(
                booking_id=booking_id, actor=self.admin, now=self.now
            ),
        }
        self.booker_does(booking_id, ways[how])

    @rule(number=st.integers(0, 9), how=st.sampled_from(["cancel", "remove", "admin"]))
    def leave_a_live_booking(self, number: int, how: str) -> None:
        live = list(Booking.objects.live().order_by("id").values_list("id", flat=True))
        if live:
            self.leave(live[number % len(live)], how)

    def booker_does(self, booking_id: UUID, work: Callable[[User], R]) -> R | None:
        user = Booking.objects.get(pk=booking_id).user
        return self.attempt(lambda: work(user), *REFUSALS)
