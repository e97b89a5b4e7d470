"""The rows that a booking leaves behind."""

from datetime import datetime, timedelta
from uuid import UUID

from bookings.models import Cause, Policy, Status
from core.ids import new_id
from payments.models import PaymentStatus, RefundStatus

from .frame import Frame
from .people import ADMIN_ID, Person
from .rows import Row, Rows
from .sessions import PlannedSession
from .stories import HELD, Story, moments

PROVIDER = "simulated"


def tell(story: Story, who: Person, session: PlannedSession, frame: Frame, rows: Rows) -> None:
    """Add the rows of one booking that went as the story says."""
    booked_at = _booked_at(story, session, frame)
    date = session.start or session.choose_date(booked_at, frame.random.random())
    until = min(frame.now, date, session.cancelled_at or frame.now)
    at = moments(story, booked_at=booked_at, until=until, frame=frame)
    booking = _booking(story, at, frame) | {
        "user_id": who.id,
        "session_id": session.id,
        "booking_date": date,
        "amount": session.price,
    }
    rows.bookings.append(booking)
    actors = {
        Cause.BOOKED.value: who.id,
        Cause.PAID.value: who.id,
        Cause.PAID_LATE.value: who.id,
        Cause.LEARNER.value: who.id,
        Cause.SESSION_CANCELLED.value: session.creator.id,
        Cause.ADMIN.value: ADMIN_ID,
    }
    rows.events += _events(story, at, booking, actors)
    _add_money(story, at, booking, rows)


def _booked_at(story: Story, session: PlannedSession, frame: Frame) -> datetime:
    chance = frame.random.random()
    if story is HELD:
        return frame.now - min(frame.hold / 10, timedelta(minutes=1)) * chance
    closing = min(frame.now, session.start or frame.now, session.cancelled_at or frame.now)
    opened = session.created_at + timedelta(minutes=30)
    return opened + (closing - timedelta(hours=6) - opened) * chance


def _booking(story: Story, at: list[datetime], frame: Frame) -> Row:
    steps = zip(story.steps, at, strict=True)
    confirmed = [when for (status, _), when in steps if status == Status.CONFIRMED]
    cancelled = story.status == Status.CANCELLED
    return {
        "id": new_id(),
        "currency": frame.currency,
        "policy": Policy.UNTIL_START.value,
        "status": story.status,
        "hold_expires_at": at[0] + frame.hold if story is HELD else None,
        "created_at": at[0],
        "confirmed_at": confirmed[-1] if confirmed else None,
        "cancelled_at": at[-1] if cancelled else None,
        "cancel_cause": story.steps[-1][1] if cancelled else None,
    }


def _events(story: Story, at: list[datetime], booking: Row, actors: dict[str, UUID]) -> list[Row]:
    before = (None, *(status for status, _ in story.steps))
    return [
        {
            "id": new_id(),
            "booking_id": booking["id"],
            "from_status": from_status,
            "to_status": to_status,
            "actor_id": actors.get(cause),
            "cause": cause,
            "at": when,
        }
        for from_status, (to_status, cause), when in zip(before, story.steps, at, strict=False)
    ]


def _add_money(story: Story, at: list[datetime], booking: Row, rows: Rows) -> None:
    for status in story.payments:
        payment = _payment(story, status, at, booking)
        rows.payments.append(payment)
        rows.charges.append(
            {
                "payment_id": payment["id"],
                "reference": payment["reference"],
                "amount": payment["amount"],
                "currency": payment["currency"],
                "method": payment["method"],
                "state": status,
            }
        )
        if story.refund and status == PaymentStatus.CAPTURED:
            _add_refund(story, at[-1], payment, rows)


def _payment(story: Story, status: str, at: list[datetime], booking: Row) -> Row:
    payment_id = new_id()
    captured_at = None
    if status == PaymentStatus.CAPTURED:
        captured_at = at[[step for step, _ in story.steps].index(Status.CONFIRMED)]
    begun_at = at[0] + timedelta(seconds=30 if captured_at else 12)
    return {
        "id": payment_id,
        "payable_id": booking["id"],
        "provider": PROVIDER,
        "reference": f"sim_{payment_id.hex}",
        "amount": booking["amount"],
        "currency": booking["currency"],
        "status": status,
        "method": "success" if captured_at else "declined",
        "failure": "" if captured_at else "card_declined",
        "created_at": begun_at,
        "captured_at": captured_at,
        "checked_at": captured_at or begun_at,
    }


def _add_refund(story: Story, at: datetime, payment: Row, rows: Rows) -> None:
    refund_id = new_id()
    failed = story.refund == RefundStatus.FAILED
    rows.refunds.append(
        {
            "id": refund_id,
            "payment_id": payment["id"],
            "amount": payment["amount"],
            "reason": story.steps[-1][1],
            "status": story.refund,
            "attempts": 8 if failed else 1,
            "last_error": "The provider is not available." if failed else "",
            "created_at": at,
            "updated_at": at + timedelta(seconds=3),
        }
    )
    if not failed:
        rows.charge_refunds.append(
            {
                "refund_id": refund_id,
                "charge_id": payment["id"],
                "amount": payment["amount"],
                "done": True,
            }
        )
