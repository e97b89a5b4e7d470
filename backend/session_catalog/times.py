"""When a session may begin."""

from datetime import datetime, timedelta

from core import zones
from core.errors import InvalidFields

LAST_YEAR = 2100


def read_start(start: datetime | None, zone: str) -> datetime | None:
    """The start in UTC; a naive one is the wall clock of `zone`. Raises InvalidFields."""
    if start is None:
        return None
    try:
        return zones.instant(start, zone)
    except zones.NoSuchTime:
        raise InvalidFields(start_time=f"The clocks of {zone} never show this time.") from None


def check_new_start(start: datetime | None, *, now: datetime) -> None:
    """Raises InvalidFields for a start that nobody could come to."""
    if start is not None and start <= now:
        raise InvalidFields(start_time="The start must be in the future.")
    if start is not None and start.year > LAST_YEAR:
        raise InvalidFields(start_time=f"The start must be before the year {LAST_YEAR + 1}.")


def end_of(start: datetime | None, duration_minutes: int) -> datetime | None:
    return start and start + timedelta(minutes=duration_minutes)
