"""Rows of every kind as the use cases leave them, a day old."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bookings.models import Booking, BookingEvent
from core.ids import new_id
from core.models import IdempotencyRecord
from notifications.models import Mail
from payments.models import Payment, ProviderEvent, Refund
from session_catalog.models import Seats
from tests.factories import make_booking, make_session, make_user

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)


def event(booking: Booking, before: str | None, after: str, cause: str) -> BookingEvent:
    return BookingEvent.objects.create(
        booking=booking, from_status=before, to_status=after, cause=cause, at=YESTERDAY
    )


def pay(booking: Booking, **values: Any) -> Payment:
    given = {
        "payable_id": booking.pk,
        "provider": "simulated",
        "reference": f"ch_{new_id()}",
        "amount": booking.amount,
        "currency": booking.currency,
        "status": "captured",
        "method": "success",
        "created_at": YESTERDAY,
        "captured_at": YESTERDAY,
        "checked_at": YESTERDAY,
    }
    return Payment.objects.create(**{**given, **values})


def refund(payment: Payment, **values: Any) -> Refund:
    given = {
        "payment": payment,
        "amount": payment.amount,
        "reason": "learner",
        "status": "succeeded",
        "created_at": YESTERDAY,
        "updated_at": YESTERDAY,
    }
    return Refund.objects.create(**{**given, **values})


def hold() -> Booking:
    return make_booking(session=make_session(), status="pending")


def free() -> Booking:
    return make_booking(session=make_session(price=Decimal(0)))


def paid() -> Booking:
    """Held, paid, confirmed."""
    booking = hold()
    booking.status, booking.hold_expires_at, booking.confirmed_at = "confirmed", None, YESTERDAY
    booking.save()
    event(booking, "pending", "confirmed", "paid")
    pay(booking)
    return booking


def cancelled(booking: Booking, cause: str = "learner") -> Booking:
    """A live booking that ends, without its refund."""
    before = booking.status
    booking.status, booking.hold_expires_at = "cancelled", None
    booking.cancelled_at, booking.cancel_cause = YESTERDAY, cause
    booking.save()
    event(booking, before, "cancelled", cause)
    Seats.objects.filter(session_id=booking.session_id).update(taken=0)
    return booking


def refunded() -> Booking:
    booking = cancelled(paid())
    refund(Payment.objects.get(payable_id=booking.pk))
    return booking


def revived() -> Booking:
    """Paid after the hold ran out."""
    booking = cancelled(hold(), "hold_expired")
    booking.status, booking.confirmed_at = "confirmed", YESTERDAY
    booking.cancelled_at = booking.cancel_cause = None
    booking.save()
    event(booking, "cancelled", "confirmed", "paid_late")
    pay(booking)
    Seats.objects.filter(session_id=booking.session_id).update(taken=1)
    return booking


def mail(booking: Booking, **values: Any) -> Mail:
    given = {
        "user": booking.user,
        "event_key": f"booking.confirmed:{booking.pk}:{booking.confirmed_at}",
        "address": booking.user.email,
        "subject": "Booked",
        "created_at": YESTERDAY,
        "sent_at": YESTERDAY,
    }
    return Mail.objects.create(**{**given, **values})


def inbox(**values: Any) -> ProviderEvent:
    given = {
        "provider": "simulated",
        "event_id": f"evt_{new_id()}",
        "kind": "charge",
        "reference": "ch_1",
        "received_at": YESTERDAY,
    }
    return ProviderEvent.objects.create(**{**given, **values})


def kept(booking: Booking, **values: Any) -> IdempotencyRecord:
    given = {
        "user_id": booking.user_id,
        "route": "POST /api/bookings/",
        "key": str(new_id()),
        "fingerprint": b"0" * 32,
        "resource_id": booking.pk,
        "status_code": 201,
        "location": f"/api/bookings/{booking.pk}/",
        "body": b"{}",
        "created_at": NOW,
    }
    return IdempotencyRecord.objects.create(**{**given, **values})


def everything() -> None:
    """A small healthy installation."""
    hold()
    booking = free()
    cancelled(free())
    cancelled(hold(), "hold_expired")
    refunded()
    revived()
    failed = hold()
    pay(failed, status="failed", captured_at=None)
    mail(booking)
    mail(cancelled(free()), event_key="session.cancelled:1")
    inbox()
    kept(paid())
    make_session(start_time=None)
    make_session(status="draft")
    make_session(status="cancelled", deleted_at=YESTERDAY)
    make_booking(session=make_session(start_time=None, price=Decimal(0)))
    make_user()
