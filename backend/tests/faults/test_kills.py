"""What was promised holds although parts of the product are killed while people use it."""

from collections.abc import Callable, Sequence

from .checker import broken_invariants, complaints, facts
from .crowd import Crowd, Person
from .stack import Stack

STRIKES = 2


def test_bookings_outlive_an_api_worker(stack: Stack, people: list[Person]) -> None:
    kill_under_load(stack, people, stack.kill_an_api_worker, seed=1)


def test_bookings_outlive_the_whole_api(stack: Stack, people: list[Person]) -> None:
    kill_under_load(stack, people, stack.kill_the_api, seed=2)


def test_bookings_outlive_the_job_worker(stack: Stack, people: list[Person]) -> None:
    kill_under_load(stack, people, stack.kill_the_worker, seed=3)


def test_bookings_outlive_the_database(stack: Stack, people: list[Person]) -> None:
    kill_under_load(stack, people, stack.kill_postgresql, seed=4)


def test_bookings_outlive_a_connection_of_the_database(stack: Stack, people: list[Person]) -> None:
    kill_under_load(stack, people, stack.kill_a_backend, seed=5)


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


def kill_under_load(
    stack: Stack, people: Sequence[Person], kill: Callable[[], None], *, seed: int
) -> None:
    stack.mend()
    crowd = Crowd(stack.port, people, seed)
    with crowd.at_work():
        for _ in range(STRIKES):
            crowd.hear(crowd.random.randint(20, 60))
            kill()
        crowd.hear(20)
    crowd.settle()
    stack.drain()
    assert_nothing_is_lost(stack, crowd)


def assert_nothing_is_lost(stack: Stack, crowd: Crowd) -> None:
    with stack.connect() as connection:
        found = complaints(crowd.journal, facts(connection, crowd.sessions))
        found += broken_invariants(connection)
    code, said = stack.manage("audit")
    assert not found, (f"seed {crowd.seed}", found)
    assert code == 0, (f"seed {crowd.seed}", said)
