"""What waits for a slow mail server, and what does not."""

from collections.abc import Iterator

import pytest

from .asking import Line
from .crowd import Person, insist, offer
from .processes import until
from .stack import Stack

FEW = 2  # learners: each costs the broken twin several seconds
NEVER = 3600.0  # seconds a letter; its sender gives up after two
_ORDER = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'core.forget_old_requests', '{"timestamp": 0}') RETURNING id
"""
_IS_LEFT = "SELECT FROM procrastinate_jobs WHERE id = %s"
_MAILS_TO_COME = """
SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notifications.booked' AND attempts = 0
"""


@pytest.fixture(autouse=True)
def silence(stack: Stack) -> Iterator[None]:
    """A mail server that takes the connection and says no more."""
    stack.mend()
    stack.drain()
    stack.post.seconds = NEVER
    yield
    stack.post.seconds = 0.0
    stack.mend()
    stack.drain()


def test_only_mails_wait(stack: Stack, people: list[Person]) -> None:
    assert mails_to_come_when_another_job_is_done(stack, people) > 0


def test_in_one_line_all_else_waits_as_well(stack: Stack, people: list[Person]) -> None:
    """The broken twin."""
    with stack.patched("all_jobs_wait_in_one_line"):
        assert mails_to_come_when_another_job_is_done(stack, people) == 0


def mails_to_come_when_another_job_is_done(stack: Stack, people: list[Person]) -> int:
    creator, *learners = people[: FEW + 1]
    session = offer(stack.port, creator, "0.00", capacity=len(learners))
    for each in learners:
        book(stack, each, session)
    with stack.connect() as connection:
        job = connection.execute(_ORDER.encode()).fetchone()
        until(lambda: connection.execute(_IS_LEFT, job).rowcount == 0, "the other job is done")
        row = connection.execute(_MAILS_TO_COME.encode()).fetchone()
    return int(row[0]) if row else 0


def book(stack: Stack, learner: Person, session: str) -> None:
    line = Line(stack.port)
    answer = insist(
        lambda: line.ask("POST", "/api/bookings/", {"session": session}, token=learner.token)
    )
    assert answer.status == 201, answer
