"""Holds that have run out give their seats back: by the worker, and when someone needs one."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F

from bookings.models import Booking, Cause
from core.transactions import step, use_case
from payments.services.charges import void_open_payments
from session_catalog.models import Seats
from session_catalog.services.seats import lock_seats

from .record import cancel_many

BATCH = 500


def make_room(*, session_id: UUID, now: datetime) -> bool:
    """Cancel the overdue holds of a full session. Whether a seat is free now, if by a rival.

    The look before takes no lock, so that the crowd at a sold-out session does not queue.
    """
    overdue = Booking.objects.overdue(now).filter(session_id=session_id)
    full = Seats.objects.filter(session_id=session_id, taken__gte=F("capacity"))
    # One statement: a rival may free the seat between two.
    if full.filter(~Exists(overdue)).exists():
        return False
    return _cancel_and_look(session_id=session_id, now=now)


@use_case
def _cancel_and_look(*, session_id: UUID, now: datetime) -> bool:
    seats = lock_seats(session_id)
    return _cancel_overdue(session_id, now) > 0 or seats.taken < seats.capacity


@use_case
def expire_session_holds(*, session_id: UUID, now: datetime) -> int:
    """Cancel the overdue holds of one session; returns how many seats came back."""
    lock_seats(session_id)
    return _cancel_overdue(session_id, now)


@step
def _cancel_overdue(session_id: UUID, now: datetime) -> int:
    overdue = Booking.objects.overdue(now).filter(session_id=session_id)
    ids = list(overdue.values_list("id", flat=True)[:BATCH])
    if ids:
        cancel_many(
            session_id=session_id, ids=ids, cause=Cause.HOLD_EXPIRED, actor_id=None, now=now
        )
        void_open_payments(ids, now=now)
    return len(ids)


def expire_holds(*, now: datetime) -> int:
    """Cancel overdue holds everywhere, a transaction for each session."""
    overdue = Booking.objects.overdue(now).order_by("session_id")
    sessions = overdue.values_list("session_id", flat=True).distinct()[:BATCH]
    return sum(expire_session_holds(session_id=each, now=now) for each in list(sessions))
