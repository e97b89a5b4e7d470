"""Threads of the API keep their connections. A server that was away has cut them all."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from .asking import Line
from .processes import until
from .stack import Stack

PEOPLE, TIMES = 64, 5
MANY = 8  # the threads of one worker of the API: all people may have come to the same
_WAITING = """
SELECT FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND application_name LIKE 'sessions-marketplace%'
"""


def look_around(stack: Stack) -> Counter[int]:
    """The answers by their status."""

    def look(_: int) -> list[int]:
        line = Line(stack.port)
        return [line.ask("GET", "/api/sessions/?limit=1").status for _ in range(TIMES)]

    with ThreadPoolExecutor(PEOPLE) as people:
        return Counter(each for one in people.map(look, range(PEOPLE)) for each in one)


def connect_many_threads(stack: Stack) -> None:
    """A thread gets its connection with its first request, and a quick one may do all of them:
    so they are held up."""
    with ThreadPoolExecutor(1) as aside, stack.connect() as other, stack.connect() as witness:
        with other.transaction():
            other.execute("LOCK TABLE session_catalog_session")
            looking = aside.submit(look_around, stack)
            until(lambda: witness.execute(_WAITING.encode()).rowcount >= MANY, "many are at it")
        looking.result()


# Afterwards nobody waits until the API is ready: that asks thread after thread, and each of the
# twin's refuses once.


def test_nobody_is_refused_once_the_database_is_back(stack: Stack) -> None:
    connect_many_threads(stack)
    stack.replace_postgresql()
    assert {*look_around(stack)} == {200}


def test_without_a_look_at_the_line_each_thread_refuses_somebody(stack: Stack) -> None:
    """The broken twin."""
    with stack.patched("lines_are_not_looked_at"):
        connect_many_threads(stack)
        stack.replace_postgresql()
        assert look_around(stack)[503] > 0


@pytest.fixture(autouse=True)
def mended(stack: Stack) -> None:
    stack.mend()
