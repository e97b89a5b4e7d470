"""Mails about one booking. Each looks at the state again and says nothing that is over."""

from datetime import datetime
from uuid import UUID

from bookings.models import Booking, Cause
from bookings.models import Status as BookingStatus
from core.transactions import use_case
from notifications import letters
from notifications.services import outbox
from notifications.services.facts import calendar_of, money_back, with_people
from payments.models import Refund, RefundStatus


def tell_booked(*, booking_id: UUID, now: datetime) -> None:
    """Tell the booker that the seat is theirs, unless it no longer is. Raises MailsUnsent."""
    outbox.send(_write_booked(booking_id=booking_id, now=now))


@use_case
def _write_booked(*, booking_id: UUID, now: datetime) -> list[UUID]:
    booking = with_people(Booking.objects.filter(pk=booking_id)).get()
    key = f"booking.confirmed:{booking.pk}:{_at(booking.confirmed_at)}"
    if booking.status != BookingStatus.CONFIRMED:
        outbox.withdraw(key, before=now)
        return []
    letter = letters.booked(booking, calendar=calendar_of(booking), now=now)
    return outbox.write(key, {booking.user: letter}, now=now)


def tell_cancelled(*, booking_id: UUID, now: datetime) -> None:
    """Tell the booker that the booking is cancelled. Raises MailsUnsent."""
    outbox.send(_write_cancelled(booking_id=booking_id, now=now))


@use_case
def _write_cancelled(*, booking_id: UUID, now: datetime) -> list[UUID]:
    booking = with_people(Booking.objects.filter(pk=booking_id)).get()
    if booking.cancel_cause not in (Cause.LEARNER, Cause.ADMIN):
        return []
    key = f"booking.cancelled:{booking.pk}:{_at(booking.cancelled_at)}"
    back = money_back([booking.pk])[booking.pk]
    letter = letters.cancelled(booking, back, calendar=calendar_of(booking))
    return outbox.write(key, {booking.user: letter}, now=now)


def tell_refunded(*, refund_id: UUID, now: datetime) -> None:
    """Tell the booker that the money is back. Raises MailsUnsent."""
    outbox.send(_write_refunded(refund_id=refund_id, now=now))


@use_case
def _write_refunded(*, refund_id: UUID, now: datetime) -> list[UUID]:
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    booking = with_people(Booking.objects.filter(pk=refund.payment.payable_id)).first()
    if booking is None or refund.status != RefundStatus.SUCCEEDED:
        return []
    letter = letters.refunded(booking, refund)
    return outbox.write(f"refund.succeeded:{refund.pk}", {booking.user: letter}, now=now)


def _at(moment: datetime | None) -> str:
    return moment.isoformat() if moment else "never"
