"""Paying for a hold. The provider is asked between two transactions, never inside one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bookings.errors import HoldExpired
from bookings.models import Booking, Cause, Status
from core.errors import InvalidTransition, NotFound
from core.transactions import keyed_use_case
from payments.errors import PaymentDeclined
from payments.models import Payment, PaymentStatus
from payments.services import charges
from users.models import User

from .record import lock_own_booking


@dataclass(frozen=True)
class Paid:
    """The booking is confirmed."""

    booking_id: UUID


@dataclass(frozen=True)
class Waiting:
    """`state` is `processing` (ask again) or `action_required` (the payer must confirm)."""

    booking_id: UUID
    state: str


def pay_booking(*, user: User, booking_id: UUID, method: str, now: datetime) -> Paid | Waiting:
    """Pay for one's hold, or ask how the payment under way stands.

    A no-op when it is confirmed already. Raises NotFound, HoldExpired (the seat is gone),
    InvalidTransition (cancelled), PaymentDeclined (the hold stays), ProviderUnavailable.
    """
    begun = _begin(user=user, booking_id=booking_id, method=method, now=now)
    if begun is None:
        return Paid(booking_id)
    payment, expires_at = begun
    return _outcome(booking_id, charges.carry_out(payment, expires_at=expires_at))


def confirm_payment(*, user: User, booking_id: UUID) -> Paid | Waiting:
    """Confirm the payment that waits for its payer.

    Raises NotFound, NothingToConfirm, HoldExpired, PaymentDeclined, ProviderUnavailable.
    """
    if not Booking.objects.booked_by(user).filter(pk=booking_id).exists():
        raise NotFound()
    return _outcome(booking_id, charges.confirm_waiting(payable_id=booking_id))


@keyed_use_case
def _begin(
    *, user: User, booking_id: UUID, method: str, now: datetime
) -> tuple[Payment, datetime] | None:
    """The payment to carry out; None when the booking is confirmed."""
    booking = lock_own_booking(booking_id, user)
    if booking.status == Status.CONFIRMED:
        return None
    if booking.status == Status.CANCELLED:
        raise _gone(booking)
    payment = charges.open_payment(
        payable_id=booking.pk,
        amount=booking.amount,
        currency=booking.currency,
        method=method,
        now=now,
    )
    return payment, booking.hold_expires_at or now


def _outcome(booking_id: UUID, payment: Payment) -> Paid | Waiting:
    booking = Booking.objects.get(pk=booking_id)
    if booking.status == Status.CONFIRMED:
        return Paid(booking_id)
    if booking.status == Status.CANCELLED:
        raise _gone(booking)
    if payment.status == PaymentStatus.PROCESSING:
        return Waiting(booking_id, "action_required" if payment.action_required else "processing")
    raise PaymentDeclined()


def _gone(booking: Booking) -> HoldExpired | InvalidTransition:
    if booking.cancel_cause == Cause.HOLD_EXPIRED:
        return HoldExpired()
    return InvalidTransition("This booking is cancelled.")
