"""A new session."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings

from core.transactions import keyed_use_case
from session_catalog.models import Session, Status
from session_catalog.places import check_place
from session_catalog.times import check_new_start, end_of, read_start
from users.models import User
from users.services.closing import demand_open
from users.services.email import Demand, demand_verified_email

from .seats import add_seats
from .words import learn_words


@keyed_use_case
def create_session(
    *,
    creator: User,
    title: str,
    description: str,
    price: Decimal,
    duration_minutes: int,
    capacity: int = 1,
    start_time: datetime | None = None,
    time_zone: str | None = None,
    status: str = Status.DRAFT,
    image: str | None = None,
    topic: str | None = None,
    level: str | None = None,
    language: str | None = None,
    format: str | None = None,  # noqa: A002 - as the field is called
    place: str | None = None,
    now: datetime,
) -> Session:
    """A session with all its seats free, open when it has no start; `price` in the currency.

    The time zone is the creator's own unless named; a naive start is a wall clock in it.
    Raises InvalidFields for a start that is past, too far off or never shown by the clocks, and
    for a place of a session that is not in person; TokenNotValid for somebody who is leaving;
    EmailNotVerified where VERIFY_EMAIL demands it.
    """
    demand_open(creator.pk)
    if status == Status.PUBLISHED:
        demand_verified_email(creator, before=Demand.PUBLISHING)
    zone = time_zone or creator.time_zone
    start = read_start(start_time, zone)
    check_new_start(start, now=now)
    check_place(place, format)
    session = Session.objects.create(
        creator=creator,
        title=title,
        description=description,
        price=price,
        currency=settings.CURRENCY,
        duration_minutes=duration_minutes,
        status=status,
        image=image,
        start_time=start,
        end_time=end_of(start, duration_minutes),
        time_zone=zone,
        topic=topic,
        level=level,
        language=language,
        format=format,
        place=place,
        created_at=now,
        updated_at=now,
    )
    add_seats(session, capacity)
    learn_words(session.pk)
    return session
