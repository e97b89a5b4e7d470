"""Threads of the API keep their connections. A server that was away has cut them all."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from .asking import Line
from .stack import Stack

ASKED_AT_ONCE, TIMES = 16, 10


def look_around(stack: Stack) -> Counter[int]:
    """Until all threads have had something to do; the answers by their status."""

    def look(_: int) -> list[int]:
        line = Line(stack.port)
        return [line.ask("GET", "/api/sessions/?limit=1").status for _ in range(TIMES)]

    with ThreadPoolExecutor(ASKED_AT_ONCE) as threads:
        return Counter(each for one in threads.map(look, range(ASKED_AT_ONCE)) for each in one)


def test_nobody_is_refused_once_the_database_is_back(stack: Stack) -> None:
    look_around(stack)
    stack.kill_postgresql()
    assert {*look_around(stack)} == {200}


def test_without_a_look_at_the_line_each_thread_refuses_somebody(stack: Stack) -> None:
    """The broken twin."""
    with stack.patched("lines_are_not_looked_at"):
        look_around(stack)
        stack.kill_postgresql()
        assert look_around(stack)[503] > 0


@pytest.fixture(autouse=True)
def mended(stack: Stack) -> None:
    stack.mend()
