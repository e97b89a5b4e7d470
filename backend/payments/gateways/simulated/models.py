"""The provider's own books. Only its gateway reads them, as if they were far away."""

from django.db import models

from core.ids import new_id


class SimulatedCharge(models.Model):
    payment_id = models.UUIDField(primary_key=True)
    reference = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    captures_at = models.DateTimeField(null=True)


class SimulatedRefund(models.Model):
    refund_id = models.UUIDField(primary_key=True)
    charge = models.ForeignKey(SimulatedCharge, on_delete=models.CASCADE, related_name="refunds")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    # The first try of `refund_fails_once` leaves a row that is not yet done.
    done = models.BooleanField(default=True)


class SimulatedEvent(models.Model):
    """An event on its way; `event_id` is not unique, because providers repeat themselves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event_id = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=40)
    due_at = models.DateTimeField(db_index=True)
