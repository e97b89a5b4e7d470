"""Refunds: requested in the transaction that makes them due, carried out by a job."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from core import clock
from core.errors import NotFound
from core.events import emit
from core.transactions import step, use_case
from payments.errors import RefundNotFailed
from payments.gateways import gateway
from payments.gateways.base import GatewayError, RefundRejected
from payments.models import Payment, Refund, RefundStatus

MAX_ATTEMPTS = 8
_DUE = (RefundStatus.REQUESTED, RefundStatus.SUBMITTED)


@step
def refund_payment(*, payment_id: UUID, reason: str, now: datetime) -> Decimal:
    """Request all of a captured payment back that is not on its way yet; returns how much."""
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    rest = payment.amount - payment.refunded()
    if rest > 0:
        refund = Refund.objects.create(
            payment=payment, amount=rest, reason=reason, created_at=now, updated_at=now
        )
        emit("refund.requested", refund_id=refund.id)
    return rest


@step
def refund_payable(*, payable_id: UUID, reason: str, now: datetime) -> Decimal:
    """Request everything back that was captured for a payable; returns how much."""
    captured = Payment.objects.of(payable_id).captured().order_by("id")
    ids = list(captured.values_list("id", flat=True))
    parts = (refund_payment(payment_id=each, reason=reason, now=now) for each in ids)
    return sum(parts, Decimal(0))


def carry_out_refund(*, refund_id: UUID) -> None:
    """Ask the provider to send the money. Raises GatewayError while another try is of use."""
    refund = submit_refund(refund_id=refund_id, now=clock.now())
    if refund is None:
        return
    try:
        gateway(refund.payment.provider).refund(
            payment_id=refund.payment_id, refund_id=refund.id, amount=refund.amount
        )
    except RefundRejected as error:
        record_refund(refund_id=refund_id, error=str(error), final=True, now=clock.now())
    except GatewayError as error:
        final = refund.attempts >= MAX_ATTEMPTS
        record_refund(refund_id=refund_id, error=str(error), final=final, now=clock.now())
        if not final:
            raise
    else:
        record_refund(refund_id=refund_id, error="", final=True, now=clock.now())


@use_case
def submit_refund(*, refund_id: UUID, now: datetime) -> Refund | None:
    """Note that a refund is being sent; None when it is done already."""
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    if refund.status not in _DUE:
        return None
    refund.status = RefundStatus.SUBMITTED
    refund.attempts += 1
    refund.updated_at = now
    refund.save()
    return refund


@use_case
def record_refund(*, refund_id: UUID, error: str, final: bool, now: datetime) -> None:
    """Write down how a try ended. A refund that is done stays as it is."""
    payment_id = Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id)
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    if refund.status not in _DUE:
        return
    refund.last_error = error[:200]
    refund.updated_at = now
    if final:
        refund.status = RefundStatus.FAILED if error else RefundStatus.SUCCEEDED
    refund.save()
    if refund.status == RefundStatus.SUCCEEDED:
        emit("refund.succeeded", refund_id=refund.id, payable_id=payment.payable_id)


@use_case
def retry_refund(*, refund_id: UUID, now: datetime) -> None:
    """Try a failed refund again. Raises NotFound, RefundNotFailed.

    It is given up for good when the money went back another way meanwhile.
    """
    payment_id = Refund.objects.values_list("payment_id", flat=True).filter(pk=refund_id).first()
    if payment_id is None:
        raise NotFound()
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    if refund.status != RefundStatus.FAILED or payment.refunded() + refund.amount > payment.amount:
        raise RefundNotFailed()
    refund.status, refund.attempts, refund.updated_at = RefundStatus.REQUESTED, 0, now
    refund.save()
    emit("refund.requested", refund_id=refund.id)
