"""Refunds: requested in the transaction that makes them due, carried out by a job."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from core import clock
from core.errors import NotFound
from core.events import emit
from core.transactions import step, use_case
from payments.errors import RefundNotFailed
from payments.gateways import gateway
from payments.gateways.base import GatewayError, RefundRejected
from payments.models import Payment, PaymentQuerySet, Refund, RefundStatus

MAX_ATTEMPTS = 8
_DUE = (RefundStatus.REQUESTED, RefundStatus.SUBMITTED)


@step
def refund_payment(*, payment_id: UUID, reason: str, now: datetime) -> None:
    """Request all of a captured payment back that is not on its way yet."""
    _request(Payment.objects.filter(pk=payment_id), reason, now)


@step
def refund_payables(*, payable_ids: list[UUID], reason: str, now: datetime) -> None:
    """Request everything back that was captured for these payables, in a few statements."""
    _request(Payment.objects.filter(payable_id__in=payable_ids), reason, now)


def _request(payments: PaymentQuerySet, reason: str, now: datetime) -> None:
    locked = list(payments.captured().select_for_update().order_by("id"))
    sums = Refund.objects.filter(payment__in=locked).exclude(status=RefundStatus.FAILED)
    gone = dict(sums.values_list("payment_id").annotate(total=Sum("amount")))
    rests = [(payment, payment.amount - gone.get(payment.pk, Decimal(0))) for payment in locked]
    refunds = [
        Refund(payment=payment, amount=rest, reason=reason, created_at=now, updated_at=now)
        for payment, rest in rests
        if rest > 0
    ]
    if refunds:
        Refund.objects.bulk_create(refunds, batch_size=1000)
        emit("refund.requested", refund_ids=[refund.id for refund in refunds])


def carry_out_refunds(refund_ids: list[UUID]) -> None:
    """Carry out each, whatever becomes of the others. Raises the last GatewayError."""
    failure: GatewayError | None = None
    for refund_id in refund_ids:
        try:
            carry_out_refund(refund_id=refund_id)
        except GatewayError as error:
            failure = error
    if failure:
        raise failure


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
    emit("refund.requested", refund_ids=[refund.id])
