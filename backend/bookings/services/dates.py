"""The date that a person chooses for an open session, or repeats for a dated one."""

from datetime import datetime
from uuid import UUID

from core import zones
from core.errors import InvalidFields
from session_catalog.models import Session
from session_catalog.times import LAST_YEAR


def read_date(date: datetime, zone: str) -> datetime:
    """The instant; a naive date is the wall clock of `zone`. Raises InvalidFields."""
    if date.year > LAST_YEAR:
        raise InvalidFields(booking_date=f"Choose a date before the year {LAST_YEAR + 1}.")
    try:
        return zones.instant(date, zone)
    except zones.NoSuchTime:
        raise InvalidFields(booking_date=f"The clocks of {zone} never show this time.") from None


def chosen_date(date: datetime | None, session_id: UUID) -> datetime | None:
    """The same for a session that is to be booked. Raises InvalidFields."""
    if date is None:
        return None
    zone = _zone_of(session_id) if date.tzinfo is None else "UTC"
    return read_date(date, zone)


def _zone_of(session_id: UUID) -> str:
    """Without a word about sessions that are not to be seen."""
    published = Session.objects.published().filter(pk=session_id)
    return published.values_list("time_zone", flat=True).first() or "UTC"
