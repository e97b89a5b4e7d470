"""Mails to everybody with a booking in one session, in batches."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from bookings.models import Booking, Cause
from core.transactions import use_case
from notifications import letters
from notifications.errors import MailsUnsent
from notifications.letters import Letter
from notifications.models import Mail
from notifications.services import outbox
from notifications.services.facts import calendar_of, money_back, with_people

BATCH = 25
# `now` of a booking and of a move are taken before they wait for each other's lock. Telling
# somebody who booked the new time is harmless, leaving out who booked the old one is not.
LOCK_WAIT = timedelta(minutes=1)

Write = Callable[[list[Booking]], dict[Booking, Letter]]


def tell_moved(
    *, session_id: UUID, version: int, old_start: datetime, moved_at: datetime, now: datetime
) -> None:
    """Tell everybody with a live booking made before the move. Raises MailsUnsent."""
    made_before = Booking.objects.live().filter(
        session_id=session_id, created_at__lte=moved_at + LOCK_WAIT
    )

    def write(bookings: list[Booking]) -> dict[Booking, Letter]:
        return {
            booking: letters.session_moved(
                booking, old_start, calendar=calendar_of(booking), now=now
            )
            for booking in bookings
            if booking.booking_date != old_start
        }

    _tell_everybody(f"session.moved:{session_id}:{version}", made_before, write, now=now)


def tell_cancelled(*, session_id: UUID, now: datetime) -> None:
    """Tell everybody whose booking was cancelled with the session. Raises MailsUnsent."""
    bookings = Booking.objects.filter(session_id=session_id, cancel_cause=Cause.SESSION_CANCELLED)

    def write(bookings: list[Booking]) -> dict[Booking, Letter]:
        back = money_back([booking.pk for booking in bookings])
        return {
            booking: letters.session_cancelled(
                booking, back[booking.pk], calendar=calendar_of(booking)
            )
            for booking in bookings
        }

    _tell_everybody(f"session.cancelled:{session_id}", bookings, write, now=now)


def _tell_everybody(key: str, bookings: QuerySet[Booking], write: Write, *, now: datetime) -> None:
    failed = 0
    for batch in _batches(bookings, key):
        try:
            outbox.send(_write(key=key, letters_of=write, bookings=batch, now=now))
        except MailsUnsent as some:
            failed += some.count
    _withdraw(key=key, now=now)
    if failed:
        raise MailsUnsent(failed)


@use_case
def _write(*, key: str, letters_of: Write, bookings: list[Booking], now: datetime) -> list[UUID]:
    written = {booking.user: letter for booking, letter in letters_of(bookings).items()}
    return outbox.write(key, written, now=now)


@use_case
def _withdraw(*, key: str, now: datetime) -> None:
    outbox.withdraw(key, before=now)


def _batches(bookings: QuerySet[Booking], key: str) -> Iterator[list[Booking]]:
    """Those whose mail about this event is not sent, by id."""
    sent = Mail.objects.filter(user=OuterRef("user"), event_key=key, sent_at__isnull=False)
    waiting = with_people(bookings.exclude(Exists(sent))).order_by("pk")
    last = UUID(int=0)
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk
