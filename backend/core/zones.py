"""IANA time zones, and the instants that wall clocks in them mean."""

import zoneinfo
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

# Names that mean something else on every machine, or nothing.
_NO_PLACES = frozenset({"localtime", "Factory"})


@cache
def names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - _NO_PLACES)


class NoSuchTime(ValueError):
    """The clocks of the zone skip this time, or no calendar reaches it."""


def instant(moment: datetime, zone: str) -> datetime:
    """The moment in UTC; a naive one is the wall clock of `zone`.

    A wall time that exists twice is the first. Raises NoSuchTime for one that the clocks skip.
    """
    read = _read(moment, zone)
    if moment.tzinfo is None and _shown(read, zone) != moment:
        raise NoSuchTime()
    return read


def nearest_instant(moment: datetime, zone: str) -> datetime:
    """The same for a bound of a search, where a skipped time counts on past its gap.

    Raises NoSuchTime only beyond the calendar.
    """
    return _read(moment, zone)


def day_begins(day: date, zone: str) -> datetime:
    """The first instant of the day in the zone. Raises NoSuchTime beyond the calendar."""
    return _read(datetime.combine(day, time.min), zone)


def _read(moment: datetime, zone: str) -> datetime:
    try:
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone), fold=0)
        return local.astimezone(UTC)
    except (OverflowError, ValueError):
        raise NoSuchTime() from None


def _shown(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
