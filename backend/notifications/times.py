"""Instants and money as a person reads them."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted

_DAY = "D, F j, Y"
_TIME = "g:i A"


def when(instant: datetime, reader_zone: str, host_zone: str) -> str:
    """The instant in the reader's zone, and in the host's as well when that is another one.

    >>> when(datetime(2026, 11, 28, 14, tzinfo=UTC), "Europe/Berlin", "America/New_York")
    'Sat, November 28, 2026, 3:00 PM (Europe/Berlin); 9:00 AM in America/New_York'
    """
    local, here_name = _in_zone(instant, reader_zone)
    remote, there_name = _in_zone(instant, host_zone)
    text = f"{formatted(local, f'{_DAY}, {_TIME}')} ({here_name})"
    if here_name == there_name:
        return text
    form = _TIME if local.date() == remote.date() else f"{_DAY}, {_TIME}"
    return f"{text}; {formatted(remote, form)} in {there_name}"


def money(amount: Decimal, currency: str) -> str:
    return f"{amount:.2f} {currency}"


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join(part for part in parts if part)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _in_zone(instant: datetime, name: str) -> tuple[datetime, str]:
    """In UTC for a name that nobody knows (any longer), or at the end of the calendar."""
    try:
        return instant.astimezone(ZoneInfo(name)), name
    except (KeyError, ValueError, OSError, OverflowError):
        return instant.astimezone(UTC), "UTC"
