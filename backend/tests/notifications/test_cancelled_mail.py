from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from bookings.models import Booking
from core.events import emit
from notifications import tasks
from notifications.models import Mail
from payments.models import Payment, Refund
from tests.factories import make_booking, make_session

from .conftest import Outbox

pytestmark = pytest.mark.django_db


def cancelled(price: str = "25.00", cause: str = "learner") -> Booking:
    session = make_session(price=Decimal(price), title="Raku by night")
    return make_booking(
        session=session, status="cancelled", cancel_cause=cause, confirmed_at=datetime.now(UTC)
    )


def paid(booking: Booking, refund_status: str | None) -> None:
    now = datetime.now(UTC)
    times: dict[str, Any] = {"created_at": now, "captured_at": now, "checked_at": now}
    payment = Payment.objects.create(
        payable_id=booking.pk, provider="simulated", amount=booking.amount,
        currency=booking.currency, status="captured", method="success", **times,
    )  # fmt: skip
    if refund_status:
        Refund.objects.create(
            payment=payment, amount=payment.amount, reason="learner", status=refund_status,
            created_at=now, updated_at=now,
        )  # fmt: skip


def test_a_cancelled_booking_is_told_once(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    booking = cancelled()
    paid(booking, "requested")
    with transaction.atomic():
        emit("booking.cancelled", booking_id=booking.pk)
    assert work_off() == ["notifications.cancelled"]
    tasks.cancelled(booking_id=str(booking.pk))

    assert outbox.only.subject == "Cancelled: Raku by night"
    assert "Your booking has been cancelled and your seat is free again." in outbox.only.body
    assert booking.cancelled_at is not None
    at = booking.cancelled_at.isoformat()
    assert Mail.objects.get().event_key == f"booking.cancelled:{booking.pk}:{at}"


def test_it_says_who_cancelled_when_it_was_the_support_team(outbox: Outbox) -> None:
    tasks.cancelled(booking_id=str(cancelled(cause="admin").pk))
    assert "Our support team has cancelled your booking." in outbox.only.body


@pytest.mark.parametrize(
    ("refund", "sentence"),
    [
        ("requested", "Your refund of 25.00 USD is on its way; we write again when it has gone"),
        ("submitted", "Your refund of 25.00 USD is on its way; we write again when it has gone"),
        ("succeeded", "Your refund of 25.00 USD has gone out."),
        ("failed", "Your refund of 25.00 USD has not gone through yet. We are looking into it."),
    ],
)
def test_it_says_how_the_money_stands(refund: str, sentence: str, outbox: Outbox) -> None:
    booking = cancelled()
    paid(booking, refund)
    tasks.cancelled(booking_id=str(booking.pk))
    assert sentence in outbox.only.body


def test_it_promises_no_refund_that_nobody_requested(outbox: Outbox) -> None:
    booking = cancelled()
    paid(booking, None)
    tasks.cancelled(booking_id=str(booking.pk))
    assert "refund" not in outbox.only.body


def test_what_was_free_needs_no_refund(outbox: Outbox) -> None:
    tasks.cancelled(booking_id=str(cancelled("0").pk))
    assert "It was free of charge, so there is nothing to refund." in outbox.only.body


def test_the_calendar_entry_takes_the_session_out_again(outbox: Outbox) -> None:
    tasks.cancelled(booking_id=str(cancelled().pk))
    assert "STATUS:CANCELLED" in Mail.objects.get().calendar


def test_a_booking_that_stands_is_not_called_cancelled(outbox: Outbox) -> None:
    tasks.cancelled(booking_id=str(make_booking().pk))
    assert outbox.mails == []
    assert not Mail.objects.exists()
