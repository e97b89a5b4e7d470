"""Sessions and their seats."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from core.ids import new_id

MAX_DURATION_MINUTES = 7 * 24 * 60
MAX_CAPACITY = 100_000
MAX_PLACE = 200


class Status(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Topic(models.TextChoices):
    """What a session is about. A fixed list: free words would be a hundred spellings of ten."""

    ART = "art", "Art"
    BUSINESS = "business", "Business"
    CRAFT = "craft", "Craft"
    FOOD = "food", "Food and drink"
    LANGUAGE = "language", "Languages"
    MOVEMENT = "movement", "Movement"
    MUSIC = "music", "Music"
    NATURE = "nature", "Nature"
    PHOTOGRAPHY = "photography", "Photography"
    SCIENCE = "science", "Science"
    TECHNOLOGY = "technology", "Technology"
    WRITING = "writing", "Writing"


class Level(models.TextChoices):
    """Whom a session is for; one without a level is for everybody."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Format(models.TextChoices):
    IN_PERSON = "in_person"
    ONLINE = "online"


class SessionQuerySet(models.QuerySet["Session"]):
    def owned_by(self, user: settings.AUTH_USER_MODEL) -> Self:  # type: ignore[name-defined]
        return self.filter(creator=user)

    def published(self) -> Self:
        return self.present().filter(status=Status.PUBLISHED)

    def present(self) -> Self:
        """Not deleted."""
        return self.filter(deleted_at=None)


class Session(models.Model):
    """One dated class; without `start_time` an *open* one whose date is chosen at booking."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=20_000)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    duration_minutes = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    image = models.URLField(max_length=2048, null=True, blank=True)
    start_time = models.DateTimeField(null=True, blank=True)
    # Kept for its index; the constraint below makes it start + duration.
    end_time = models.DateTimeField(null=True, blank=True, editable=False)
    time_zone = models.CharField(max_length=64)
    topic = models.CharField(max_length=20, choices=Topic, null=True, blank=True)
    level = models.CharField(max_length=20, choices=Level, null=True, blank=True)
    # ISO 639, as in "de" and "yue".
    language = models.CharField(max_length=3, null=True, blank=True)
    format = models.CharField(max_length=20, choices=Format, null=True, blank=True)
    place = models.CharField(max_length=MAX_PLACE, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="session_status_known"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="session_price_not_negative"),
            models.CheckConstraint(
                condition=Q(duration_minutes__gte=1, duration_minutes__lte=MAX_DURATION_MINUTES),
                name="session_duration_possible",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="session_title_not_blank"),
            models.CheckConstraint(
                condition=Q(deleted_at=None)
                | Q(status=Status.CANCELLED)
                | Q(status=Status.PUBLISHED, deleted_at__gte=F("end_time")),
                name="deleted_session_is_cancelled_or_over",
            ),
            models.CheckConstraint(
                condition=Q(image=None) | Q(image__startswith="https://"), name="image_is_https"
            ),
            models.CheckConstraint(
                condition=Q(topic=None) | Q(topic__in=Topic.values), name="session_topic_known"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__in=Level.values), name="session_level_known"
            ),
            models.CheckConstraint(
                condition=Q(language=None) | Q(language__regex="^[a-z]{2,3}$"),
                name="session_language_is_code",
            ),
            models.CheckConstraint(
                condition=Q(format=None) | Q(format__in=Format.values),
                name="session_format_known",
            ),
            models.CheckConstraint(
                condition=Q(place=None) | (~Q(place="") & Q(format=Format.IN_PERSON)),
                name="only_sessions_in_person_have_a_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at", "id"],
                name="session_by_creation",
                condition=Q(status="published", deleted_at=None),
            ),
            models.Index(fields=["creator", "created_at", "id"], name="session_by_creator"),
            GistIndex(
                Func(
                    F("start_time"),
                    F("end_time"),
                    function="tstzrange",
                    output_field=DateTimeRangeField(),
                ),
                name="session_by_span",
                # An open session has no span; PostgreSQL would read its two nulls as "always".
                condition=Q(status="published", deleted_at=None, start_time__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Its date is chosen at booking."""
        return self.start_time is None

    @property
    def is_on_sale(self) -> bool:
        return self.status == Status.PUBLISHED and self.deleted_at is None

    def has_started(self, now: datetime) -> bool:
        return self.start_time is not None and self.start_time <= now

    def has_ended(self, now: datetime) -> bool:
        return self.end_time is not None and self.end_time <= now


class Seats(models.Model):
    """The scarce thing, in a narrow row of its own.

    `taken` counts the live bookings; only `services/seats.py` changes it, and every change
    of the row grows `version`.
    """

    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, primary_key=True, related_name="seats"
    )
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    on_sale = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            # Apart, because only the second is a person's doing; below zero is a defect.
            models.CheckConstraint(condition=Q(taken__gte=0), name="seats_taken_not_negative"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="seats_taken_within_capacity"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MAX_CAPACITY),
                name="seats_capacity_possible",
            ),
        ]


class SearchWord(models.Model):
    """A word that sessions use: to finish what somebody types, and to forgive a slip.

    Words are added with their sessions; their numbers are counted once a day.
    """

    word = models.CharField(max_length=100, primary_key=True, db_collation="C")
    sessions = models.PositiveIntegerField(default=1)
