"""A creator's figures for a period of days in the creator's time zone."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import InvalidFields
from core.sql import row, rows
from users.models import User

MOST_DAYS = 366
DEFAULT_DAYS = 30
FIRST_YEAR, LAST_YEAR = 2000, 2100

_DAYS = """
WITH facts AS (
  SELECT b.confirmed_at AS at, 1 AS bookings, 0 AS cancellations, 0::numeric AS revenue
  FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
  WHERE s.creator_id = %(creator)s AND b.confirmed_at >= %(start)s AND b.confirmed_at < %(end)s
  UNION ALL
  SELECT b.cancelled_at, 0, 1, 0
  FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
  WHERE s.creator_id = %(creator)s AND b.confirmed_at IS NOT NULL
    AND b.cancelled_at >= %(start)s AND b.cancelled_at < %(end)s
  UNION ALL
  SELECT p.captured_at, 0, 0, p.amount
  FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
  JOIN payments_payment p ON p.payable_id = b.id
  WHERE s.creator_id = %(creator)s AND p.captured_at >= %(start)s AND p.captured_at < %(end)s
  UNION ALL
  SELECT r.created_at, 0, 0, -r.amount
  FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
  JOIN payments_payment p ON p.payable_id = b.id
  JOIN payments_refund r ON r.payment_id = p.id AND r.status <> 'failed'
  WHERE s.creator_id = %(creator)s AND r.created_at >= %(start)s AND r.created_at < %(end)s
)
SELECT (at AT TIME ZONE %(zone)s)::date, sum(bookings), sum(revenue), sum(cancellations)
FROM facts GROUP BY 1
"""
_FILL_RATE = """
SELECT sum(q.taken)::float / sum(q.capacity)
FROM session_catalog_session s JOIN session_catalog_seats q ON q.session_id = s.id
WHERE s.creator_id = %(creator)s AND s.status = 'published'
  AND s.start_time >= %(start)s AND s.start_time < %(end)s
"""


def creator_insights(
    *, creator: User, first: date | None, last: date | None, now: datetime
) -> dict[str, Any]:
    """Totals and one row a day, both ends included. Raises InvalidFields for a bad period."""
    zone = ZoneInfo(creator.time_zone)
    last = last or now.astimezone(zone).date()
    _check_year("to", last)
    first = first or last - timedelta(days=DEFAULT_DAYS - 1)
    _check_year("from", first)
    _check_length(first, last)
    period = {
        "creator": creator.pk,
        "zone": creator.time_zone,
        "start": datetime.combine(first, time(), zone),
        "end": datetime.combine(last + timedelta(days=1), time(), zone),
    }
    figures = {each[0]: each[1:] for each in rows(_DAYS, period)}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    series = [_day(day, *figures.get(day, (0, Decimal(0), 0))) for day in days]
    rate = row(_FILL_RATE, period)
    return {"totals": _totals(figures, rate[0] if rate else None), "series": series}


def _check_year(field: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = f"Choose a day between the years {FIRST_YEAR} and {LAST_YEAR}."
        raise InvalidFields(**{field: sentence})


def _check_length(first: date, last: date) -> None:
    if first > last:
        raise InvalidFields(to="The end lies before the beginning.")
    if (last - first).days >= MOST_DAYS:
        raise InvalidFields(to=f"Choose at most {MOST_DAYS} days.")


def _day(day: date, bookings: int, revenue: Decimal, cancellations: int) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "bookings": bookings,
        "revenue": f"{revenue:.2f}",
        "cancellations": cancellations,
    }


def _totals(figures: dict[date, tuple[Any, ...]], fill_rate: float | None) -> dict[str, Any]:
    return {
        "bookings": sum(each[0] for each in figures.values()),
        "revenue": f"{sum((each[1] for each in figures.values()), Decimal(0)):.2f}",
        "fill_rate": round(fill_rate, 4) if fill_rate is not None else None,
        "cancellations": sum(each[2] for each in figures.values()),
    }
