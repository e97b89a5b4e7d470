"""Giving a seat back, and the money with it by the policy frozen on the booking.

The only policy so far: the full price until the start, nothing after it. Whoever did not
leave by their own will gets the full price in any case.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from bookings.errors import AlreadyStarted
from bookings.models import Booking, Cause, Status
from core.errors import InvalidTransition, NotFound
from core.events import emit
from core.transactions import step, use_case
from payments.models import Payment
from payments.services.charges import void_open_payments
from payments.services.refunds import refund_payables
from users.models import User

from .record import cancel, lock_booking, lock_own_booking


@dataclass(frozen=True)
class CancellationTerms:
    """What a cancel by the learner would do now. `refund_until` is None when nothing is paid."""

    refund: Decimal
    refund_until: datetime | None
    policy: str


def cancellation_terms(*, user: User, booking_id: UUID, now: datetime) -> CancellationTerms:
    """The terms for the booker. Raises NotFound."""
    booking = Booking.objects.booked_by(user).filter(pk=booking_id).first()
    if booking is None:
        raise NotFound()
    paid = Decimal("0.00")
    if booking.is_live:
        payments = Payment.objects.of(booking.pk).captured()
        paid = sum((payment.amount - payment.refunded() for payment in payments), paid)
    due = paid if not booking.has_started(now) else Decimal("0.00")
    return CancellationTerms(due, booking.booking_date if paid else None, _words(booking, paid))


def _words(booking: Booking, paid: Decimal) -> str:
    if booking.status == Status.CANCELLED:
        return "This booking is cancelled already."
    if not paid:
        return "Nothing has been paid, so nothing is refunded."
    return "Full refund until the session starts, no refund after that."


@use_case
def cancel_by_learner(*, user: User, booking_id: UUID, now: datetime) -> UUID:
    """Cancel one's own booking and request the refund it is due; returns its id.

    A no-op when it is cancelled already. Raises NotFound, and AlreadyStarted for a
    confirmed booking after the start.
    """
    booking = lock_own_booking(booking_id, user)
    if booking.status == Status.CONFIRMED and booking.has_started(now):
        raise AlreadyStarted()
    if booking.is_live:
        _leave(booking, cause=Cause.LEARNER, actor=user, now=now)
    return booking.pk


@use_case
def cancel_by_admin(*, booking_id: UUID, actor: User, now: datetime) -> None:
    """Cancel any booking before the end of its session, with a full refund.

    A no-op when it is cancelled already. Raises NotFound, InvalidTransition after the end.
    """
    booking = lock_booking(booking_id)
    if booking.session.has_ended(now):
        raise InvalidTransition("The session has ended.")
    if booking.is_live:
        _leave(booking, cause=Cause.ADMIN, actor=actor, now=now)


@use_case
def remove_booking(*, user: User, booking_id: UUID, now: datetime) -> None:
    """Take one's booking out of sight; before the start a live one is cancelled first.

    Once the session has started only its booker stops seeing it. Raises NotFound.
    """
    booking = lock_own_booking(booking_id, user)
    started = booking.has_started(now)
    if booking.is_live and not (started and booking.status == Status.CONFIRMED):
        _leave(booking, cause=Cause.LEARNER, actor=user, now=now)
    booking.hidden_from_booker = True
    booking.hidden_from_creator = booking.hidden_from_creator or not started
    booking.save(update_fields=["hidden_from_booker", "hidden_from_creator"])


@step
def _leave(booking: Booking, *, cause: Cause, actor: User, now: datetime) -> None:
    was_confirmed = booking.status == Status.CONFIRMED
    cancel(booking, cause=cause, actor=actor, now=now)
    void_open_payments([booking.pk], now=now)
    refund_payables(payable_ids=[booking.pk], reason=cause, now=now)
    if was_confirmed:
        emit("booking.cancelled", booking_id=booking.pk)
