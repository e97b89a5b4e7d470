"""Rows that belong to requests rather than to an app."""

import uuid

from django.db import models


class IdempotencyRecord(models.Model):
    """The kept answer to a request with an Idempotency-Key.

    Written in the transaction of the work it answers for. `status_code` is null while a
    request of several transactions is under way; `resource_id` then names what it made.
    """

    user_id = models.UUIDField()
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=255)
    fingerprint = models.BinaryField(max_length=32)
    resource_id = models.UUIDField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=200, null=True)
    body = models.BinaryField(null=True)
    created_at = models.DateTimeField(db_index=True)
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "route", "key"], name="one_record_per_idempotency_key"
            )
        ]


class RateLimit(models.Model):
    """Hits in a fixed window. The table is unlogged: a crash may forget it."""

    key = models.CharField(primary_key=True, max_length=200)
    hits = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)
