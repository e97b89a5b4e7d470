"""Sessions: when each is held in its creator's days, and the rows it leaves."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from core.ids import new_id
from session_catalog.models import Format, Status

from .frame import Frame
from .people import Person
from .rows import Row
from .texts import Course, Offer

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedSession:
    id: UUID
    creator: Person
    course: Course
    offer: Offer
    price: Decimal
    start: datetime | None
    created_at: datetime
    cancelled_at: datetime | None

    def choose_date(self, booked_at: datetime, chance: float) -> datetime:
        """A date that somebody picks for an open session: in 2 to 25 days, at a human hour."""
        zone = _zone(self.creator.time_zone)
        day = booked_at.astimezone(zone).date() + timedelta(days=2 + int(chance * 24))
        hour = 9 + int(chance * 1000) % 10
        return datetime.combine(day, time(hour), zone).astimezone(UTC)

    def has_started(self, now: datetime) -> bool:
        return self.start is not None and self.start <= now


_zone = cache(ZoneInfo)


def occurrence(at: str, week: int, time_zone: str, now: datetime) -> datetime:
    """The moment of `at` ("Sat 10:00") in a week that is counted as in `Offer`."""
    weekday, clock = at.split()
    zone = _zone(time_zone)
    today = now.astimezone(zone).date()
    first = today + timedelta(days=1 if week >= 0 else -7)
    ahead = (DAYS.index(weekday) - first.weekday()) % 7
    weeks = week if week >= 0 else week + 1
    day = first + timedelta(days=ahead, weeks=weeks)
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def plan_session(course: Course, offer: Offer, creator: Person, frame: Frame) -> PlannedSession:
    """A session of the course; the offer is one of it, or a variant."""
    start = occurrence(offer.at, offer.week, creator.time_zone, frame.now) if offer.at else None
    latest = min(frame.now, start) if start else frame.now
    cancelled_at = None
    if offer.status == Status.CANCELLED:
        cancelled_at = latest - timedelta(hours=12 + 24 * frame.random.random())
    return PlannedSession(
        id=new_id(),
        creator=creator,
        course=course,
        offer=offer,
        price=Decimal(offer.price),
        start=start,
        created_at=latest - timedelta(days=3 + 60 * frame.random.random()),
        cancelled_at=cancelled_at,
    )


def session_row(session: PlannedSession, frame: Frame) -> Row:
    minutes = session.offer.minutes
    place = session.course.place_of(session.offer)
    return {
        "id": session.id,
        "creator_id": session.creator.id,
        "title": session.offer.title,
        "description": session.offer.description,
        "price": session.price,
        "currency": frame.currency,
        "duration_minutes": minutes,
        "status": session.offer.status.value,
        "start_time": session.start,
        "end_time": session.start and session.start + timedelta(minutes=minutes),
        "time_zone": session.creator.time_zone,
        "topic": session.course.topic.value,
        "level": session.offer.level and session.offer.level.value,
        "language": session.course.language,
        "format": (Format.IN_PERSON if place else Format.ONLINE).value,
        "place": place,
        "version": 2 if session.cancelled_at else 1,
        "created_at": session.created_at,
        "updated_at": session.cancelled_at or session.created_at,
    }


def seats_row(session: PlannedSession, *, taken: int, changes: int) -> Row:
    """`changes` is how often a seat was taken or given back."""
    return {
        "session_id": session.id,
        "capacity": session.offer.seats,
        "taken": taken,
        "on_sale": session.offer.status == Status.PUBLISHED,
        "version": 1 + changes + bool(session.cancelled_at),
    }
