"""A creator's bookings as a table for spreadsheets."""

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from core.spreadsheets import csv_lines
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


def roster_lines(*, creator: User, session_id: UUID | None) -> Iterator[str]:
    """The lines of a CSV file, a header first; times in the creator's zone.

    At most MOST_ROWS bookings, the earliest first.
    """
    found = rows(_ROSTER, {"creator": creator.pk, "session": session_id})
    return csv_lines(COLUMNS, found, ZoneInfo(creator.time_zone))
