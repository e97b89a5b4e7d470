"""Lists of bookings: one query each, by keyset."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from core.http.paging import Page, page_of, page_response
from core.sql import instant, rows

from .representation import BOOKING_JSON, BOOKING_TABLES

# What is sorted by, from the latest on: when it was booked, or when it takes place.
NEWEST_FIRST = "-created_at"
SORTS = {NEWEST_FIRST: "b.created_at", "-booking_date": "b.booking_date"}
MINE = "b.user_id = %(reader)s AND NOT b.hidden_from_booker"
ON_MY_SESSIONS = "s.creator_id = %(reader)s AND NOT b.hidden_from_creator"
_FILTERS = {
    "status": "b.status = %(status)s",
    "session": "b.session_id = %(session)s",
}
_WHEN = {
    "upcoming": "b.booking_date + make_interval(mins => s.duration_minutes) > %(now)s",
    "past": "b.booking_date + make_interval(mins => s.duration_minutes) <= %(now)s",
}


def bookings_page(
    request: Request, query: dict[str, Any], *, scope: str, reader_id: UUID, now: datetime
) -> HttpResponse:
    """A page of the bookings in the scope (MINE or ON_MY_SESSIONS), filtered by the query."""
    page = page_of(query, order=query.get("sort", NEWEST_FIRST))
    found = rows(_sql(scope, query, page), _values(query, page, reader_id, now))
    return page_response(
        request, page, found, body=lambda each: each[0], position=lambda each: each[1:]
    )


def _sql(scope: str, query: dict[str, Any], page: Page) -> str:
    conditions, value = [scope], SORTS[page.order]
    conditions += [sql for name, sql in _FILTERS.items() if name in query]
    if "when" in query:
        conditions.append(_WHEN[query["when"]])
    if page.after:
        conditions.append(f"({value}, b.id) < (%(after)s::timestamptz, %(after_id)s::uuid)")
    # Chosen first, written as JSON after: only the rows of the page pay for that. The limit is
    # written out, because PostgreSQL plans for a tenth of the table with an unknown one.
    return f"""WITH chosen AS (
  SELECT b.id FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
  WHERE {" AND ".join(conditions)}
  ORDER BY {value} DESC, b.id DESC LIMIT {page.limit + 1}
)
SELECT ({BOOKING_JSON})::text, {instant(value)}, b.id
FROM {BOOKING_TABLES} JOIN chosen ON chosen.id = b.id
ORDER BY {value} DESC, b.id DESC"""


def _values(query: dict[str, Any], page: Page, reader_id: UUID, now: datetime) -> dict[str, Any]:
    after = page.after
    return {
        "reader": reader_id,
        "now": now,
        "status": query.get("status"),
        "session": query.get("session"),
        "after": after.value if after else None,
        "after_id": after.id if after else None,
    }
