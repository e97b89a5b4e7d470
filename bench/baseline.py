"""What the product is compared with: the least that a Django view can do for the same rows.

No authentication, no validation, no limit, no reason for a refusal; the body says who books.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from bench.data import SAMPLE_BOOKING
from core.ids import new_id
from session_catalog.api.representation import SESSION_JSON, SESSION_TABLES

_IDEMPOTENCY = """
INSERT INTO core_idempotencyrecord
  (id, user_id, route, key, fingerprint, status_code, location, body, created_at)
VALUES (%s, %s, 'POST /api/bookings/', %s, %s, 201, %s, %s, %s)
"""
_SEATS = """
UPDATE session_catalog_seats SET taken = taken + 1, version = version + 1
WHERE session_id = %s AND on_sale AND taken < capacity
"""
_BOOKING = """
INSERT INTO bookings_booking (id, user_id, session_id, booking_date, amount, currency, policy,
  status, hold_expires_at, created_at, hidden_from_booker, hidden_from_creator)
SELECT %s, %s, id, start_time, price, currency, 'until_start', 'pending', %s, %s, false, false
FROM session_catalog_session WHERE id = %s
"""
_EVENT = """
INSERT INTO bookings_bookingevent (id, booking_id, to_status, actor_id, cause, at)
VALUES (%s, %s, 'pending', %s, 'booked', %s)
"""
_FINGERPRINT = bytes(32)
_HOLD = timedelta(days=1)
# The same bytes as the product's page: the running sessions first, then those to come.
_LIST = f"""
SELECT '[' || string_agg(({SESSION_JSON})::text, ',' ORDER BY s.start_time, s.id) || ']'
FROM (
  SELECT id FROM session_catalog_session
  WHERE status = 'published' AND deleted_at IS NULL
    AND coalesce(start_time, 'infinity'::timestamptz) > %s
  ORDER BY coalesce(start_time, 'infinity'::timestamptz), id LIMIT 50
) chosen JOIN ({SESSION_TABLES}) ON s.id = chosen.id
"""


@csrf_exempt
def book(request: HttpRequest) -> HttpResponse:
    """Write the rows of a booking; the answer is as long as the product's, but made up."""
    body = json.loads(request.body)
    user, session = UUID(body["user"]), UUID(body["session"])
    now = datetime.now(UTC)
    booking = new_id()
    answer = SAMPLE_BOOKING.replace(b"#" * 36, str(booking).encode())
    location = f"/api/bookings/{booking}/"
    key = request.headers["Idempotency-Key"]
    kept: list[Any] = [new_id(), user, key, _FINGERPRINT, location, answer, now]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_IDEMPOTENCY, kept)
        cursor.execute(_SEATS, [session])
        if not cursor.rowcount:
            transaction.set_rollback(True)
            return HttpResponse(status=409)
        cursor.execute(_BOOKING, [booking, user, now + _HOLD, now, session])
        cursor.execute(_EVENT, [new_id(), booking, user, now])
    return _json(answer, 201)


def list_sessions(request: HttpRequest) -> HttpResponse:
    """The first page of the catalogue, when no session is running."""
    with connection.cursor() as cursor:
        cursor.execute(_LIST, [datetime.now(UTC)])
        return _json(cursor.fetchone()[0].encode(), 200)


def _json(body: bytes, status: int) -> HttpResponse:
    headers = {"Content-Length": str(len(body))}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)
