"""The one representation of a booking, written as JSON by PostgreSQL.

Aliases: `b` the booking, `u` its booker, `m` its money, and those of a session.
Whoever may read a booking (its booker, the session's creator) may see the booker's e-mail.
`BookingOutput` in serializers.py documents the same shape.
"""

from uuid import UUID

from bookings.services.money import MONEY, PAYMENT_STATUS, REFUND_STATUS
from core.errors import NotFound
from core.sql import instant, row
from session_catalog.api.representation import SESSION_JSON, SESSION_TABLES
from users.api.representation import person_json

BOOKING_TABLES = f"""bookings_booking b
JOIN users_user u ON u.id = b.user_id
JOIN ({SESSION_TABLES}) ON s.id = b.session_id
{MONEY}"""

BOOKING_JSON = f"""json_build_object(
'id', b.id, 'user', b.user_id, 'user_details', {person_json("u", also=("email",))},
'session', b.session_id, 'session_details', {SESSION_JSON},
'booking_date', {instant("b.booking_date")}, 'amount', b.amount::text, 'currency', b.currency,
'status', b.status, 'payment_status', {PAYMENT_STATUS}, 'refund_status', {REFUND_STATUS},
'hold_expires_at', {instant("b.hold_expires_at")}, 'created_at', {instant("b.created_at")},
'confirmed_at', {instant("b.confirmed_at")}, 'cancelled_at', {instant("b.cancelled_at")})"""

# What a person may read: their own bookings, and those on their sessions.
READABLE = """((b.user_id = %(reader)s AND NOT b.hidden_from_booker)
OR (s.creator_id = %(reader)s AND NOT b.hidden_from_creator))"""

_ONE = f"""SELECT ({BOOKING_JSON})::text FROM {BOOKING_TABLES}
WHERE b.id = %(id)s AND {READABLE}"""


def booking_text(booking_id: UUID, *, reader_id: UUID) -> str:
    """The booking as JSON. Raises NotFound when it is not there or not for this reader."""
    found = row(_ONE, {"id": booking_id, "reader": reader_id})
    if found is None:
        raise NotFound()
    text: str = found[0]
    return text
