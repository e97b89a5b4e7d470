"""A booking as a calendar entry (RFC 5545)."""

from datetime import timedelta

from django.conf import settings
from icalendar import Calendar, Event

from bookings.models import Booking, Status

_STATUS = {
    Status.PENDING: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
}


def calendar_entry(booking: Booking) -> bytes:
    """The entry, with a UID that never changes and a SEQUENCE that grows with every change."""
    session = booking.session
    event = Event()
    event.add("uid", f"{booking.pk}@sessions-marketplace")
    event.add("sequence", session.version + booking.events.count())
    event.add("dtstamp", booking.cancelled_at or booking.confirmed_at or booking.created_at)
    event.add("dtstart", booking.booking_date)
    event.add("dtend", booking.booking_date + timedelta(minutes=session.duration_minutes))
    event.add("summary", session.title)
    event.add("description", session.description)
    event.add("url", f"{settings.PUBLIC_URL}/sessions/{session.pk}")
    if session.place:
        event.add("location", session.place)
    event.add("status", _STATUS[Status(booking.status)])
    calendar = Calendar()
    calendar.add("prodid", "-//Sessions Marketplace//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if booking.status == Status.CANCELLED else "PUBLISH")
    calendar.add_component(event)
    entry: bytes = calendar.to_ical()
    return entry
