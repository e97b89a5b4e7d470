"""The clients' journal against the database: every disagreement is a sentence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from tests.soundness import AT_REST, GRACE

from .journal import Journal
from .machine import Connection

LIVE = ("pending", "confirmed")
_BOOKINGS = """
SELECT b.id::text, b.user_id::text, b.session_id::text, b.status, b.amount,
  EXISTS (SELECT FROM payments_payment p WHERE p.payable_id = b.id AND p.status = 'captured'),
  EXISTS (SELECT FROM bookings_bookingevent e
    WHERE e.booking_id = b.id AND e.cause = 'hold_expired'),
  EXISTS (SELECT FROM bookings_bookingevent e WHERE e.booking_id = b.id AND e.cause = 'paid_late')
FROM bookings_booking b WHERE b.session_id = ANY(%s::uuid[])
"""
_SEATS = """
SELECT session_id::text, taken, capacity, version FROM session_catalog_seats
WHERE session_id = ANY(%s::uuid[])
"""
# What somebody is to be told of, and was not.
_UNTOLD = """
SELECT due.event FROM (
  SELECT 'booking.confirmed:' || id AS event, user_id FROM bookings_booking
  WHERE status = 'confirmed' AND session_id = ANY(%(sessions)s::uuid[])
  UNION ALL
  SELECT 'booking.cancelled:' || id, user_id FROM bookings_booking
  WHERE cancel_cause = 'learner' AND confirmed_at IS NOT NULL
    AND session_id = ANY(%(sessions)s::uuid[])
  UNION ALL
  SELECT 'refund.succeeded:' || r.id, b.user_id FROM payments_refund r
  JOIN payments_payment p ON p.id = r.payment_id JOIN bookings_booking b ON b.id = p.payable_id
  WHERE r.status = 'succeeded' AND b.session_id = ANY(%(sessions)s::uuid[])
) due WHERE NOT EXISTS (SELECT FROM notifications_mail m WHERE m.user_id = due.user_id
  AND starts_with(m.event_key, due.event) AND m.sent_at IS NOT NULL)
"""
_MAILS = "SELECT id::text, sent_at IS NOT NULL FROM notifications_mail"


@dataclass(frozen=True)
class Booking:
    id: str
    user: str
    session: str
    status: str
    amount: Decimal
    is_captured: bool
    has_run_out: bool  # as a hold
    is_revived: bool  # its money came after that

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


@dataclass(frozen=True)
class Seats:
    session: str
    taken: int
    capacity: int
    version: int = 0

    @property
    def free(self) -> int:
        return self.capacity - self.taken


@dataclass(frozen=True)
class Facts:
    bookings: tuple[Booking, ...]
    seats: tuple[Seats, ...]


def facts(connection: Connection, sessions: list[str]) -> Facts:
    bookings = connection.execute(_BOOKINGS.encode(), [sessions]).fetchall()
    seats = connection.execute(_SEATS.encode(), [sessions]).fetchall()
    return Facts(tuple(Booking(*row) for row in bookings), tuple(Seats(*row) for row in seats))


def broken_invariants(connection: Connection) -> list[str]:
    """What holds when all is at rest, as if the minutes that some of it may take were over."""
    now = {"now": datetime.now(UTC) + GRACE}
    return [
        f"{check.id}: {row}"
        for check in AT_REST
        for row in connection.execute(check.sql.encode(), now).fetchall()
    ]


def untold(connection: Connection, sessions: list[str]) -> list[str]:
    """Side effects that are to happen if and only if their cause is committed: here, if."""
    missing = connection.execute(_UNTOLD.encode(), {"sessions": sessions}).fetchall()
    return [f"Nobody was told of {event}." for (event,) in missing]


def mails(connection: Connection) -> dict[str, bool]:
    """All there are by their ids, and whether they count as sent."""
    return dict(connection.execute(_MAILS.encode()).fetchall())


def mails_astray(known: Mapping[str, bool], arrived: Sequence[str]) -> list[str]:
    """Here, only if. Nothing has died that had sent a mail and not yet noted it."""
    times = Counter(arrived)
    said = [f"Mail {each} arrived, and nobody knows of it." for each in times if each not in known]
    return said + [f"Mail {each} arrived {n} times." for each, n in times.items() if n > 1]


def mails_lost(known: Mapping[str, bool], arrived: Sequence[str]) -> list[str]:
    lost = {each for each, is_sent in known.items() if is_sent} - {*arrived}
    return [f"Mail {each} counts as sent and never arrived." for each in lost]


def complaints(journal: Journal, found: Facts) -> list[str]:
    return [
        *_about_acknowledged(journal, found),
        *_about_keys(journal),
        *_about_strangers(journal, found),
        *_about_promises(journal, found),
        *_about_seats(found),
        *_about_answers(journal),
    ]


def _about_acknowledged(journal: Journal, found: Facts) -> Iterator[str]:
    times = Counter((each.id, each.user, each.session) for each in found.bookings)
    for attempt in journal.acknowledged:
        for booking in attempt.ids:
            count = times[booking, attempt.user, attempt.session]
            if count != 1:
                yield f"Booking {booking} was acknowledged and is there {count} times."


def _about_keys(journal: Journal) -> Iterator[str]:
    for attempt in journal.attempts:
        if len(attempt.ids) > 1:
            yield f"Key {attempt.key} made {len(attempt.ids)} bookings."
        if attempt.is_unclear:
            yield f"Key {attempt.key} never got a clear answer."


def _about_strangers(journal: Journal, found: Facts) -> Iterator[str]:
    """Only a hold that ran out before it was paid may be there without having been named."""
    known = {booking for attempt in journal.attempts for booking in attempt.ids}
    half_done = Counter[tuple[str, str]]()
    for attempt in journal.attempts:
        half_done[attempt.user, attempt.session] += attempt.half_done
    for booking in found.bookings:
        if booking.id in known:
            continue
        half_done[booking.user, booking.session] -= 1
        if not booking.has_run_out or half_done[booking.user, booking.session] < 0:
            yield f"Booking {booking.id} is there, and nobody was told of it."


def _about_promises(journal: Journal, found: Facts) -> Iterator[str]:
    for booking in found.bookings:
        if booking.id in journal.cancelled and booking.is_live and not booking.is_revived:
            yield f"Booking {booking.id} was cancelled and is {booking.status}."
        if booking.id in journal.confirmed - journal.leaving and booking.status != "confirmed":
            yield f"Booking {booking.id} was confirmed and is {booking.status}."
        if booking.id in journal.paid and not booking.is_captured:
            yield f"Booking {booking.id} was paid, and there is no money."


def _about_seats(found: Facts) -> Iterator[str]:
    live = Counter(booking.session for booking in found.bookings if booking.is_live)
    people = Counter((each.user, each.session) for each in found.bookings if each.is_live)
    for seats in found.seats:
        if seats.taken != live[seats.session]:
            yield f"Session {seats.session}: {seats.taken} taken, {live[seats.session]} live."
        if live[seats.session] > seats.capacity:
            yield f"Session {seats.session} has {live[seats.session]} of {seats.capacity} seats."
    for (user, session), count in people.items():
        if count > 1:
            yield f"Person {user} has {count} live bookings of session {session}."


def _about_answers(journal: Journal) -> Iterator[str]:
    """A part that is missing is a 503. A 500 is a defect."""
    for answer, count in journal.answers.items():
        if answer.startswith("500"):
            yield f"{count} answers were {answer}."
