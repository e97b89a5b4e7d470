"""A creator's bookings as a table for spreadsheets."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from core.sql import rows
from users.models import User

from .money import MONEY, PAYMENT_STATUS

COLUMNS = (
    "session",
    "starts",
    "first_name",
    "last_name",
    "username",
    "email",
    "status",
    "payment_status",
    "amount",
    "currency",
    "booked_at",
    "booking",
)
# Where a spreadsheet would read a formula (OWASP, CSV injection): at the beginning of a cell,
# and after what some of them take for the end of one.
_FORMULA = re.compile(r"\A(?=[\t\r\n])|(?:\A|(?<=[;|\t\r\n]))(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
MOST_ROWS = 100_000
_ROSTER = f"""
SELECT s.title, b.booking_date, u.first_name, u.last_name, u.username, u.email, b.status,
  {PAYMENT_STATUS}, b.amount, b.currency, b.created_at, b.id
FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
JOIN users_user u ON u.id = b.user_id {MONEY}
WHERE s.creator_id = %(creator)s AND NOT b.hidden_from_creator
  AND (%(session)s::uuid IS NULL OR s.id = %(session)s::uuid)
ORDER BY b.booking_date, b.id LIMIT {MOST_ROWS}
"""


class _Line:
    """A file whose every write gives the text back."""

    def write(self, text: str) -> str:
        return text


def roster_lines(*, creator: User, session_id: UUID | None) -> Iterator[str]:
    """The lines of a CSV file, a header first; times in the creator's zone.

    At most MOST_ROWS bookings, the earliest first.
    """
    found = rows(_ROSTER, {"creator": creator.pk, "session": session_id})
    return _lines(found, ZoneInfo(creator.time_zone))


def _lines(found: list[tuple[Any, ...]], zone: ZoneInfo) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for each in found:
        yield writer.writerow([_cell(value, zone) for value in each])


def _cell(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="minutes")
    return _FORMULA.sub("'", str(value))
