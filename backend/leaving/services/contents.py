"""What is in the file of everything about a person: a query for each of its tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from core.sql import row

ROWS_A_FETCH = 500


@dataclass(frozen=True)
class Table:
    """`sql` names its columns and speaks of `%(user)s`."""

    name: str
    sql: str

    def count(self, user_id: UUID) -> int:
        found = row(f"SELECT count(*) FROM ({self.sql}) counted", {"user": user_id})
        number: int = found[0] if found else 0
        return number


class Rows:
    """The rows of a table, once. The server keeps them; few at a time are in memory.

    Outside a transaction its cursor outlives each statement, so that none stays open meanwhile.
    """

    def __init__(self, table: Table, user_id: UUID) -> None:
        self._cursor = connection.chunked_cursor()
        self._cursor.execute(table.sql, {"user": user_id})
        self._first = self._cursor.fetchmany(ROWS_A_FETCH)
        self.columns = [column.name for column in self._cursor.description]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        fetched = self._first
        with self._cursor:
            while fetched:
                yield from fetched
                fetched = self._cursor.fetchmany(ROWS_A_FETCH)


PROFILE = """
SELECT id, username, email, email_verified, pending_email, first_name, last_name, role, avatar,
  time_zone, date_joined, last_login, is_staff
FROM users_user WHERE id = %(user)s
"""
ROLE_CHANGES = """
SELECT from_role, to_role, at FROM users_rolechange WHERE user_id = %(user)s ORDER BY at, id
"""
DEVICES = """
SELECT id, address_prefix, user_agent, created_at, last_used_at, revoked_at AS ended_at
FROM users_tokenfamily WHERE user_id = %(user)s ORDER BY created_at, id
"""
SECURITY_EVENTS = """
SELECT kind, at, address_prefix, user_agent, facts::text AS facts
FROM users_securityevent WHERE user_id = %(user)s ORDER BY at, id
"""
IDENTITIES = """
SELECT provider, uid AS subject, date_joined AS linked_at
FROM socialaccount_socialaccount WHERE user_id = %(user)s ORDER BY id
"""
# Without what proves anything: the secret of the app, the codes and the keys.
SECOND_FACTORS = """
SELECT 'app' AS kind, NULL AS name, created_at, confirmed_at, NULL::timestamptz AS used_at
FROM users_totp WHERE user_id = %(user)s
UNION ALL
SELECT 'passkey', name, created_at, created_at, last_used_at
FROM users_passkey WHERE user_id = %(user)s
UNION ALL
SELECT 'recovery code', NULL, NULL, NULL, used_at
FROM users_recoverycode WHERE user_id = %(user)s
"""
BOOKINGS = """
SELECT b.id AS booking, s.id AS session, s.title, c.username AS creator, b.booking_date,
  b.amount, b.currency, b.status, b.created_at, b.hold_expires_at, b.confirmed_at,
  b.cancelled_at, b.cancel_cause, b.hidden_from_booker AS removed
FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
JOIN users_user c ON c.id = s.creator_id
WHERE b.user_id = %(user)s ORDER BY b.created_at, b.id
"""
BOOKING_CHANGES = """
SELECT e.booking_id AS booking, e.from_status, e.to_status, e.cause, e.at
FROM bookings_bookingevent e JOIN bookings_booking b ON b.id = e.booking_id
WHERE b.user_id = %(user)s ORDER BY e.at, e.id
"""
PAYMENTS = """
SELECT p.id AS payment, p.payable_id AS booking, p.provider, p.reference, p.amount, p.currency,
  p.status, p.method, p.failure, p.created_at, p.captured_at
FROM payments_payment p JOIN bookings_booking b ON b.id = p.payable_id
WHERE b.user_id = %(user)s ORDER BY p.created_at, p.id
"""
REFUNDS = """
SELECT r.id AS refund, r.payment_id AS payment, p.payable_id AS booking, r.amount, p.currency,
  r.reason, r.status, r.created_at, r.updated_at
FROM payments_refund r JOIN payments_payment p ON p.id = r.payment_id
JOIN bookings_booking b ON b.id = p.payable_id
WHERE b.user_id = %(user)s ORDER BY r.created_at, r.id
"""
SESSIONS = """
SELECT s.id AS session, s.title, s.description, s.price, s.currency, s.duration_minutes,
  q.capacity, q.taken, s.status, s.image, s.start_time, s.end_time, s.time_zone, s.topic,
  s.level, s.language, s.format, s.place, s.created_at, s.updated_at, s.deleted_at
FROM session_catalog_session s JOIN session_catalog_seats q ON q.session_id = s.id
WHERE s.creator_id = %(user)s ORDER BY s.created_at, s.id
"""
# As in the roster: the data of others, as far as the creator sees them anyway.
BOOKED_AT_SESSIONS = """
SELECT b.id AS booking, s.id AS session, s.title, b.booking_date, u.first_name, u.last_name,
  u.username, u.email, b.status, b.amount, b.currency, b.created_at
FROM bookings_booking b JOIN session_catalog_session s ON s.id = b.session_id
JOIN users_user u ON u.id = b.user_id
WHERE s.creator_id = %(user)s AND NOT b.hidden_from_creator ORDER BY b.created_at, b.id
"""
MAILS = """
SELECT address, subject, text, created_at, sent_at
FROM notifications_mail WHERE user_id = %(user)s ORDER BY created_at, id
"""

TABLES = (
    Table("profile", PROFILE),
    Table("role_changes", ROLE_CHANGES),
    Table("devices", DEVICES),
    Table("security_events", SECURITY_EVENTS),
    Table("linked_identities", IDENTITIES),
    Table("second_factors", SECOND_FACTORS),
    Table("bookings", BOOKINGS),
    Table("booking_changes", BOOKING_CHANGES),
    Table("payments", PAYMENTS),
    Table("refunds", REFUNDS),
    Table("sessions", SESSIONS),
    Table("booked_at_my_sessions", BOOKED_AT_SESSIONS),
    Table("mails", MAILS),
)
