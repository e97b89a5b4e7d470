"""Those who watch seats end up right, whatever is killed, and never see a step backwards."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from .asking import Line
from .crowd import Person
from .processes import until
from .stack import Stack
from .watchers import Watcher, until_all_know, watching

CROWD = 40
SOON = 30.0  # seconds; other tests run on the same cores
_SOLD = b"""UPDATE session_catalog_seats SET taken = taken + %s, version = version + 1
WHERE session_id = %s RETURNING version"""


@pytest.fixture
def session(stack: Stack, people: list[Person]) -> Iterator[str]:
    stack.mend()
    offer = {
        "title": "Watched",
        "description": "By many.",
        "price": "0.00",
        "capacity": 100,
        "duration_minutes": 60,
        "start_time": "2035-01-01T10:00:00Z",
        "status": "published",
    }
    line, made = Line(stack.port), []

    def is_made() -> bool:
        """A part of the API may still have a connection that went with the database."""
        answer = line.ask("POST", "/api/sessions/", offer, token=people[0].token)
        made.extend([answer.body["id"]] if answer.status == 201 else [])
        return bool(made)

    until(is_made, "a session is made")
    line.close()
    yield made[0]
    with stack.connect() as connection:  # as many are taken as are booked
        connection.execute(
            b"UPDATE session_catalog_seats SET taken = 0 WHERE session_id = %s", made
        )


def sell(stack: Stack, session: str, seats: int = 1) -> int:
    with stack.connect() as connection:
        row = connection.execute(_SOLD, [seats, session]).fetchone()
    assert row is not None
    return int(row[0])


def test_viewers_outlive_what_has_their_connections(stack: Stack, session: str) -> None:
    # Once: a server whose parts die again and again ends, and is started anew by who keeps it.
    kill_before_viewers(stack, session, stack.kill_the_stream_worker, times=1)


def test_viewers_outlive_the_whole_stream(stack: Stack, session: str) -> None:
    kill_before_viewers(stack, session, stack.kill_the_stream, times=2)


def kill_before_viewers(
    stack: Stack, session: str, kill: Callable[[], None], *, times: int
) -> None:
    """All come back at one moment, and some of what they missed has happened meanwhile."""
    with watching(stack.live_port, CROWD, [session]) as watchers:
        for _ in range(times):
            until_all_know(watchers, session, sell(stack, session), SOON)
            kill()
            until_all_know(watchers, session, sell(stack, session), SOON)
        until_all_know(watchers, session, sell(stack, session), SOON)
    assert_none_was_misled(watchers)
    assert all(each.streams == 1 + times for each in watchers)


def test_viewers_stay_while_the_database_is_away(stack: Stack, session: str) -> None:
    with watching(stack.live_port, CROWD, [session]) as watchers:
        until_all_know(watchers, session, sell(stack, session), SOON)
        with stack.no_database():
            with watching(stack.live_port, 1, [str(uuid4())]) as (stranger,):
                until(lambda: len(stranger.refusals) > 2, "a stranger is refused")
            assert set(stranger.refusals) == {503}
        until_all_know(watchers, session, sell(stack, session), SOON)
    assert_none_was_misled(watchers)
    assert all(each.streams == 1 for each in watchers)
    stack.wait_until_ready()


def test_a_stream_that_is_asked_to_end_tells_all_to_come_back(stack: Stack, session: str) -> None:
    with watching(stack.live_port, CROWD, [session]) as watchers:
        until_all_know(watchers, session, sell(stack, session), SOON)
        assert stack.live.process is not None
        stack.live.process.terminate()
        assert stack.live.process.wait(15) == 0
        stack.live.start(stack.environment)
        until_all_know(watchers, session, sell(stack, session), SOON)
    assert_none_was_misled(watchers)


def assert_none_was_misled(watchers: list[Watcher]) -> None:
    assert [each.backwards for each in watchers if each.backwards] == []
    assert len({frozenset(each.free.items()) for each in watchers}) == 1
