"""What to make by default, and who comes to a session. Touches no database."""

from collections.abc import Mapping, Sequence

from .frame import Frame
from .people import ADMIN, LEARNER, Person, creators, learners, user_row
from .rows import Rows
from .sessions import PlannedSession, plan_session, seats_row, session_row
from .stories import (
    CALLED_OFF,
    DECLINED,
    EXPIRED,
    FREE,
    FREE_CALLED_OFF,
    FREE_LEFT,
    GIVEN_UP,
    HELD,
    LEFT,
    LEFT_UNREFUNDED,
    PAID,
    PAID_AT_SECOND_TRY,
    PAID_LATE,
    REMOVED,
    Story,
)
from .telling import tell
from .texts import COURSES

# Of 100 bookings with a price that stand, and of 100 that do not.
STANDING = (PAID,) * 89 + (PAID_AT_SECOND_TRY,) * 6 + (PAID_LATE,) * 2 + (HELD,) * 3
ENDED = (LEFT,) * 45 + (EXPIRED,) * 30 + (DECLINED,) * 10 + (GIVEN_UP,) * 15
# How many bookings that ended come to one that stands.
ENDED_SHARE = 0.15

# What the known people did, by the title of the session.
LEARNERS_BOOKINGS = {
    "Throwing your first bowl": PAID,
    "Window functions from the beginning": PAID_AT_SECOND_TRY,
    "Rhythm before anything else": FREE,
    "Clouds, named and explained": HELD,
    "Half an hour, just us": PAID,
    "Saggar firing, a whole day": CALLED_OFF,
    "Pruning an old apple tree": LEFT,
    "Five pigments are enough": LEFT_UNREFUNDED,
    "Slab confidence": EXPIRED,
    "Writing about your family": GIVEN_UP,
    "Raku afternoon in the yard": PAID,
    "Poisonous look-alikes, an honest evening": PAID_LATE,
    "The sounds of Spanish": FREE,
    "Fog": REMOVED,
}
CREATORS_BOOKINGS = {
    "Linocut in one color": PAID,
    "An hour of silence, together": FREE,
    "Reading dough: when is it done proofing?": PAID,
    "After the rain": PAID,
    "Letters nobody will read": LEFT,
}


def plan_demo(frame: Frame) -> Rows:
    """About fifty people and their marketplace, with the known accounts among them."""
    teachers, others = creators(), learners()
    known = {LEARNER: LEARNERS_BOOKINGS, teachers[0]: CREATORS_BOOKINGS}
    rows = Rows(users=[user_row(who, frame) for who in (ADMIN, LEARNER, *teachers, *others)])
    for course, creator in zip(COURSES, teachers, strict=True):
        audience = [who for who in (*others, *teachers[1:]) if who is not creator]
        for offer in course.offers:
            session = plan_session(course, offer, creator, frame)
            told = {who: each[offer.title] for who, each in known.items() if offer.title in each}
            add_session(session, told, audience, frame, rows)
    return rows


def add_session(
    session: PlannedSession,
    told: Mapping[Person, Story],
    audience: Sequence[Person],
    frame: Frame,
    rows: Rows,
) -> None:
    """Add a session with the bookings told beforehand, and others until it sells as planned."""
    stories = [*told.items(), *_others(session, told, audience, frame)]
    rows.sessions.append(session_row(session, frame))
    for who, story in stories:
        tell(story, who, session, frame, rows)
    taken = sum(story.is_live for _, story in stories)
    changes = sum(story.seat_changes for _, story in stories)
    rows.seats.append(seats_row(session, taken=taken, changes=changes))


def _others(
    session: PlannedSession, told: Mapping[Person, Story], audience: Sequence[Person], frame: Frame
) -> list[tuple[Person, Story]]:
    wanted = session.offer.seats - session.offer.left
    standing = wanted - sum(story.is_live for story in told.values())
    ended = int(wanted * ENDED_SHARE + frame.random.random())
    people = frame.random.sample(audience, standing + ended)
    return [
        *((who, _standing(session, frame)) for who in people[:standing]),
        *((who, _ended(session, frame)) for who in people[standing:]),
    ]


def _standing(session: PlannedSession, frame: Frame) -> Story:
    """How a booking went that stands, or stood until the session was called off."""
    if session.cancelled_at:
        return CALLED_OFF if session.price else FREE_CALLED_OFF
    if not session.price:
        return FREE
    story = frame.random.choice(STANDING)
    # Holds run out in minutes; a session that is planned as full shall stay so.
    cannot_wait = session.has_started(frame.now) or session.offer.left < 2
    return PAID if story is HELD and cannot_wait else story


def _ended(session: PlannedSession, frame: Frame) -> Story:
    return frame.random.choice(ENDED) if session.price else FREE_LEFT
