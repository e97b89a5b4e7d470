"""What was promised holds although parts of the product are killed while people use it.

`make faults` has all faults, with several seeds; these are the ones that take seconds.
"""

import pytest

from .checker import complaints, facts
from .crowd import Crowd, Person
from .faults import FAULTS
from .scene import undergo
from .stack import Stack


@pytest.mark.parametrize(
    ("name", "seed"),
    [("api-worker", 1), ("api", 2), ("job-worker", 3), ("postmaster", 4), ("backend", 5),
     ("rolling", 8), ("cut", 9), ("stream", 10)],
)  # fmt: skip
def test_nothing_is_lost(stack: Stack, name: str, seed: int) -> None:
    run = undergo(stack, FAULTS[name], seed)
    assert not run.said
    assert run.seen.total() > 0


def test_a_database_that_answers_before_it_has_written_is_found_out(
    stack: Stack, people: list[Person]
) -> None:
    """The broken twin: with `synchronous_commit` off its death takes what was acknowledged."""
    stack.mend()
    crowd = Crowd(stack.port, people, seed=6)
    with stack.careless_database(), crowd.at_work():
        crowd.hear(60)
        stack.kill_postgresql()
    crowd.settle()
    stack.drain()
    with stack.connect() as connection:
        found = complaints(crowd.journal, facts(connection, crowd.sessions))
    assert any("was acknowledged and is there 0 times" in each for each in found)
