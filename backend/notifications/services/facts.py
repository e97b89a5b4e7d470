"""What the mails tell about, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from bookings.models import Booking
from notifications.letters import MoneyBack
from payments.models import Payment, Refund, RefundStatus


def with_people(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """With everything that letters and calendar entries tell of."""
    return bookings.select_related("user", "session__creator").prefetch_related("events")


def calendar_of(booking: Booking) -> str:
    """The booking as a calendar entry; a hold has none."""
    from bookings.services.calendar import calendar_entry

    return calendar_entry(booking).decode() if booking.confirmed_at else ""


def money_back(booking_ids: Sequence[UUID]) -> dict[UUID, MoneyBack]:
    """What was taken for each booking and what went back. Bookings without money are there too."""
    found: dict[UUID, MoneyBack] = defaultdict(MoneyBack)
    for payment in Payment.objects.captured().filter(payable_id__in=booking_ids):
        back = found[payment.payable_id]
        found[payment.payable_id] = replace(back, captured=back.captured + payment.amount)
    refunds = Refund.objects.filter(payment__payable_id__in=booking_ids)
    for refund in refunds.select_related("payment"):
        found[refund.payment.payable_id] = _with(found[refund.payment.payable_id], refund)
    return found


def _with(back: MoneyBack, refund: Refund) -> MoneyBack:
    if refund.status == RefundStatus.FAILED:
        return replace(back, failed=back.failed + refund.amount)
    if refund.status == RefundStatus.SUCCEEDED:
        back = replace(back, arrived=back.arrived + refund.amount)
    return replace(back, refunding=back.refunding + refund.amount)
