"""The checker against the real database: silent after a quiet run, and not once a bug is in it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .checker import Booking, Facts, broken_invariants, complaints, facts
from .crowd import Crowd, Person
from .machine import Connection
from .stack import Stack

_COPY = """
INSERT INTO bookings_booking SELECT (jsonb_populate_record(
  b, jsonb_build_object('id', gen_random_uuid()))).* FROM bookings_booking b WHERE id = %(id)s
"""
_REVIVE = """
UPDATE bookings_booking SET status = 'confirmed', confirmed_at = now(), cancelled_at = NULL,
  cancel_cause = NULL WHERE id = %(id)s
"""
_TAKE = """
UPDATE session_catalog_seats SET taken = taken + 1, capacity = capacity + 1
WHERE session_id = %(session)s
"""
_MISCOUNT = "UPDATE session_catalog_seats SET taken = taken - 1 WHERE session_id = %(session)s"
_DELETE = "DELETE FROM bookings_booking WHERE id = %(id)s"


@dataclass(frozen=True)
class Bug:
    """`victim` says which booking it befalls, `complaint` what must be said of it."""

    victim: Callable[[Booking], bool]
    statements: tuple[str, ...]
    complaint: str


BUGS = {
    "an acknowledged booking is lost": Bug(
        lambda b: not b.is_live, (_DELETE,), "Booking {id} was acknowledged and is there 0 times."
    ),
    "a seat is miscounted": Bug(
        lambda b: b.is_live, (_MISCOUNT,), "Session {session}: {fewer} taken, {live} live."
    ),
    "a key books twice": Bug(
        lambda b: not (b.is_live or b.has_run_out),
        (_COPY,),
        "Booking {new} is there, and nobody was told of it.",
    ),
    "a cancel is undone": Bug(
        lambda b: not (b.is_live or b.has_run_out),
        (_REVIVE, _TAKE),
        "Booking {id} was cancelled and is confirmed.",
    ),
}


@pytest.fixture(scope="module")
def quiet(stack: Stack, people: list[Person]) -> Crowd:
    """People were at it, and nothing was killed."""
    stack.mend()
    crowd = Crowd(stack.port, people, seed=7)
    with crowd.at_work():
        crowd.hear(200)
    crowd.settle()
    stack.drain()
    return crowd


def test_a_quiet_run_is_passed_over_in_silence(stack: Stack, quiet: Crowd) -> None:
    with stack.connect() as connection:
        assert complaints(quiet.journal, facts(connection, quiet.sessions)) == []
        assert broken_invariants(connection) == []


@pytest.mark.parametrize("name", BUGS)
def test_a_seeded_bug_is_found(stack: Stack, quiet: Crowd, name: str) -> None:
    bug = BUGS[name]
    with stack.connect() as connection, connection.transaction(force_rollback=True):
        before = facts(connection, quiet.sessions)
        victim = chosen(bug, before, quiet)
        seed(connection, bug, victim)
        after = facts(connection, quiet.sessions)
        assert complaints(quiet.journal, after) == [expected(bug, victim, before, after)]


def chosen(bug: Bug, found: Facts, crowd: Crowd) -> Booking:
    """Acknowledged, and its person has no other live booking of its session."""
    told = {booking for attempt in crowd.journal.attempts for booking in attempt.ids}
    live = {(each.user, each.session): each.id for each in found.bookings if each.is_live}
    return next(
        each
        for each in found.bookings
        if each.id in told
        and bug.victim(each)
        and live.get((each.user, each.session), each.id) == each.id
    )


def seed(connection: Connection, bug: Bug, victim: Booking) -> None:
    # Keys are not looked after: a lost row takes nothing with it.
    connection.execute("SET LOCAL session_replication_role = replica")
    for statement in bug.statements:
        done = connection.execute(statement.encode(), {"id": victim.id, "session": victim.session})
        assert done.rowcount == 1


def expected(bug: Bug, victim: Booking, before: Facts, after: Facts) -> str:
    new = {each.id for each in after.bookings} - {each.id for each in before.bookings}
    live = sum(each.is_live and each.session == victim.session for each in before.bookings)
    return bug.complaint.format(
        id=victim.id, session=victim.session, live=live, fewer=live - 1, new="".join(new)
    )
