"""Query strings of the catalogue."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from core import zones
from core.http.paging import PageQuery
from session_catalog.models import Format, Level, Topic
from users.api.serializers import TimeZoneField
from users.models import normal_username

from .fields import LANGUAGES, MomentOrDay, Price, Several
from .live.seats import MAX_IDS
from .search import FACETS

MAX_DAYS = 62
ORDERINGS = ("start_time", "-start_time", "price", "-price", "-created_at", "relevance")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE)
_WRONG_WAY_ROUND = {"to": ["This must not be before the beginning."]}


class Filters(serializers.Serializer[Any]):
    """Which published sessions; `creator` becomes `creator_id` or `creator_name`."""

    when = serializers.ChoiceField(
        ["upcoming", "past", "all"], default="upcoming", help_text="Upcoming: not ended yet."
    )
    q = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Words of its title, description, topic, place or creator. Beginnings of "
        "words and slips of the keyboard are understood.",
    )
    creator = serializers.CharField(
        required=False, max_length=150, help_text="The creator's id or username."
    )
    max_price = Price(required=False)
    has_seats = serializers.BooleanField(
        required=False, help_text="True: only sessions with a free seat."
    )
    topic = Several(Topic.values, help_text="Topics, comma-separated.")
    level = Several(Level.values, help_text="Levels, comma-separated.")
    language = Several(LANGUAGES, help_text="Codes of languages (ISO 639), comma-separated.")
    format = Several(Format.values, help_text="Formats, comma-separated.")
    time_zone = TimeZoneField(default="UTC", help_text="The zone of dates without one.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        creator = attrs.pop("creator", None)
        if creator:
            is_id = _UUID.match(creator)
            attrs["creator_id" if is_id else "creator_name"] = normal_username(creator)
        empty = [name for name in ("q", "has_seats", *FACETS) if not attrs.get(name)]
        return {name: value for name, value in attrs.items() if name not in empty}


class BoundedFilters(Filters):
    """`from` and `to` become instants."""

    def get_fields(self) -> dict[str, Any]:
        day = "Start, an instant or a date; sessions without a start are left out."
        bounds = {
            "from": MomentOrDay(required=False, help_text=f"{day} Inclusive."),
            "to": MomentOrDay(required=False, help_text=f"{day} Exclusive."),
        }
        return {**super().get_fields(), **bounds}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        given = [name for name in ("from", "to") if name in attrs]
        bounds: dict[str, Any] = {
            name: _read(name, attrs.pop(name), attrs["time_zone"]) for name in given
        }
        if len(bounds) == 2 and bounds["from"] > bounds["to"]:
            raise ValidationError(_WRONG_WAY_ROUND)
        return {**attrs, **bounds}


class FacetsQuery(BoundedFilters):
    pass


class SuggestionsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=200, help_text="What was typed so far.")


class ListQuery(PageQuery, BoundedFilters):
    """Without an `ordering` the nearest comes first."""

    ordering = serializers.ChoiceField(
        ORDERINGS,
        required=False,
        help_text="`start_time` if left out, `-start_time` for past sessions. `relevance` puts "
        "what fits `q` best first, among the nearest five hundred.",
    )
    my_sessions = serializers.BooleanField(
        default=False,
        help_text="True: all one's own sessions, newest first, whatever their status. "
        "The filters do not apply to them.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        by_start = "-start_time" if attrs["when"] == "past" else "start_time"
        attrs.setdefault("ordering", by_start)
        if attrs["ordering"] == "relevance" and "q" not in attrs:
            attrs["ordering"] = by_start
        return attrs


def _read(name: str, bound: date | datetime, zone: str) -> datetime:
    try:
        if isinstance(bound, datetime):
            return zones.nearest_instant(bound, zone)
        return zones.day_begins(bound, zone)
    except zones.NoSuchTime:
        raise ValidationError({name: ["This is beyond the calendar."]}) from None


class DaysQuery(Filters):
    """`days` becomes the first instants of the days asked for, and of the day after them."""

    def get_fields(self) -> dict[str, Any]:
        bounds = {
            "from": serializers.DateField(help_text="The first day."),
            "to": serializers.DateField(help_text=f"The last day, at most {MAX_DAYS} in all."),
        }
        return {**super().get_fields(), **bounds}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        first, last = attrs["from"], attrs.pop("to")
        if first > last:
            raise ValidationError(_WRONG_WAY_ROUND)
        if (last - first).days >= MAX_DAYS:
            raise ValidationError({"to": [f"Ask for {MAX_DAYS} days at most."]})
        return {**attrs, "days": _days(first, last, attrs["time_zone"])}


def _days(first: date, last: date, zone: str) -> list[datetime]:
    count = (last - first).days + 1
    try:
        return [zones.day_begins(first + timedelta(days=each), zone) for each in range(count + 1)]
    except (zones.NoSuchTime, OverflowError):
        raise ValidationError({"to": ["This is beyond the calendar."]}) from None


class SeatsQuery(serializers.Serializer[Any]):
    ids = serializers.CharField(help_text=f"Ids of sessions, comma-separated, {MAX_IDS} at most.")

    def validate_ids(self, value: str) -> list[UUID]:
        """Each id once."""
        sent = value.split(",")
        if not all(_UUID.match(each) for each in sent):
            raise ValidationError("These are not all ids.")
        ids = list(dict.fromkeys(UUID(each) for each in sent))
        if len(ids) > MAX_IDS:
            raise ValidationError(f"Ask for {MAX_IDS} at most.")
        return ids
