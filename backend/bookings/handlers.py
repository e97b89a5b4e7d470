"""What bookings do when something happens below them, in the same transaction."""

from datetime import datetime
from uuid import UUID

from bookings.models import Booking, Cause, Status
from core.errors import NotFound
from core.events import emit
from core.transactions import step
from payments.services.charges import void_open_payments
from payments.services.refunds import refund_payables, refund_payment
from session_catalog.services.seats import claim_seat
from users.services.closing import is_open

from .services.record import cancel_many, confirm, lock_booking


@step
def cancel_with_session(*, session_id: UUID, actor_id: UUID, now: datetime) -> None:
    """A session was cancelled: every live booking ends, and all money goes back."""
    live = Booking.objects.live().filter(session_id=session_id)
    ids = list(live.order_by("id").values_list("id", flat=True))
    cancel_many(
        session_id=session_id, ids=ids, cause=Cause.SESSION_CANCELLED, actor_id=actor_id, now=now
    )
    void_open_payments(ids, now=now)
    refund_payables(payable_ids=ids, reason=Cause.SESSION_CANCELLED, now=now)


@step
def move_with_session(
    *, session_id: UUID, old_start: datetime, version: int, now: datetime
) -> None:
    """A session was moved: the date of every live booking moves with it."""
    live = Booking.objects.live().filter(session_id=session_id).select_related("session")
    first = live.first()
    if first is not None and first.session.start_time is not None:
        live.update(booking_date=first.session.start_time)


@step
def lock_payable(*, payable_id: UUID) -> None:
    """A payment of the booking is about to be locked: the seats and the booking come first."""
    try:
        lock_booking(payable_id)
    except NotFound:
        return


@step
def settle_captured(*, payable_id: UUID, payment_id: UUID, now: datetime) -> None:
    """Money arrived: the booking is confirmed, or the money goes back."""
    booking = lock_booking(payable_id)
    if booking.status == Status.PENDING:
        confirm(booking, cause=Cause.PAID, actor=booking.user, now=now)
    elif _can_revive(booking, now) and claim_seat(booking.session_id):
        confirm(booking, cause=Cause.PAID_LATE, actor=booking.user, now=now)
    else:
        refund_payment(payment_id=payment_id, reason=Cause.PAID_LATE, now=now)
        return
    emit("booking.confirmed", booking_id=booking.pk)


def _can_revive(booking: Booking, now: datetime) -> bool:
    """The hold ran out before its money came, and nothing else stands in the way."""
    if booking.status != Status.CANCELLED or booking.cancel_cause != Cause.HOLD_EXPIRED:
        return False
    if booking.session.start_time not in (None, booking.booking_date):
        return False  # Moved in the meantime; its date was not what they paid for.
    newer = Booking.objects.live().filter(user=booking.user_id, session=booking.session_id)
    if booking.hidden_from_booker or booking.has_started(now) or newer.exists():
        return False
    return is_open(booking.user_id)
