"""Steps that other modules here share: locking a booking, and changing its status."""

from datetime import datetime
from uuid import UUID

from bookings.models import LIVE, Booking, BookingEvent, Cause, Status
from core.errors import NotFound
from core.transactions import step
from session_catalog.services.seats import free_seats, lock_seats
from users.models import User

from .counted import count


@step
def lock_booking(booking_id: UUID) -> Booking:
    """The booking, locked after its seats row. Raises NotFound."""
    session_id = Booking.objects.values_list("session_id", flat=True).filter(pk=booking_id).first()
    if session_id is None:
        raise NotFound()
    lock_seats(session_id)
    return Booking.objects.select_for_update().get(pk=booking_id)


@step
def lock_own_booking(booking_id: UUID, user: User) -> Booking:
    """The same for a booking that the user made and has not removed. Raises NotFound."""
    if not Booking.objects.booked_by(user).filter(pk=booking_id).exists():
        raise NotFound()
    return lock_booking(booking_id)


@step
def confirm(booking: Booking, *, cause: Cause, actor: User | None, now: datetime) -> None:
    """pending | cancelled → confirmed. The seat is taken already."""
    before = booking.status
    booking.status, booking.confirmed_at = Status.CONFIRMED, now
    booking.hold_expires_at = booking.cancelled_at = booking.cancel_cause = None
    _save(booking, before, cause, actor, now)


@step
def cancel(booking: Booking, *, cause: Cause, actor: User | None, now: datetime) -> None:
    """pending | confirmed → cancelled, and the seat back."""
    before = booking.status
    booking.status, booking.cancelled_at, booking.cancel_cause = Status.CANCELLED, now, cause
    booking.hold_expires_at = None
    _save(booking, before, cause, actor, now)
    free_seats(booking.session_id, 1)


def _save(booking: Booking, before: str, cause: Cause, actor: User | None, now: datetime) -> None:
    booking.save()
    BookingEvent.objects.create(
        booking=booking,
        from_status=before,
        to_status=booking.status,
        actor_id=actor.pk if actor else None,
        cause=cause,
        at=now,
    )
    count(cause)


@step
def cancel_many(
    *, session_id: UUID, ids: list[UUID], cause: Cause, actor_id: UUID | None, now: datetime
) -> None:
    """Cancel live bookings of one session in a few statements. Its seats row is locked."""
    bookings = Booking.objects.filter(pk__in=ids, session_id=session_id, status__in=LIVE)
    before = dict(bookings.values_list("id", "status"))
    freed = bookings.update(
        status=Status.CANCELLED, cancelled_at=now, cancel_cause=cause, hold_expires_at=None
    )
    BookingEvent.objects.bulk_create(
        [
            BookingEvent(
                booking_id=booking_id,
                from_status=status,
                to_status=Status.CANCELLED,
                actor_id=actor_id,
                cause=cause,
                at=now,
            )
            for booking_id, status in before.items()
        ],
        batch_size=1000,
    )
    free_seats(session_id, freed)
    count(cause, freed)
