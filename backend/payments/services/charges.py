"""Attempts to pay: opened in somebody's transaction, carried out between two of ours."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from core import clock
from core.events import emit
from core.transactions import step, use_case
from payments.errors import NothingToConfirm, ProviderUnavailable
from payments.gateways import gateway
from payments.gateways.base import Charge, ChargeRequest, ChargeState, GatewayError
from payments.models import OPEN, Payment, PaymentStatus

_STATUS = {
    ChargeState.PROCESSING: PaymentStatus.PROCESSING,
    ChargeState.ACTION_REQUIRED: PaymentStatus.PROCESSING,
    ChargeState.CAPTURED: PaymentStatus.CAPTURED,
    ChargeState.FAILED: PaymentStatus.FAILED,
    ChargeState.CANCELLED: PaymentStatus.CANCELLED,
}


def provider_moves_money() -> bool:
    """False for the simulated provider."""
    return gateway().moves_money


def payment_methods() -> tuple[str, ...]:
    """What a payer may choose, in the words of the provider in use."""
    return gateway().methods


@step
def open_payment(
    *, payable_id: UUID, amount: Decimal, currency: str, method: str, now: datetime
) -> Payment:
    """The open attempt to pay for the payable, begun now if there is none.

    The caller holds the lock of the payable, so that two callers get the same attempt.
    """
    present = Payment.objects.of(payable_id).open().first()
    if present:
        return present
    return Payment.objects.create(
        payable_id=payable_id,
        provider=settings.PAYMENT_PROVIDER,
        amount=amount,
        currency=currency,
        method=method,
        created_at=now,
        checked_at=now,
    )


def carry_out(payment: Payment, *, expires_at: datetime) -> Payment:
    """Ask the provider to charge, or how a charge under way stands, and record the answer.

    Raises ProviderUnavailable; the poller finds out later what became of the charge.
    """
    provider = gateway(payment.provider)
    try:
        if payment.status == PaymentStatus.CREATED:
            request = ChargeRequest(
                payment.id, payment.amount, payment.currency, payment.method, expires_at
            )
            charge: Charge | None = provider.start(request)
        else:
            charge = provider.fetch(payment.id)
    except GatewayError as error:
        raise ProviderUnavailable() from error
    return record_charge(payment_id=payment.id, charge=charge, now=clock.now())


def confirm_waiting(*, payable_id: UUID) -> Payment:
    """Finish the attempt that waits for its payer.

    Raises NothingToConfirm when none waits, and ProviderUnavailable.
    """
    payment = Payment.objects.of(payable_id).open().filter(action_required=True).first()
    if payment is None:
        raise NothingToConfirm()
    try:
        charge = gateway(payment.provider).capture(payment.id)
    except GatewayError as error:
        raise ProviderUnavailable() from error
    return record_charge(payment_id=payment.id, charge=charge, now=clock.now())


def sync_payment(*, payment_id: UUID) -> Payment:
    """Bring a payment to the state its provider reports. Raises GatewayError."""
    payment = Payment.objects.get(pk=payment_id)
    charge = gateway(payment.provider).fetch(payment_id)
    return record_charge(payment_id=payment_id, charge=charge, now=clock.now())


def void_payment(*, payment_id: UUID) -> Payment:
    """Stop a payment that nobody waits for. Raises GatewayError."""
    payment = Payment.objects.get(pk=payment_id)
    charge = gateway(payment.provider).void(payment_id)
    return record_charge(payment_id=payment_id, charge=charge, now=clock.now())


@use_case
def record_charge(*, payment_id: UUID, charge: Charge | None, now: datetime) -> Payment:
    """Write down what the provider says of a payment; repeated or stale news changes nothing.

    A capture counts whatever the payment was before, and is announced exactly once.
    """
    payable_id = Payment.objects.values_list("payable_id", flat=True).get(pk=payment_id)
    emit("payment.settling", payable_id=payable_id)
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    payment.checked_at = now
    if charge is None:
        _give_up(payment)
    else:
        _apply(payment, charge, now)
    return payment


def _give_up(payment: Payment) -> None:
    """The provider never heard of it: an attempt that died before it was sent."""
    if payment.status in OPEN:
        payment.status = PaymentStatus.EXPIRED
        payment.action_required = False
    payment.save()


def _apply(payment: Payment, charge: Charge, now: datetime) -> None:
    status = _STATUS[charge.state]
    captured_now = status == PaymentStatus.CAPTURED and payment.status != status
    payment.reference = charge.reference
    if payment.status in OPEN or captured_now:
        payment.status = status
        payment.action_required = charge.state is ChargeState.ACTION_REQUIRED
        payment.failure = charge.failure
    if captured_now:
        payment.captured_at = now
    payment.save()
    if captured_now:
        emit("payment.captured", payable_id=payment.payable_id, payment_id=payment.id, now=now)


@step
def void_open_payments(payable_ids: list[UUID], *, now: datetime) -> None:
    """Have the open attempts of these payables stopped after the commit."""
    waiting = Payment.objects.filter(payable_id__in=payable_ids, void_requested_at=None).open()
    ids = list(waiting.order_by("id").select_for_update().values_list("id", flat=True))
    if ids:
        Payment.objects.filter(pk__in=ids).update(void_requested_at=now)
        emit("payment.void_requested", payment_ids=ids)


def void_payments(payment_ids: list[UUID]) -> None:
    """Stop each, whatever becomes of the others. Raises the last GatewayError."""
    failure: GatewayError | None = None
    for payment_id in payment_ids:
        try:
            void_payment(payment_id=payment_id)
        except GatewayError as error:
            failure = error
    if failure:
        raise failure
