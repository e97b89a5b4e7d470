"""Values that clients send for a session."""

import re
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from session_catalog.models import MAX_PLACE
from users.api.serializers import https_address, one_line

MAX_PRICE_DIGITS = 10
# ISO 639, of all languages that Django knows, without their variants.
LANGUAGES = sorted({code.split("-")[0] for code in LANG_INFO})
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Text(serializers.CharField):
    """A string, not something that could be shown as one; trimmed, and never blank."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


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


class ImageUrl(serializers.URLField):
    """An https address; null and empty mean none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2048, allow_null=True, allow_blank=True, **options)
        self.validators.append(https_address)

    def run_validation(self, data: Any = serializers.empty) -> str | None:
        return super().run_validation(data) or None


class Language(serializers.ChoiceField):
    """The code of a language; null means that it is not said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(LANGUAGES, allow_null=True, **options)


class Place(serializers.CharField):
    """One line; null and empty mean none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_PLACE, allow_null=True, allow_blank=True, **options)
        self.validators.append(one_line)

    def run_validation(self, data: Any = serializers.empty) -> str | None:
        return super().run_validation(data) or None


@extend_schema_field(OpenApiTypes.STR)
class Several(serializers.Field[Any, Any, Any, Any]):
    """Some of the choices, comma-separated; each is taken once."""

    def __init__(self, choices: Collection[str], **options: Any) -> None:
        self.choices = choices
        super().__init__(required=False, **options)

    def to_internal_value(self, value: str) -> list[str]:
        sent = [each for each in value.split(",") if each]
        if not set(sent) <= set(self.choices):
            raise serializers.ValidationError(f"Choose from {', '.join(self.choices)}.")
        return list(dict.fromkeys(sent))
