"""Bookings and the record of their changes."""

from .base import Check

# from > to : cause, as in the state table of bookings.
_ALLOWED = """
  'nothing > pending : booked', 'nothing > confirmed : booked',
  'pending > confirmed : paid', 'cancelled > confirmed : paid_late',
  'pending > cancelled : hold_expired', 'pending > cancelled : learner',
  'pending > cancelled : session_cancelled', 'pending > cancelled : admin',
  'confirmed > cancelled : learner', 'confirmed > cancelled : session_cancelled',
  'confirmed > cancelled : admin'"""
_CHANGE = "coalesce(from_status, 'nothing') || ' > ' || to_status || ' : ' || cause"


def _balance(status: str) -> str:
    """How often a booking came to a status more than it left it."""
    came, went = f"to_status = '{status}'", f"from_status = '{status}'"
    return f"count(*) FILTER (WHERE {came}) - count(*) FILTER (WHERE {went})"


CHECKS = (
    Check(
        "I3-one-live-booking",
        "A person has at most one live booking of a session.",
        """
        SELECT user_id AS person, session_id AS session, count(*) AS live_bookings
        FROM bookings_booking WHERE status IN ('pending', 'confirmed')
        GROUP BY user_id, session_id HAVING count(*) > 1
        """,
    ),
    Check(
        "I4-date-is-the-start",
        "A live booking of a dated session is for its start.",
        """
        SELECT b.id AS booking, b.booking_date, s.id AS session, s.start_time
        FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
        WHERE b.status IN ('pending', 'confirmed') AND s.start_time <> b.booking_date
        """,
    ),
    Check(
        "I5-pending-while-held",
        "A booking is pending exactly while it is held for some time.",
        """
        SELECT id AS booking, status, hold_expires_at FROM bookings_booking
        WHERE (status = 'pending') <> (hold_expires_at IS NOT NULL)
        """,
    ),
    Check(
        "I11-changes-form-a-path",
        "The recorded changes lead from nothing to the present status, each allowed, none missing.",
        # The order is not looked at: clocks of two servers may disagree. As each status is
        # entered once more than left only at the end, the changes can be put in one order.
        f"""
        WITH walk AS (
          SELECT booking_id, count(*) AS changes,
            count(*) FILTER (WHERE from_status IS NULL) AS starts,
            count(*) FILTER (WHERE from_status IS NULL AND to_status = 'pending') AS from_hold,
            count(*) FILTER (WHERE from_status = 'pending') AS left_hold,
            count(*) FILTER (WHERE cause = 'hold_expired') AS ran_out,
            count(*) FILTER (WHERE cause = 'paid_late') AS revived,
            count(*) FILTER (WHERE {_CHANGE} NOT IN ({_ALLOWED})) AS forbidden,
            {_balance("pending")} AS pending, {_balance("confirmed")} AS confirmed,
            {_balance("cancelled")} AS cancelled
          FROM bookings_bookingevent GROUP BY booking_id
        )
        SELECT b.id AS booking, b.status, w.changes, w.starts, w.forbidden
        FROM bookings_booking b LEFT JOIN walk w ON w.booking_id = b.id
        WHERE w.booking_id IS NULL OR w.starts <> 1 OR w.forbidden > 0 OR w.revived > w.ran_out
          OR (w.from_hold = 1 AND w.left_hold = 0 AND w.changes > 1)
          OR w.pending <> (b.status = 'pending')::int
          OR w.confirmed <> (b.status = 'confirmed')::int
          OR w.cancelled <> (b.status = 'cancelled')::int
        """,
    ),
    Check(
        "I11-changes-have-their-time",
        "The times and the cause on a booking are those of its recorded changes.",
        """
        SELECT b.id AS booking, b.status, b.confirmed_at, b.cancelled_at, b.cancel_cause
        FROM bookings_booking b
        LEFT JOIN bookings_bookingevent confirmed ON confirmed.booking_id = b.id
          AND confirmed.to_status = 'confirmed' AND confirmed.at = b.confirmed_at
        LEFT JOIN bookings_bookingevent cancelled ON cancelled.booking_id = b.id
          AND cancelled.to_status = 'cancelled' AND cancelled.at = b.cancelled_at
          AND cancelled.cause = b.cancel_cause
        WHERE (b.confirmed_at IS NOT NULL AND confirmed.id IS NULL)
          OR (b.status = 'cancelled' AND cancelled.id IS NULL)
        """,
    ),
    Check(
        "I14-not-ones-own",
        "Nobody books their own session.",
        """
        SELECT b.id AS booking, b.user_id AS person, s.id AS session
        FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
        WHERE s.creator_id = b.user_id
        """,
    ),
    Check(
        "I14-booked-before-the-start",
        "Nobody books after the start.",
        """
        SELECT id AS booking, session_id AS session, created_at, booking_date
        FROM bookings_booking WHERE created_at >= booking_date
        """,
    ),
)
