"""The step behind every change of a session. Its rows are locked first, the seats before all."""

from datetime import datetime
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from core.errors import NotFound
from core.events import emit
from core.transactions import step
from session_catalog.errors import SessionHasBookings, SessionIsCancelled, SessionIsOver
from session_catalog.models import Format, Seats, Session, Status
from session_catalog.places import check_place
from session_catalog.times import check_new_start, end_of, read_start
from users.models import User

from .seats import change_seats, lock_seats
from .words import learn_words


class Changes(TypedDict, total=False):
    """What to change. A naive `start_time` is a wall clock in the session's (new) zone."""

    title: str
    description: str
    price: Decimal
    duration_minutes: int
    capacity: int
    start_time: datetime | None
    time_zone: str
    status: str
    image: str | None
    topic: str | None
    level: str | None
    language: str | None
    format: str | None
    place: str | None


@step
def lock_session(session_id: UUID) -> tuple[Session, Seats]:
    """Both rows, locked until the end of the transaction. Raises NotFound."""
    seats = lock_seats(session_id)
    present = Session.objects.present().select_for_update(no_key=True)
    session = present.filter(pk=session_id).first()
    if session is None:
        raise NotFound()
    return session, seats


@step
def lock_own_session(session_id: UUID, owner: User) -> tuple[Session, Seats]:
    """The same for one's own session. Raises NotFound."""
    session, seats = lock_session(session_id)
    if session.creator_id != owner.pk:
        raise NotFound()
    return session, seats


@step
def change_session(
    session: Session, seats: Seats, changes: Changes, *, actor_id: UUID, now: datetime
) -> None:
    """Apply what differs from the locked rows; without a difference nothing is written.

    Raises InvalidFields, SessionHasBookings, SessionIsCancelled, SessionIsOver; a capacity
    below the seats taken violates its constraint.
    """
    capacity = changes.get("capacity", seats.capacity)
    differing = _differing(session, changes)
    if not differing and capacity == seats.capacity:
        return
    old_start = session.start_time
    _check(session, seats, differing, now)
    _write(session, differing, now)
    change_seats(seats, capacity=capacity, on_sale=session.is_on_sale)
    if differing.get("status") == Status.CANCELLED:
        emit("session.cancelled", session_id=session.pk, actor_id=actor_id, now=now)
    elif session.start_time != old_start and seats.taken:
        emit(
            "session.moved",
            session_id=session.pk,
            old_start=old_start,
            version=session.version,
            now=now,
        )


def _differing(session: Session, changes: Changes) -> dict[str, Any]:
    wanted: dict[str, Any] = {**changes}
    wanted.pop("capacity", None)
    if "start_time" in wanted:
        zone = wanted.get("time_zone", session.time_zone)
        wanted["start_time"] = read_start(wanted["start_time"], zone)
    form = wanted.get("format", session.format)
    if "place" in wanted:
        check_place(wanted["place"], form)
    elif form != Format.IN_PERSON:
        wanted["place"] = None
    return {name: value for name, value in wanted.items() if getattr(session, name) != value}


def _check(session: Session, seats: Seats, differing: dict[str, Any], now: datetime) -> None:
    if "start_time" in differing:
        start = differing["start_time"]
        check_new_start(start, now=now)
        if seats.taken and session.is_open != (start is None):
            raise SessionHasBookings()
    if "status" in differing:
        _check_status(session, seats, differing["status"], now)


def _check_status(session: Session, seats: Seats, status: str, now: datetime) -> None:
    if session.status == Status.CANCELLED:
        raise SessionIsCancelled()
    if status == Status.DRAFT and seats.taken:
        raise SessionHasBookings()
    if status == Status.CANCELLED:
        refuse_when_over(session, seats, now)


def refuse_when_over(session: Session, seats: Seats, now: datetime) -> None:
    """Raises SessionIsOver when a cancel would undo bookings that were kept."""
    if seats.taken and session.has_ended(now):
        raise SessionIsOver()


def _write(session: Session, differing: dict[str, Any], now: datetime) -> None:
    for name, value in differing.items():
        setattr(session, name, value)
    session.end_time = end_of(session.start_time, session.duration_minutes)
    session.version += 1
    session.updated_at = now
    session.save(update_fields=[*differing, "end_time", "version", "updated_at"])
    learn_words(session.pk)
