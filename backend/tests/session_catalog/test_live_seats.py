"""Free seats as they change, by server-sent events, against the real database."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from session_catalog.api.live import hub
from session_catalog.api.live.seats import NEVER_READ, SeatsState, SeatsTable, state_of
from session_catalog.models import Seats, Session
from tests.factories import make_session

from .live import Server, Stream, serving

pytestmark = pytest.mark.django_db(transaction=True)
Story = Callable[[Server], Coroutine[Any, Any, None]]


def play(story: Story, table: Any = None) -> None:
    async def run() -> None:
        async with serving(table) as server:
            await asyncio.wait_for(story(server), 20)

    asyncio.run(run())


async def in_database(deed: Callable[[], Any]) -> Any:
    """Django's own connection belongs to the thread of the test."""

    def on_its_own() -> Any:
        try:
            return deed()
        finally:
            connection.close()

    return await asyncio.to_thread(on_its_own)


async def take(session: Session, taken: int) -> None:
    seats = Seats.objects.filter(session=session)
    await in_database(lambda: seats.update(taken=taken, version=seats.get().version + 1))


def shown(session: Session, free: int, version: int) -> dict[str, Any]:
    return {
        "id": str(session.pk),
        "spots_available": free,
        "is_full": free == 0,
        "version": version,
    }


def test_a_snapshot_comes_first_and_then_only_what_changes() -> None:
    one, other = make_session(capacity=3), make_session(capacity=8, taken=2)

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={one.pk},{other.pk}")
        snapshot = await stream.frame()
        assert snapshot["event"] == "snapshot"
        assert 2000 <= int(snapshot["retry"]) <= 4000
        assert snapshot["data"] == [shown(one, 3, 1), shown(other, 6, 1)]

        await take(one, 3)
        change = await stream.frame()

        assert (change["event"], change["data"]) == ("seats", [shown(one, 0, 2)])
        assert change["id"] != snapshot["id"]
        assert stream.headers["content-type"] == "text/event-stream"
        assert stream.headers["x-accel-buffering"] == "no"

    play(story)


def test_one_who_comes_back_hears_only_what_was_missed() -> None:
    session = make_session(capacity=3)

    async def story(server: Server) -> None:
        first = server.ask(f"ids={session.pk}")
        seen = (await first.frame())["id"]
        first.leave()
        await server.until(lambda: server.hub.viewers == 0)

        again = server.ask(f"ids={session.pk}", last_event_id=seen)
        assert (await again.frame())["comment"] == ": nothing new"
        await take(session, 1)
        assert (await again.frame())["data"] == [shown(session, 2, 2)]

        late = server.ask(f"ids={session.pk}", last_event_id=seen)
        assert (await late.frame())["data"] == [shown(session, 2, 2)]

    play(story)


def test_every_viewer_of_a_session_hears_of_it_and_nobody_else() -> None:
    watched, unwatched = make_session(), make_session()

    async def story(server: Server) -> None:
        streams = [server.ask(f"ids={watched.pk}") for _ in range(20)]
        other = server.ask(f"ids={unwatched.pk}")
        for stream in (*streams, other):
            await stream.frame()

        await take(watched, 4)

        for stream in streams:
            assert (await stream.frame())["data"] == [shown(watched, 6, 2)]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(other.frame(), 0.5)

    play(story)


def test_drafts_and_unknown_sessions_are_left_out_and_an_ended_sale_is_told() -> None:
    session = make_session()
    draft = make_session(status="draft")
    Seats.objects.filter(session=draft).update(on_sale=False)

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={draft.pk},{uuid4()},{session.pk}")
        assert (await stream.frame())["data"] == [shown(session, 10, 1)]

        await in_database(
            lambda: Seats.objects.filter(session=session).update(on_sale=False, version=2)
        )
        closed = {"id": str(session.pk), "closed": True, "version": 2}
        assert (await stream.frame())["data"] == [closed]

        gone = {"id": str(session.pk), "closed": True, "version": None}
        await in_database(session.delete)
        assert (await stream.frame())["data"] == [gone]

    play(story)


# Not a random one: the workers of a run must agree on the names of its tests.
SOME_ID = "01a21000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("query", ["", "ids=", "ids=one", f"ids={SOME_ID},"])
def test_what_names_no_sessions_is_refused(query: str) -> None:
    async def story(server: Server) -> None:
        answer = await server.answered(query)
        assert (answer.status, list(answer.body())) == (400, ["ids"])

    play(story)


def test_a_hundred_sessions_are_the_most_each_counted_once() -> None:
    async def story(server: Server) -> None:
        ids = [str(uuid4()) for _ in range(101)]
        assert (await server.answered("ids=" + ",".join(ids))).status == 400
        stream = server.ask("ids=" + ",".join(ids[:100] * 2))
        assert (await stream.frame())["data"] == []

    play(story)


def test_other_methods_and_paths_are_refused() -> None:
    async def story(server: Server) -> None:
        posted = await server.answered(f"ids={uuid4()}", method="POST")
        elsewhere = await server.answered("", path="/api/sessions/")
        alive = await server.answered("", path="/livez")
        assert (posted.status, posted.headers["allow"]) == (405, "GET")
        assert (elsewhere.status, elsewhere.body()["code"]) == (404, "not_found")
        assert alive.body() == {"status": "ok", "viewers": 0}

    play(story)


def test_one_viewer_too_many_is_asked_to_poll(settings: Settings) -> None:
    settings.LIVE_VIEWERS = 1
    session = make_session()

    async def story(server: Server) -> None:
        first = server.ask(f"ids={session.pk}")
        await first.frame()
        refused = await server.answered(f"ids={session.pk}")
        assert (refused.status, refused.body()["code"]) == (503, "unavailable")
        assert int(refused.headers["retry-after"]) > 0

        first.leave()
        await server.until(lambda: server.hub.viewers == 0)
        assert (await server.ask(f"ids={session.pk}").frame())["event"] == "snapshot"

    play(story)


def test_pages_of_ours_may_read_it_from_their_own_origin(settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://web.example"]

    async def story(server: Server) -> None:
        ours = await server.answered("", origin="https://web.example")
        other = await server.answered("", origin="https://evil.example")
        assert ours.headers["access-control-allow-origin"] == "https://web.example"
        assert "access-control-allow-origin" not in other.headers

    play(story)


def test_a_quiet_stream_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "HEARTBEAT", 0.3)
    session = make_session()

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={session.pk}")
        await stream.frame()
        assert (await stream.frame())["event"] == "beat"

    play(story)


def test_at_the_end_each_stream_is_told_when_to_come_back() -> None:
    session = make_session()

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={session.pk}")
        await stream.frame()

        server.hub.close()

        assert 3000 <= int((await stream.frame())["retry"]) <= 7000
        await server.until(lambda: stream.has_ended and server.hub.viewers == 0)
        assert (await server.answered(f"ids={session.pk}")).status == 503

    play(story)


def test_a_connection_that_breaks_is_made_again_and_nothing_is_missed() -> None:
    session = make_session()

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE application_name = 'sessions-marketplace-live'"
            )

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={session.pk}")
        await stream.frame()

        await in_database(cut)
        await take(session, 9)

        assert (await stream.frame())["data"] == [shown(session, 1, 2)]

    play(story)


def test_behind_a_pooler_nothing_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """PREPARE_AFTER=0 holds for the stream as well, whose one question is asked for ever."""
    options = {**connection.settings_dict["OPTIONS"], "prepare_threshold": None}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    session = make_session()

    async def ask() -> Any:
        table = SeatsTable()
        for _ in range(8):
            await table.changed([(session.pk, NEVER_READ)])
        assert table._connection is not None
        cursor = await table._connection.execute("SELECT count(*) FROM pg_prepared_statements")
        found = await cursor.fetchone()
        await table.close()
        return found

    assert asyncio.run(ask()) == (0,)


class Told:
    """A table whose changes the test makes up; or one that does not answer."""

    def __init__(self) -> None:
        self.states: dict[Any, SeatsState] = {}
        self.is_away = False
        self.first_questions = 0

    async def changed(self, known: Any) -> Any:
        if self.is_away:
            raise psycopg.OperationalError("away")
        self.first_questions += any(version == NEVER_READ for _, version in known)
        await asyncio.sleep(0.01)
        return [
            (each, self.states[each])
            for each, version in known
            if each in self.states and self.states[each].version != version
        ]


@pytest.mark.django_db(transaction=False)
def test_a_slow_viewer_gets_the_newest_and_nothing_older() -> None:
    table, session_id = Told(), uuid4()
    table.states[session_id] = state_of(session_id, 9, 1, True)

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={session_id}")
        await stream.frame()
        stream.reads.clear()
        for version in range(2, 50):
            table.states[session_id] = state_of(session_id, 9, version, True)
            await server.hub._read([session_id])
            await asyncio.sleep(0)
        stream.reads.set()

        told = [(await stream.frame())["data"][0]["version"] for _ in range(2)]

        # The one that was on its way, and what is true now.
        assert told == [2, 49]
        assert stream.pending() == 0

    play(story, table)


@pytest.mark.django_db(transaction=False)
def test_a_viewer_who_takes_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "HEARTBEAT", 0.3)
    table, session_id = Told(), uuid4()
    table.states[session_id] = state_of(session_id, 9, 1, True)

    async def story(server: Server) -> None:
        stuck, other = (server.ask(f"ids={session_id}") for _ in range(2))
        await stuck.frame()
        await other.frame()
        stuck.reads.clear()

        await server.until(lambda: server.hub.viewers == 1)

        assert (await other.frame())["event"] == "beat"

    play(story, table)


@pytest.mark.django_db(transaction=False)
def test_a_storm_of_viewers_is_one_question_to_the_database() -> None:
    table, session_id = Told(), uuid4()
    table.states[session_id] = state_of(session_id, 9, 1, True)

    async def story(server: Server) -> None:
        streams = [server.ask(f"ids={session_id}") for _ in range(500)]
        for stream in streams:
            assert (await stream.frame())["event"] == "snapshot"
        assert table.first_questions == 1

        for stream in streams:
            stream.leave()
        await server.until(lambda: server.hub.viewers == 0)
        assert not server.hub._states

    play(story, table)


@pytest.mark.django_db(transaction=False)
def test_while_the_database_is_away_new_viewers_are_asked_to_poll_and_old_ones_stay() -> None:
    table, session_id = Told(), uuid4()
    table.states[session_id] = state_of(session_id, 9, 1, True)

    async def story(server: Server) -> None:
        stream = server.ask(f"ids={session_id}")
        await stream.frame()

        table.is_away = True
        refused: Stream = await server.answered(f"ids={uuid4()}")
        table.states[session_id] = state_of(session_id, 0, 2, True)
        table.is_away = False

        assert refused.status == 503
        assert (await stream.frame())["data"][0]["is_full"] is True
        assert server.hub.viewers == 1

    play(story, table)
