"""Taking a seat: one conditional update, one insert, one short transaction.

Nothing is checked first. When the claim or the insert finds nothing to do, the
transaction is rolled back and one read says why.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from bookings.errors import AlreadyBooked, OwnSession, SessionClosed, SessionFull
from bookings.models import Booking, Policy, Status
from core.errors import DomainError, InvalidFields, NotFound, Unavailable
from core.events import emit
from core.ids import new_id
from core.sql import row
from core.transactions import keyed_use_case
from session_catalog.models import Session
from session_catalog.services.seats import claim_seat
from users.errors import TokenNotValid
from users.models import User
from users.services.email import Demand, demand_verified_email

from .counted import count
from .dates import chosen_date
from .expire import make_room

ATTEMPTS = 3

# A second statement after the claim: it reads start and price after any edit that the
# claim waited for. The event hangs on the insert, so neither exists without the other. The
# share of the person's row keeps them from leaving meanwhile (users/services/closing.py).
_INSERT = """
WITH made AS (
  INSERT INTO bookings_booking (id, user_id, session_id, booking_date, amount, currency, policy,
    status, hold_expires_at, confirmed_at, created_at, hidden_from_booker, hidden_from_creator)
  SELECT %(id)s, %(user)s, s.id, coalesce(s.start_time, %(date)s::timestamptz), s.price,
    s.currency, %(policy)s, CASE WHEN s.price = 0 THEN 'confirmed' ELSE 'pending' END,
    CASE WHEN s.price > 0 THEN %(hold)s::timestamptz END,
    CASE WHEN s.price = 0 THEN %(now)s::timestamptz END, %(now)s, false, false
  FROM session_catalog_session s, users_user u
  WHERE s.id = %(session)s AND s.creator_id <> %(user)s AND u.id = %(user)s AND u.is_active
    AND coalesce(s.start_time, %(date)s::timestamptz) > %(now)s
    AND (s.start_time IS NULL OR %(date)s::timestamptz IS NULL
      OR s.start_time = %(date)s::timestamptz)
  FOR SHARE OF u
  RETURNING id, status
), logged AS (
  INSERT INTO bookings_bookingevent (id, booking_id, to_status, actor_id, cause, at)
  SELECT %(event)s, made.id, made.status, %(user)s, 'booked', %(now)s FROM made
)
SELECT status FROM made
"""


class _NothingTaken(Exception):
    """The claim or the insert found nothing to do."""


def book_session(
    *, user: User, session_id: UUID, booking_date: datetime | None, now: datetime
) -> UUID:
    """Take a seat for the user; returns the id of the new booking.

    A naive date is the wall clock of the session's zone. The booking is a hold until paid
    for, or confirmed at once when the price is 0. Raises NotFound, OwnSession, AlreadyBooked,
    InvalidFields (a date that does not fit), SessionClosed, SessionFull, TokenNotValid for
    somebody who is leaving, EmailNotVerified where VERIFY_EMAIL demands it, or Unavailable when
    others change the session all the time.
    """
    date = chosen_date(booking_date, session_id)
    for _ in range(ATTEMPTS):
        try:
            return _take_seat(user=user, session_id=session_id, booking_date=date, now=now)
        except (_NothingTaken, AlreadyBooked):
            refusal = _refusal(user, session_id, date, now)
            gave_way = isinstance(refusal, SessionFull) and make_room(
                session_id=session_id, now=now
            )
            if refusal and not gave_way:
                raise refusal from None
    raise Unavailable()


@keyed_use_case
def _take_seat(
    *, user: User, session_id: UUID, booking_date: datetime | None, now: datetime
) -> UUID:
    if not claim_seat(session_id):
        raise _NothingTaken()
    booking_id = new_id()
    values = {
        "id": booking_id,
        "event": new_id(),
        "user": user.pk,
        "session": session_id,
        "date": booking_date,
        "policy": Policy.UNTIL_START.value,
        "hold": now + settings.HOLD_LIFETIME,
        "now": now,
    }
    made = row(_INSERT, values)
    if made is None:
        raise _NothingTaken()
    if made[0] == Status.CONFIRMED:
        count("booked")
        emit("booking.confirmed", booking_id=booking_id)
    else:
        count("held")
        demand_verified_email(user, before=Demand.PAID_BOOKINGS)
    return booking_id


def _refusal(
    user: User, session_id: UUID, booking_date: datetime | None, now: datetime
) -> DomainError | None:
    """Why there is no seat for this user now, in the order of the contract; None: there is."""
    if not User.objects.filter(pk=user.pk, is_active=True).exists():
        return TokenNotValid()
    session = Session.objects.select_related("seats").filter(pk=session_id).first()
    if session is None:
        return NotFound()
    if session.creator_id == user.pk and session.deleted_at is None:
        return OwnSession()
    if not session.seats.on_sale:
        return NotFound()
    live = Booking.objects.live().filter(user=user, session=session).first()
    if live:
        return AlreadyBooked(booking=str(live.pk))
    if fault := _date_fault(session, booking_date, now):
        return fault
    if session.has_started(now):
        return SessionClosed()
    return SessionFull() if session.seats.taken >= session.seats.capacity else None


def _date_fault(
    session: Session, booking_date: datetime | None, now: datetime
) -> InvalidFields | None:
    if session.start_time is None:
        if booking_date is None:
            return InvalidFields(booking_date="Choose a date for this session.")
        if booking_date <= now:
            return InvalidFields(booking_date="Choose a date in the future.")
    elif booking_date is not None and booking_date != session.start_time:
        start = session.start_time.isoformat().replace("+00:00", "Z")
        return InvalidFields(booking_date=f"This session takes place at {start}.")
    return None
