from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

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


def refunded(cause: str = "learner", status: str = "succeeded") -> tuple[Booking, Refund]:
    now = datetime.now(UTC)
    session = make_session(title="Raku by night")
    booking = make_booking(session=session, status="cancelled", cancel_cause=cause)
    payment = Payment.objects.create(
        payable_id=booking.pk, provider="simulated", amount=Decimal("25.00"), currency="EUR",
        status="captured", method="success", created_at=now, captured_at=now, checked_at=now,
    )  # fmt: skip
    refund = Refund.objects.create(
        payment=payment, amount=Decimal("12.50"), reason=cause, status=status,
        created_at=now, updated_at=now,
    )  # fmt: skip
    return booking, refund


def test_a_refund_is_told_once_with_amount_and_currency(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    booking, refund = refunded()
    facts = {"refund_id": str(refund.pk), "payable_id": str(booking.pk)}
    with transaction.atomic():
        emit("refund.succeeded", refund_id=refund.pk, payable_id=booking.pk)
    assert work_off() == ["notifications.refunded"]
    tasks.refunded(**facts)

    assert outbox.only.subject == "Refunded 12.50 EUR: Raku by night"
    assert "We have returned 12.50 EUR to the account or card you paid with." in outbox.only.body
    assert "time to pay had run out" not in outbox.only.body
    assert Mail.objects.get().event_key == f"refund.succeeded:{refund.pk}"


def test_money_that_came_after_the_hold_is_explained(outbox: Outbox) -> None:
    booking, refund = refunded(cause="hold_expired")
    tasks.refunded(refund_id=str(refund.pk), payable_id=str(booking.pk))
    assert "Your payment reached us after the time to pay had run out" in outbox.only.body


def test_a_refund_that_has_not_gone_out_is_not_called_done(outbox: Outbox) -> None:
    booking, refund = refunded(status="failed")
    tasks.refunded(refund_id=str(refund.pk), payable_id=str(booking.pk))
    assert outbox.mails == []
    assert not Mail.objects.exists()


def test_a_refund_of_something_that_is_no_booking_is_nobodys_mail(outbox: Outbox) -> None:
    _, refund = refunded()
    Payment.objects.update(payable_id=uuid4())
    tasks.refunded(refund_id=str(refund.pk), payable_id=str(uuid4()))
    assert outbox.mails == []
