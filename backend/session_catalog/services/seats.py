"""The only code that changes seats. Each function is a step of somebody's use case.

See docs/locking.md: the seats row is the first lock of every transaction that takes one.
"""

from uuid import UUID

from django.db import connection

from core import metrics
from core.errors import NotFound
from core.transactions import step
from session_catalog.models import Seats, Session

WAITING = metrics.Histogram(
    "marketplace_seats_lock_seconds",
    "Taking or locking a session's seats: the wait for its row, the first lock of a transaction.",
)
_CLAIM = """
UPDATE session_catalog_seats SET taken = taken + 1, version = version + 1
WHERE session_id = %s AND on_sale AND taken < capacity
"""
_FREE = """
UPDATE session_catalog_seats SET taken = taken - %s, version = version + 1 WHERE session_id = %s
"""


@step
def claim_seat(session_id: UUID) -> bool:
    """Take one seat. False: not on sale, full, or no such session."""
    with WAITING.timed(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, [session_id])
        return bool(cursor.rowcount)


@step
def free_seats(session_id: UUID, count: int) -> None:
    """Give `count` seats back. Below zero is a violated constraint, a defect of the caller."""
    if count:
        with connection.cursor() as cursor:
            cursor.execute(_FREE, [count, session_id])


@step
def lock_seats(session_id: UUID) -> Seats:
    """The seats row, locked until the end of the transaction. Raises NotFound."""
    with WAITING.timed():
        seats = Seats.objects.select_for_update().filter(session_id=session_id).first()
    if seats is None:
        raise NotFound()
    return seats


@step
def add_seats(session: Session, capacity: int) -> Seats:
    """The seats of a session that was just made."""
    return Seats.objects.create(session=session, capacity=capacity, on_sale=session.is_on_sale)


@step
def change_seats(seats: Seats, *, capacity: int, on_sale: bool) -> None:
    """Change a locked row. Fewer seats than are taken violate seats_taken_within_capacity."""
    if (seats.capacity, seats.on_sale) == (capacity, on_sale):
        return
    seats.capacity, seats.on_sale = capacity, on_sale
    seats.version += 1
    seats.save(update_fields=["capacity", "on_sale", "version"])
