"""Sessions and their seats."""

from .base import Check

_LIVE = """SELECT session_id, count(*) AS live FROM bookings_booking
  WHERE status IN ('pending', 'confirmed') GROUP BY session_id"""

CHECKS = (
    Check(
        "I1-taken-within-capacity",
        "The seats taken are between none and the capacity.",
        """
        SELECT session_id AS session, taken, capacity FROM session_catalog_seats
        WHERE taken < 0 OR taken > capacity
        """,
    ),
    Check(
        "I2-taken-is-live-bookings",
        "The seats taken are the pending and confirmed bookings.",
        f"""
        SELECT q.session_id AS session, q.taken, coalesce(l.live, 0) AS live_bookings
        FROM session_catalog_seats q LEFT JOIN ({_LIVE}) l ON l.session_id = q.session_id
        WHERE q.taken <> coalesce(l.live, 0)
        """,
    ),
    Check(
        "I13-closed-session-has-nobody",
        "A draft or cancelled session has no live booking.",
        """
        SELECT b.id AS booking, b.status, s.id AS session, s.status AS session_status
        FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
        WHERE b.status IN ('pending', 'confirmed') AND s.status <> 'published'
        """,
    ),
    Check(
        "X-seats-exist",
        "Every session has its seats.",
        """
        SELECT s.id AS session, s.status, s.title FROM session_catalog_session s
        WHERE NOT EXISTS (SELECT FROM session_catalog_seats q WHERE q.session_id = s.id)
        """,
    ),
    Check(
        "X-on-sale",
        "The seats on sale are those of published sessions that are not deleted.",
        """
        SELECT s.id AS session, q.on_sale, s.status, s.deleted_at
        FROM session_catalog_session s JOIN session_catalog_seats q ON q.session_id = s.id
        WHERE q.on_sale <> (s.status = 'published' AND s.deleted_at IS NULL)
        """,
    ),
    Check(
        "X-end-time",
        "A session ends when its duration is over; an open one has no end.",
        """
        SELECT id AS session, start_time, duration_minutes, end_time FROM session_catalog_session
        WHERE end_time IS DISTINCT FROM start_time + make_interval(mins => duration_minutes)
        """,
    ),
)
