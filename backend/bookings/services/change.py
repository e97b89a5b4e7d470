"""What a client means by sending `status` or `payment_status`."""

from datetime import datetime
from uuid import UUID

from bookings.models import Booking, Status
from core.errors import InvalidFields, InvalidTransition, NotFound
from payments.services import charges
from users.models import User

from .book import book_session
from .cancel import cancel_by_learner
from .dates import read_date
from .money import payment_status
from .pay import pay_booking

PAID = "paid"
AT_ONCE = "success"


def wants_to_pay(*, status: str | None, payment_status: str | None) -> bool:
    """Whether the words mean "pay now", as clients of a simulated payment say it.

    Raises InvalidFields for any other words, and for these when real money would move.
    """
    faults = {}
    if status not in (None, Status.CONFIRMED):
        faults["status"] = "This can't be set here."
    if payment_status not in (None, PAID):
        faults["payment_status"] = "This follows from the payments and can't be set."
    wants = status == Status.CONFIRMED or payment_status == PAID
    if wants and charges.provider_moves_money():
        field = "payment_status" if payment_status == PAID else "status"
        faults[field] = "Pay through the pay route."
    if faults:
        raise InvalidFields(**faults)
    return wants


def book_and_pay(
    *,
    user: User,
    session_id: UUID,
    booking_date: datetime | None,
    made: UUID | None,
    now: datetime,
) -> UUID:
    """Book and pay at once; `made` is the booking of an earlier try to carry on with.

    Raises what booking and paying raise.
    """
    booking_id = made or book_session(
        user=user, session_id=session_id, booking_date=booking_date, now=now
    )
    pay_booking(user=user, booking_id=booking_id, method=AT_ONCE, now=now)
    return booking_id


def change_booking(
    *,
    user: User,
    booking_id: UUID,
    booking_date: datetime | None,
    status: str | None,
    payment_status_sent: str | None,
    now: datetime,
) -> UUID:
    """Carry out what a PATCH asks for; words that equal the present state ask for nothing.

    Raises NotFound, InvalidFields, InvalidTransition and what cancelling and paying raise.
    """
    booking = Booking.objects.booked_by(user).filter(pk=booking_id).first()
    if booking is None:
        raise NotFound()
    if booking_date is not None:
        _refuse_to_move(booking, booking_date)
    new_status = status if status != booking.status else None
    new_payment = payment_status_sent
    if new_payment is not None and new_payment == payment_status(booking_id):
        new_payment = None
    if new_status == Status.CANCELLED and new_payment is None:
        return cancel_by_learner(user=user, booking_id=booking_id, now=now)
    if new_status == Status.PENDING:
        raise InvalidTransition()
    if wants_to_pay(status=new_status, payment_status=new_payment):
        pay_booking(user=user, booking_id=booking_id, method=AT_ONCE, now=now)
    return booking_id


def _refuse_to_move(booking: Booking, date: datetime) -> None:
    if read_date(date, booking.session.time_zone) != booking.booking_date:
        raise InvalidFields(booking_date="A booking can't be moved to another date.")
