"""One hub a process: asks what changed among the watched sessions, and tells the viewers.

However many viewers there are, a tick is one query. A viewer who is slow gets the newest state
when it is their turn, and nothing that is older.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from uuid import UUID

import psycopg
import structlog

from core import metrics

from .seats import NEVER_READ, SeatsState

logger = structlog.get_logger("live")
TICK = 0.15  # seconds between two questions
SLOWEST_TICK = 5.0  # while the database does not answer
HEARTBEAT = 15.0  # seconds until a quiet stream says that it lives
VIEWERS = metrics.Gauge("marketplace_live_viewers", "Streams that are open.", summed=True)
FRAMES = metrics.Counter("marketplace_live_frames", "News for a viewer.")
SUPERSEDED = metrics.Counter(
    "marketplace_live_frames_superseded", "News that newer ones replaced before they were sent."
)
DROPPED = metrics.Counter(
    "marketplace_live_dropped", "Streams ended because their viewer took nothing for too long."
)
POLLS = metrics.Histogram(
    "marketplace_live_poll_seconds", "One question to the database for what has changed."
)
_BEATS = 15  # parts that the viewers' heartbeats are spread over


class Table(Protocol):
    async def changed(
        self, known: Sequence[tuple[UUID, int | None]]
    ) -> Iterable[tuple[UUID, SeatsState]]: ...


class Viewer:
    """What one stream still has to be told. There are thousands, so each is small."""

    __slots__ = ("_drop", "_waiter", "beat", "ids", "is_gone", "mark", "news")

    def __init__(self, ids: tuple[UUID, ...], drop: Callable[[], object]) -> None:
        self.ids = ids
        self._drop = drop
        self.mark = 0  # stands for the present seats of all that it watches
        self.news: dict[UUID, SeatsState] | None = None
        self.beat = self.is_gone = False
        self._waiter: asyncio.Future[None] | None = None

    async def called(self, loop: asyncio.AbstractEventLoop) -> None:
        """Until there is something to say or to notice. For one task."""
        self._waiter = loop.create_future()
        if self.news or self.beat or self.is_gone:
            self.call()
        await self._waiter

    def call(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def remind(self) -> None:
        """It shall say that it lives. One that could not since the last time takes nothing."""
        if self.beat:
            DROPPED.add()
            self._drop()
        self.beat = True
        self.call()

    def take_news(self) -> dict[UUID, SeatsState] | None:
        """Each session's newest; afterwards there are none."""
        news, self.news = self.news, None
        return news


class Hub:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._states: dict[UUID, SeatsState] = {}
        self._viewers: dict[UUID, set[Viewer]] = {}
        self._names: dict[UUID, UUID] = {}  # one object an id, however many watch it
        self._beats: list[set[Viewer]] = [set() for _ in range(_BEATS)]
        self._joined = 0
        self._turn = asyncio.Lock()
        self.is_closing = False

    @property
    def viewers(self) -> int:
        return sum(len(each) for each in self._beats)

    async def join(self, ids: Sequence[UUID], drop: Callable[[], object]) -> Viewer:
        """A viewer of these sessions, whose news are their present seats. Raises psycopg.Error.

        `drop` ends a stream that has taken nothing from one heartbeat to the next.
        """
        viewer = Viewer(tuple(self._names.setdefault(each, each) for each in ids), drop)
        for each in viewer.ids:
            self._viewers.setdefault(each, set()).add(viewer)
        self._beats[self._joined % _BEATS].add(viewer)
        self._joined += 1
        VIEWERS.set(self.viewers)
        try:
            await self._read_unread(ids)
        except BaseException:
            self.leave(viewer)
            raise
        viewer.news = {each: self._states[each] for each in viewer.ids if each in self._states}
        viewer.mark = 0
        for state in viewer.news.values():
            viewer.mark ^= state.mark
        return viewer

    def leave(self, viewer: Viewer) -> None:
        for beat in self._beats:
            beat.discard(viewer)
        VIEWERS.set(self.viewers)
        for each in viewer.ids:
            others = self._viewers.get(each)
            if others is None:
                continue
            others.discard(viewer)
            if not others:
                del self._viewers[each], self._names[each]
                self._states.pop(each, None)

    async def run(self) -> None:
        """Until cancelled. A database that is away is asked more and more seldom."""
        wait = TICK
        while True:
            await asyncio.sleep(wait)
            try:
                await self._read(list(self._viewers))
                wait = TICK
            except (psycopg.Error, OSError) as error:
                logger.warning("seats can't be read", error=str(error))
                wait = min(wait * 2, SLOWEST_TICK)

    async def beat(self) -> None:
        """Until cancelled: reminds a part of the viewers at a time to say that they live."""
        while True:
            for part in self._beats:
                await asyncio.sleep(HEARTBEAT / _BEATS)
                for viewer in part:
                    viewer.remind()

    def close(self) -> None:
        """Ends all streams; the viewers come back by themselves."""
        self.is_closing = True
        for part in self._beats:
            for viewer in part:
                viewer.call()

    async def _read_unread(self, ids: Sequence[UUID]) -> None:
        """Those that come at once wait for one answer."""
        if all(each in self._states for each in ids):
            return
        async with self._turn:
            unread = [each for each in ids if each not in self._states]
            await self._ask(unread)

    async def _read(self, ids: Sequence[UUID]) -> None:
        async with self._turn:
            await self._ask(ids)

    async def _ask(self, ids: Sequence[UUID]) -> None:
        if not ids:
            return
        known = [(each, self._version_of(each)) for each in ids]
        with POLLS.timed():
            changed = await self._table.changed(known)
        for session_id, state in changed:
            self._tell(session_id, state)

    def _version_of(self, session_id: UUID) -> int | None:
        state = self._states.get(session_id)
        return state.version if state else NEVER_READ

    def _tell(self, session_id: UUID, state: SeatsState) -> None:
        viewers = self._viewers.get(session_id)
        if viewers is None:  # the last one left meanwhile
            return
        before = self._states.get(session_id)
        self._states[session_id] = state
        change = state.mark ^ (before.mark if before else 0)
        superseded = 0
        for viewer in viewers:
            viewer.mark ^= change
            if viewer.news is None:
                viewer.news = {session_id: state}
            else:
                superseded += session_id in viewer.news
                viewer.news[session_id] = state
            viewer.call()
        FRAMES.add(by=len(viewers))
        SUPERSEDED.add(by=superseded)
