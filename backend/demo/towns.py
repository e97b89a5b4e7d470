"""Any number of rows: towns like the default demo, each a world of its own, one after another."""

from collections.abc import Iterator
from dataclasses import replace

from users.models import Role

from .frame import Frame
from .people import Person, strangers, user_row
from .plan import add_session
from .rows import Rows
from .sessions import plan_session
from .texts import COURSES, Offer

LEARNERS = 40
WEEKS = (-12, 20)
OCCASIONS = (
    "by request",
    "daytime group",
    "evening group",
    "for beginners",
    "for friends and neighbors",
    "for two generations",
    "once more",
    "second group",
    "slow and thorough",
    "small group",
    "the short version",
    "with time for questions",
)
PLACES = (
    "Aarhus", "Accra", "Adelaide", "Bergen", "Bilbao", "Bogotá", "Boston", "Bristol", "Brno",
    "Cape Town", "Chicago", "Cork", "Cuenca", "Denver", "Dunedin", "Edinburgh", "Fukuoka",
    "Galway", "Gdańsk", "Ghent", "Graz", "Hamburg", "Hobart", "Jaipur", "Kampala", "Kyoto",
    "Leipzig", "Lima", "Lisbon", "Ljubljana", "Lyon", "Malmö", "Mérida", "Mombasa", "Montréal",
    "Mysore", "Nagoya", "Naples", "Oaxaca", "Oulu", "Perth", "Porto", "Portland", "Pune",
    "Quito", "Riga", "Rotterdam", "Salvador", "Seattle", "Sevilla", "Sheffield", "Tartu",
    "Toronto", "Tromsø", "Turin", "Uppsala", "Valencia", "Vilnius", "Wellington", "Zagreb",
)  # fmt: skip


def plan_towns(frame: Frame, *, run: str, size: int) -> Iterator[Rows]:
    """Rows of about `size` users, sessions and bookings; what was yielded is kept nowhere."""
    people = strangers(run, frame.random)
    while size > 0:
        rows = _town(frame, people, size)
        size -= rows.size
        yield rows


def _town(frame: Frame, people: Iterator[Person], size: int) -> Rows:
    """A town, or as much of it as fits."""
    learners = [next(people) for _ in range(LEARNERS)]
    rows = Rows(users=[user_row(who, frame) for who in learners])
    for course in frame.random.sample(COURSES, len(COURSES)):
        creator = replace(next(people), role=Role.CREATOR, time_zone=course.time_zone)
        rows.users.append(user_row(creator, frame))
        for offer in course.offers:
            if rows.size >= size:
                return rows
            session = plan_session(course, _variant(offer, frame), creator, frame)
            add_session(session, {}, learners, frame, rows)
    return rows


def _variant(offer: Offer, frame: Frame) -> Offer:
    """The same offer for another group in another week."""
    occasion, place = frame.random.choice(OCCASIONS), frame.random.choice(PLACES)
    return replace(
        offer,
        title=f"{offer.title} ({occasion}, {place})",
        text=f"{offer.text}\n\nThis date was added for a group from {place}; all are welcome.",
        week=frame.random.randint(*WEEKS),
    )
