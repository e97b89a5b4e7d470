"""Taking a session away."""

from datetime import datetime
from uuid import UUID

from django.db.models import ProtectedError

from core.events import emit
from core.transactions import step, use_case
from session_catalog.models import Seats, Session, Status
from users.models import User

from .change import lock_own_session, refuse_when_over
from .seats import change_seats


@use_case
def remove_session(*, owner: User, session_id: UUID, now: datetime) -> None:
    """Remove one's own session for good, or, when anybody ever booked it, from sight.

    In the latter case it is cancelled, its live bookings are refunded, and the row stays for
    their history. Raises NotFound, and SessionIsOver once people have attended.
    """
    session, seats = lock_own_session(session_id, owner)
    refuse_when_over(session, seats, now)
    _remove(session, seats, actor_id=owner.pk, now=now)


@use_case
def withdraw_session(*, owner: User, session_id: UUID, now: datetime) -> None:
    """The owner leaves: remove the session, or let it rest once people have attended.

    Then it stays published for those who booked it, out of everybody else's sight. Raises
    NotFound.
    """
    session, seats = lock_own_session(session_id, owner)
    if seats.taken and session.has_ended(now):
        _take_out_of_sight(session, seats, now=now)
    else:
        _remove(session, seats, actor_id=owner.pk, now=now)


@step
def _remove(session: Session, seats: Seats, *, actor_id: UUID, now: datetime) -> None:
    try:
        session.delete()
    except ProtectedError:
        _hide(session, seats, actor_id=actor_id, now=now)


@step
def _hide(session: Session, seats: Seats, *, actor_id: UUID, now: datetime) -> None:
    was_cancelled = session.status == Status.CANCELLED
    session.status = Status.CANCELLED
    _take_out_of_sight(session, seats, now=now)
    if not was_cancelled:
        emit("session.cancelled", session_id=session.pk, actor_id=actor_id, now=now)


@step
def _take_out_of_sight(session: Session, seats: Seats, *, now: datetime) -> None:
    session.deleted_at = session.updated_at = now
    session.version += 1
    session.save(update_fields=["status", "deleted_at", "updated_at", "version"])
    change_seats(seats, capacity=seats.capacity, on_sale=False)
