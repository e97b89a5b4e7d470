"""What clients send and get. Outputs only document: PostgreSQL writes the answers."""

from typing import Any

from rest_framework import serializers

from core.http.parsing import Input
from session_catalog.models import (
    MAX_CAPACITY,
    MAX_DURATION_MINUTES,
    Format,
    Level,
    Status,
    Topic,
)
from users.api.serializers import TimeZoneField, one_line

from .fields import ImageUrl, Language, Place, Price, Text, WallClock

COMPUTED = frozenset(
    {
        "creator_details",
        "currency",
        "current_bookings",
        "spots_available",
        "is_full",
        "end_time",
        "version",
        "created_at",
        "updated_at",
    }
)
OWNED = frozenset({"id", "creator"})


class SessionInput(Input):
    """A session as its creator writes it."""

    computed = COMPUTED
    owned = OWNED

    title = Text(max_length=200, validators=[one_line])
    description = Text(max_length=20_000)
    price = Price()
    duration_minutes = serializers.IntegerField(min_value=1, max_value=MAX_DURATION_MINUTES)
    capacity = serializers.IntegerField(
        min_value=1, max_value=MAX_CAPACITY, required=False, help_text="1 if left out."
    )
    start_time = WallClock(
        required=False,
        allow_null=True,
        help_text="Without an offset it is read in the session's time zone. Null: an open "
        "session, whose date is chosen at booking.",
    )
    time_zone = TimeZoneField(help_text="The creator's own if left out.")
    image = ImageUrl(required=False, help_text="An https address.")
    topic = serializers.ChoiceField(Topic.choices, required=False, allow_null=True)
    level = serializers.ChoiceField(
        Level.choices, required=False, allow_null=True, help_text="Null: for everybody."
    )
    language = Language(required=False)
    format = serializers.ChoiceField(Format.choices, required=False, allow_null=True)
    place = Place(
        required=False,
        help_text="Where people come to; only of sessions in person. Everybody can read it.",
    )


class NewSessionInput(SessionInput):
    status = serializers.ChoiceField(
        [Status.DRAFT, Status.PUBLISHED], required=False, help_text="`draft` if left out."
    )


class SessionChangesInput(SessionInput):
    status = serializers.ChoiceField(
        Status.choices,
        required=False,
        help_text="draft → published → cancelled; back to draft while nobody holds a seat.",
    )


class EventInput(Input):
    """A free, open session for fifty, of which only the words are given."""

    computed = frozenset({"created_at"})
    owned = OWNED

    title = Text(max_length=200, validators=[one_line])
    description = Text(max_length=20_000)


class PersonOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    avatar = serializers.URLField(allow_null=True)


class SessionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    creator = serializers.UUIDField()
    creator_details = PersonOutput()
    title = serializers.CharField()
    description = serializers.CharField()
    price = serializers.DecimalField(max_digits=10, decimal_places=2)
    currency = serializers.CharField()
    duration_minutes = serializers.IntegerField()
    capacity = serializers.IntegerField()
    current_bookings = serializers.IntegerField(help_text="Seats taken by holds and bookings.")
    spots_available = serializers.IntegerField()
    is_full = serializers.BooleanField()
    status = serializers.ChoiceField(Status.choices)
    image = serializers.URLField(allow_null=True)
    start_time = serializers.DateTimeField(allow_null=True)
    end_time = serializers.DateTimeField(allow_null=True)
    time_zone = serializers.CharField()
    topic = serializers.ChoiceField(Topic.choices, allow_null=True)
    level = serializers.ChoiceField(Level.choices, allow_null=True)
    language = serializers.CharField(allow_null=True, help_text="ISO 639.")
    format = serializers.ChoiceField(Format.choices, allow_null=True)
    place = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(help_text="Grows with every edit; see If-Match.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class EventOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    description = serializers.CharField()
    creator = serializers.UUIDField()
    created_at = serializers.DateTimeField()


class SeatsOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="The session's.")
    spots_available = serializers.IntegerField()
    is_full = serializers.BooleanField()
    version = serializers.IntegerField(help_text="Grows with every change of the seats.")


class DayOutput(serializers.Serializer[Any]):
    date = serializers.DateField()
    sessions = serializers.IntegerField()


class CreatorOutput(PersonOutput):
    date_joined = serializers.DateTimeField()
    sessions_given = serializers.IntegerField(help_text="Published sessions that have ended.")
    upcoming = serializers.IntegerField(help_text="Published sessions that have not ended.")


class FacetOutput(serializers.Serializer[Any]):
    value = serializers.CharField()
    count = serializers.IntegerField()
    more = serializers.BooleanField(help_text="True: there are more than `count`.")


class FacetsOutput(serializers.Serializer[Any]):
    topic = FacetOutput(many=True)
    level = FacetOutput(many=True)
    language = FacetOutput(many=True)
    format = FacetOutput(many=True)


class SuggestedSessionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    start_time = serializers.DateTimeField(allow_null=True)
    time_zone = serializers.CharField()
    topic = serializers.ChoiceField(Topic.choices, allow_null=True)


class SuggestionsOutput(serializers.Serializer[Any]):
    sessions = SuggestedSessionOutput(many=True, help_text="The best of each title.")
    creators = PersonOutput(many=True)
