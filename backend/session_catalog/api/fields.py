"""Values that clients send for a session."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.validators import URLValidator
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core import zones

MAX_PRICE_DIGITS = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Text(serializers.CharField):
    """A string, not something that could be shown as one; trimmed, and never blank."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


def one_line(value: str) -> None:
    """Titles go into subjects and calendars, where a line break means something else."""
    if _CONTROL.search(value):
        raise serializers.ValidationError("Use one line without control characters.")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "decimal", "pattern": r"^\d{1,8}(\.\d{1,2})?$"},
            {"type": "number", "minimum": 0, "maximum": 99_999_999.99},
        ]
    }
)
class Price(serializers.DecimalField):
    """Money as a string or a number, with at most two decimals."""

    def __init__(self, **options: Any) -> None:
        options = {"min_value": Decimal(0), **options}
        super().__init__(max_digits=MAX_PRICE_DIGITS, decimal_places=2, **options)


class WallClock(serializers.DateTimeField):
    """A date and time; a naive one stays naive, for it means the session's zone."""

    def to_internal_value(self, value: Any) -> datetime:
        if isinstance(value, str) and _DAY.match(value):
            self.fail("date")
        return super().to_internal_value(value)

    def enforce_timezone(self, value: datetime) -> datetime:
        return value


@extend_schema_field(OpenApiTypes.STR)
class MomentOrDay(serializers.Field[Any, Any, Any, Any]):
    """An instant, a wall clock, or a whole day of a search."""

    default_error_messages = {"invalid": "Use a date, or a date and time, of ISO 8601."}

    def to_internal_value(self, value: Any) -> date | datetime:
        try:
            read = date.fromisoformat(value) if _DAY.match(value) else parse_datetime(value)
        except (ValueError, TypeError):
            read = None
        if read is None:
            self.fail("invalid")
        return read


@extend_schema_field(OpenApiTypes.STR)
class TimeZone(Text):
    """The name of an IANA time zone."""

    default_error_messages = {"unknown": "Use a name like Europe/Berlin of the IANA time zones."}

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in zones.names():
            self.fail("unknown")
        return name


_is_https_url = URLValidator(schemes=["https"], message="Use an https address.")


def https_url(value: str) -> None:
    if not value.startswith("https://"):
        raise serializers.ValidationError("Use an https address.")
    _is_https_url(value)


class ImageUrl(Text):
    """An https address; null and empty mean none."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": 2048, "allow_null": True, "allow_blank": True, **options}
        super().__init__(validators=[https_url], **options)

    def run_validation(self, data: Any = serializers.empty) -> str | None:
        return super().run_validation(data) or None
