"""Money that moves: attempts to pay, refunds, and what providers told us.

A *payable* is whatever is paid for, known here only by its id.
"""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from core.ids import new_id


class PaymentStatus(models.TextChoices):
    CREATED = "created"
    PROCESSING = "processing"
    CAPTURED = "captured"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN = (PaymentStatus.CREATED, PaymentStatus.PROCESSING)


class RefundStatus(models.TextChoices):
    REQUESTED = "requested"
    SUBMITTED = "submitted"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


def _known(choices: type[models.TextChoices]) -> Q:
    return Q(status__in=choices.values)


class PaymentQuerySet(models.QuerySet["Payment"]):
    def of(self, payable_id: object) -> Self:
        return self.filter(payable_id=payable_id)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def captured(self) -> Self:
        return self.filter(status=PaymentStatus.CAPTURED)


class Payment(models.Model):
    """One attempt to pay. A late `captured` may follow any state when the provider says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payable_id = models.UUIDField(db_index=True)
    provider = models.CharField(max_length=30)
    reference = models.CharField(max_length=100, null=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    status = models.CharField(max_length=12, choices=PaymentStatus, default=PaymentStatus.CREATED)
    method = models.CharField(max_length=40)
    action_required = models.BooleanField(default=False)
    failure = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    captured_at = models.DateTimeField(null=True)
    void_requested_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField()

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_known(PaymentStatus), name="payment_status_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(status="captured", captured_at__isnull=False)
                | (~Q(status="captured") & Q(captured_at__isnull=True)),
                name="captured_payment_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["payable_id"], condition=Q(status__in=OPEN), name="one_open_payment"
            ),
            models.UniqueConstraint(
                fields=["provider", "reference"], name="payment_reference_unique"
            ),
        ]
        indexes = [
            models.Index(
                fields=["checked_at"], condition=Q(status__in=OPEN), name="payment_to_check"
            )
        ]

    def refunded(self) -> Decimal:
        """The sum of refunds that did not fail."""
        live = self.refunds.exclude(status=RefundStatus.FAILED)
        total: Decimal = live.aggregate(total=Coalesce(Sum("amount"), Decimal(0)))["total"]
        return total


class Refund(models.Model):
    """Money on its way back. Requested in the transaction that makes it due."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    reason = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=RefundStatus, default=RefundStatus.REQUESTED)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_known(RefundStatus), name="refund_status_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive"),
        ]
        indexes = [
            models.Index(
                fields=["updated_at"],
                condition=Q(status__in=("requested", "submitted")),
                name="refund_to_carry_out",
            )
        ]


class ProviderEvent(models.Model):
    """The inbox: what a provider sent, once each. It only says where to look."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=30)
    event_id = models.CharField(max_length=100)
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "event_id"], name="provider_event_received_once"
            )
        ]
