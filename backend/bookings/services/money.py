"""What a booking's payments say of it, as SQL.

Alias `b` is the booking, `m` its money (payments.services.facts). A booking is refunded
once refunds that did not fail cover what was captured; how far that money is on its way
is the refund status.
"""

from uuid import UUID

from core.errors import NotFound
from core.sql import row
from payments.services.facts import money_facts

MONEY = money_facts("b.id", "m")
PAYMENT_STATUS = """CASE
  WHEN m.captured > 0 AND m.refunding >= m.captured THEN 'refunded'
  WHEN m.captured > 0 OR (b.amount = 0 AND b.confirmed_at IS NOT NULL) THEN 'paid'
  ELSE 'unpaid' END"""
REFUND_STATUS = """CASE
  WHEN m.refunds = 0 THEN NULL
  WHEN m.refunds_pending > 0 THEN 'pending'
  WHEN m.refunds_failed > 0 THEN 'failed'
  ELSE 'succeeded' END"""


def payment_status(booking_id: UUID) -> str:
    """unpaid, paid or refunded. Raises NotFound."""
    sql = f"SELECT {PAYMENT_STATUS} FROM bookings_booking b {MONEY} WHERE b.id = %(id)s"
    found = row(sql, {"id": booking_id})
    if found is None:
        raise NotFound()
    status: str = found[0]
    return status
