"""Bookings, and the record of everything that happened to each."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.ids import new_id
from session_catalog.models import Session

if TYPE_CHECKING:
    from users.models import User


class Status(models.TextChoices):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


LIVE = (Status.PENDING, Status.CONFIRMED)


class Cause(models.TextChoices):
    """Why a booking changed."""

    BOOKED = "booked"
    PAID = "paid"
    PAID_LATE = "paid_late"
    HOLD_EXPIRED = "hold_expired"
    LEARNER = "learner"
    SESSION_CANCELLED = "session_cancelled"
    ADMIN = "admin"


class Policy(models.TextChoices):
    """The refund policy frozen on a booking."""

    UNTIL_START = "until_start"


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> Self:
        return self.filter(status__in=LIVE)

    def booked_by(self, user: "User") -> Self:
        return self.filter(user=user, hidden_from_booker=False)

    def readable_by(self, user: "User") -> Self:
        """Booked by the user, or on a session of theirs."""
        mine = Q(user=user, hidden_from_booker=False)
        return self.filter(mine | Q(session__creator=user, hidden_from_creator=False))

    def overdue(self, now: datetime) -> Self:
        """Holds that have run out and still keep their seats."""
        return self.filter(status=Status.PENDING, hold_expires_at__lte=now)


class Booking(models.Model):
    """One seat of one session for one person; while `pending` it is a hold.

    `amount`, `currency` and `policy` are frozen when it is made. A removed booking stays for
    the books, hidden from its booker and, when removed before the start, from the creator.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings", db_index=False
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bookings", db_index=False
    )
    booking_date = models.DateTimeField()
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    policy = models.CharField(max_length=20, choices=Policy, default=Policy.UNTIL_START)
    status = models.CharField(max_length=10, choices=Status)
    hold_expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_cause = models.CharField(max_length=20, choices=Cause, null=True)
    hidden_from_booker = models.BooleanField(default=False)
    hidden_from_creator = models.BooleanField(default=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "session"],
                condition=Q(status__in=("pending", "confirmed")),
                name="one_live_booking_per_user_and_session",
            ),
            models.CheckConstraint(
                condition=Q(status="pending", hold_expires_at__isnull=False)
                | (Q(status__in=("confirmed", "cancelled")) & Q(hold_expires_at=None)),
                name="pending_exactly_while_held",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
                name="confirmed_booking_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="cancelled", cancelled_at__isnull=False, cancel_cause__isnull=False
                )
                | (
                    Q(status__in=("pending", "confirmed")) & Q(cancelled_at=None, cancel_cause=None)
                ),
                name="cancelled_exactly_with_time_and_cause",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="booking_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(policy__in=Policy.values), name="booking_policy_known"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "created_at", "id"], name="booking_by_user"),
            models.Index(fields=["session", "created_at", "id"], name="booking_by_session"),
            models.Index(
                fields=["hold_expires_at"], condition=Q(status="pending"), name="booking_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} booking {self.id}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    def has_started(self, now: datetime) -> bool:
        return self.booking_date <= now


class BookingEvent(models.Model):
    """One change of a booking's status. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="events")
    from_status = models.CharField(max_length=10, choices=Status, null=True)
    to_status = models.CharField(max_length=10, choices=Status)
    actor_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=20, choices=Cause)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(from_status=None, to_status__in=("pending", "confirmed"))
                    | Q(from_status="pending", to_status__in=("confirmed", "cancelled"))
                    | Q(from_status="confirmed", to_status="cancelled")
                    | Q(from_status="cancelled", to_status="confirmed")
                ),
                name="booking_event_follows_the_state_table",
            ),
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(from_status=None),
                name="one_first_event_per_booking",
            ),
        ]
