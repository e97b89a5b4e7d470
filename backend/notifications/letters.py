"""The words of each mail. Nothing here reads or writes rows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from unicodedata import category
from uuid import UUID

from django.conf import settings

from bookings.models import Booking, Cause
from bookings.models import Status as BookingStatus
from notifications.times import duration, money, when
from payments.models import Refund
from session_catalog.models import Format


@dataclass(frozen=True)
class Letter:
    """What a mail says; `facts` are pairs of a label and its value.

    `reason` says why one gets it, `to` is its address if not the person's present one, and
    `one_time_id` whose secret stands where its marks are (services/secrets.py).
    """

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    link_text: str
    link: str
    calendar: str = ""
    reason: str = "You get this mail because it is about your own booking."
    to: str = ""
    one_time_id: UUID | None = None


@dataclass(frozen=True)
class MoneyBack:
    """What became of a booking's money so far; `refunding` leaves out what failed."""

    captured: Decimal = Decimal(0)
    refunding: Decimal = Decimal(0)
    arrived: Decimal = Decimal(0)
    failed: Decimal = Decimal(0)


def booked(booking: Booking, *, calendar: str, now: datetime) -> Letter:
    paragraphs = ["Your seat is yours. The attached entry puts the session into your calendar."]
    if not booking.has_started(now):
        paragraphs.append(f"Plans change: you can cancel {_until_the_start(booking)}.")
    paid = money(booking.amount, booking.currency) if booking.amount else "Free of charge"
    return _letter(
        booking,
        subject="Booked",
        heading="Your seat is booked",
        paragraphs=paragraphs,
        facts=[*_session_facts(booking, "When"), ("Paid", paid)],
        calendar=calendar,
    )


def cancelled(booking: Booking, back: MoneyBack, *, calendar: str) -> Letter:
    words = "Your booking has been cancelled and your seat is free again."
    if booking.cancel_cause == Cause.ADMIN:
        words = "Our support team has cancelled your booking."
    return _letter(
        booking,
        subject="Cancelled",
        heading="Your booking is cancelled",
        paragraphs=[words, _about_money(booking, back)],
        facts=_session_facts(booking, "Was booked for"),
        calendar=calendar,
    )


def refunded(booking: Booking, refund: Refund) -> Letter:
    amount = money(refund.amount, refund.payment.currency)
    words = f"We have returned {amount} to the account or card you paid with."
    paragraphs = [f"{words} Your bank may take a few days to show it."]
    if booking.cancel_cause == Cause.HOLD_EXPIRED:
        paragraphs.insert(
            0,
            "Your payment reached us after the time to pay had run out, "
            "and we could not keep the seat for you.",
        )
    return _letter(
        booking,
        subject=f"Refunded {amount}",
        heading="Your refund is done",
        paragraphs=paragraphs,
        facts=[*_session_facts(booking, "Was booked for"), ("Refunded", amount)],
    )


def session_moved(booking: Booking, old_start: datetime, *, calendar: str, now: datetime) -> Letter:
    paragraphs = ["The session you booked has a new time. Your booking has moved along with it."]
    if booking.status == BookingStatus.PENDING:
        paragraphs = ["The session you have a seat on hold for has a new time."]
    if not booking.has_started(now):
        paragraphs.append(
            f"If the new time does not suit you, you can cancel {_until_the_start(booking)}."
        )
    before = when(old_start, booking.user.time_zone, booking.session.time_zone)
    return _letter(
        booking,
        subject="New time",
        heading="Your session has a new time",
        paragraphs=paragraphs,
        facts=[*_session_facts(booking, "New time"), ("Before", before)],
        calendar=calendar,
    )


def session_cancelled(booking: Booking, back: MoneyBack, *, calendar: str) -> Letter:
    return _letter(
        booking,
        subject="Session cancelled",
        heading="This session will not take place",
        paragraphs=[
            "We are sorry: the session has been cancelled, and your booking with it.",
            _about_money(booking, back),
        ],
        facts=_session_facts(booking, "Was planned for"),
        calendar=calendar,
    )


def _letter(
    booking: Booking,
    *,
    subject: str,
    heading: str,
    paragraphs: list[str],
    facts: list[tuple[str, str]],
    calendar: str = "",
) -> Letter:
    return Letter(
        subject=one_line(f"{subject}: {booking.session.title}"),
        heading=heading,
        paragraphs=tuple(each for each in paragraphs if each),
        facts=tuple(facts),
        link_text="See your bookings",
        link=f"{settings.PUBLIC_URL}/dashboard",
        calendar=calendar,
    )


def one_line(text: str) -> str:
    """Without line breaks and control characters, which have no place in a mail's header."""
    return " ".join("".join(" " if category(each) == "Cc" else each for each in text).split())


def _session_facts(booking: Booking, label: str) -> list[tuple[str, str]]:
    session = booking.session
    where = session.place or ("Online" if session.format == Format.ONLINE else None)
    return [
        ("Session", one_line(session.title)),
        (label, when(booking.booking_date, booking.user.time_zone, session.time_zone)),
        ("Duration", duration(session.duration_minutes)),
        *([("Where", one_line(where))] if where else []),
        ("Host", one_line(session.creator.get_full_name() or session.creator.username)),
    ]


def _until_the_start(booking: Booking) -> str:
    return "until it starts and get everything back" if booking.amount else "until it starts"


def _about_money(booking: Booking, back: MoneyBack) -> str:
    if back.refunding:
        amount = money(back.refunding, booking.currency)
        if back.arrived >= back.refunding:
            return f"Your refund of {amount} has gone out."
        return f"Your refund of {amount} is on its way; we write again when it has gone out."
    if back.failed:
        amount = money(back.failed, booking.currency)
        return f"Your refund of {amount} has not gone through yet. We are looking into it."
    if back.captured:
        return ""
    if not booking.amount:
        return "It was free of charge, so there is nothing to refund."
    return "You had not paid yet. Should a payment still reach us, we send it back in full."
