"""What the deletion of an account would do now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.sql import row, rows
from payments.services.facts import money_facts
from users.errors import LastSuperuser
from users.models import User
from users.services.closing import is_last_superuser

# Confirmed ones that have begun stay: they can't be cancelled any more.
_TO_CANCEL = """b.user_id = %(user)s AND (b.status = 'pending'
OR (b.status = 'confirmed' AND b.booking_date > %(now)s::timestamptz))"""
_REFUND = f"""
SELECT b.currency, sum(m.captured - m.refunding)
FROM bookings_booking b {money_facts("b.id", "m")}
WHERE {_TO_CANCEL} AND m.captured > m.refunding GROUP BY 1 ORDER BY 1
"""
_TO_WITHDRAW = """
SELECT count(*), coalesce(sum(q.taken), 0)
FROM session_catalog_session s JOIN session_catalog_seats q ON q.session_id = s.id
WHERE s.creator_id = %(user)s AND s.deleted_at IS NULL AND s.status = 'published'
  AND coalesce(s.end_time, 'infinity'::timestamptz) > %(now)s::timestamptz
"""


@dataclass(frozen=True)
class Amount:
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class Reason:
    """Why an account can't be deleted."""

    code: str
    detail: str


@dataclass(frozen=True)
class Consequences:
    """`upcoming_sessions` are published and not over; `booked_seats` are those taken in them."""

    upcoming_bookings: int
    refund: list[Amount]
    upcoming_sessions: int
    booked_seats: int
    reasons: list[Reason]

    @property
    def can_delete(self) -> bool:
        return not self.reasons


def consequences(user: User, *, now: datetime) -> Consequences:
    """What would be cancelled and paid back, and why it may not be done at all."""
    values = {"user": user.pk, "now": now}
    bookings = row(f"SELECT count(*) FROM bookings_booking b WHERE {_TO_CANCEL}", values)
    sessions = row(_TO_WITHDRAW, values)
    reasons = [Reason(LastSuperuser.code, LastSuperuser.detail)] if is_last_superuser(user) else []
    return Consequences(
        upcoming_bookings=bookings[0] if bookings else 0,
        refund=[Amount(*each) for each in rows(_REFUND, values)],
        upcoming_sessions=sessions[0] if sessions else 0,
        booked_seats=sessions[1] if sessions else 0,
        reasons=reasons,
    )
