"""Files of everything about a person, and accounts that are on their way out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.ids import new_id


class ExportStatus(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class Export(models.Model):
    """A file of everything about a person. Its bytes are in its parts.

    A person has at most two: the one that can be fetched, and the next, which takes its place
    once it is ready. `attempt` numbers the tries to write it: only the latest may, so that one
    thought dead that comes back spoils nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    status = models.CharField(max_length=10, choices=ExportStatus, default=ExportStatus.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ExportStatus.values), name="export_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="ready", ready_at__isnull=False, expires_at__isnull=False)
                | (~Q(status="ready") & Q(ready_at=None, expires_at=None)),
                name="ready_export_has_its_times",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="export_progress_percent"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(status="ready"), name="one_ready_export_a_person"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=~Q(status="ready"), name="one_next_export_a_person"
            ),
        ]


class ExportPart(models.Model):
    """A stretch of the file: small enough to be held in memory, big enough to be few."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    export = models.ForeignKey(
        Export, on_delete=models.CASCADE, related_name="written", db_index=False
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="one_part_per_number")
        ]


class Deletion(models.Model):
    """A closed account, and how far its traces are gone.

    `carried_out_at` is when its bookings, sessions and traces were; `finished_at` when that
    was looked after once more, for what requests under way had left.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="deletion",
    )
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["touched_at"], condition=Q(finished_at=None), name="deletion_unfinished"
            )
        ]
