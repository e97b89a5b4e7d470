"""Ask about everything that is open for too long: a lost event or job only delays."""

import logging
from datetime import datetime

from django.conf import settings

from payments.gateways.base import GatewayError
from payments.models import Payment, Refund

from .charges import sync_payment, void_payment
from .refunds import carry_out_refund

logger = logging.getLogger(__name__)
BATCH = 200


def poll_payments(*, now: datetime) -> None:
    """Sync the open payments that nobody has looked at for a while, oldest first."""
    since = now - settings.PAYMENT_POLL_AFTER
    stale = Payment.objects.open().filter(checked_at__lte=since).order_by("checked_at")[:BATCH]
    for payment in list(stale):
        look = void_payment if payment.void_requested_at else sync_payment
        try:
            look(payment_id=payment.id)
        except GatewayError:
            logger.warning("payment %s could not be looked at", payment.id)


def poll_refunds(*, now: datetime) -> None:
    """Carry out refunds whose job got lost."""
    since = now - settings.PAYMENT_POLL_AFTER
    due = Refund.objects.filter(status__in=("requested", "submitted"), updated_at__lte=since)
    for refund_id in list(due.order_by("updated_at").values_list("id", flat=True)[:BATCH]):
        try:
            carry_out_refund(refund_id=refund_id)
        except GatewayError:
            logger.warning("refund %s could not be carried out", refund_id)
