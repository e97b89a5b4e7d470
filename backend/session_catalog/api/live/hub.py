"""One hub a process: asks what changed among the watched sessions, and tells the viewers.

However many viewers there are, a tick is one query. A viewer who is slow gets the newest state
when it is their turn, and nothing that is older.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

import psycopg
import structlog

from .seats import NEVER_READ, SeatsState

logger = structlog.get_logger("live")
TICK = 0.2  # seconds between two questions
SLOWEST_TICK = 5.0  # while the database does not answer
HEARTBEAT = 15.0  # seconds until a quiet stream says that it lives
_BEATS = 15  # parts that the viewers' heartbeats are spread over


class Table(Protocol):
    async def changed(
        self, known: Sequence[tuple[UUID, int | None]]
    ) -> Iterable[tuple[UUID, SeatsState]]: ...


class Viewer:
    """What one stream still has to be told."""

    __slots__ = ("beat", "ids", "news", "wake")

    def __init__(self, ids: Sequence[UUID]) -> None:
        self.ids = ids
        self.news: dict[UUID, SeatsState] = {}
        self.beat = False
        self.wake = asyncio.Event()


class Hub:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._states: dict[UUID, SeatsState] = {}
        self._viewers: dict[UUID, set[Viewer]] = {}
        self._beats: list[set[Viewer]] = [set() for _ in range(_BEATS)]
        self._joined = 0
        self._turn = asyncio.Lock()
        self.is_closing = False

    @property
    def viewers(self) -> int:
        return sum(len(each) for each in self._beats)

    async def join(self, ids: Sequence[UUID]) -> Viewer:
        """A viewer of these sessions, whose news are their present seats. Raises psycopg.Error."""
        viewer = Viewer(ids)
        for each in ids:
            self._viewers.setdefault(each, set()).add(viewer)
        self._beats[self._joined % _BEATS].add(viewer)
        self._joined += 1
        try:
            await self._read_unread(ids)
        except BaseException:
            self.leave(viewer)
            raise
        viewer.news = {each: self._states[each] for each in ids if each in self._states}
        return viewer

    def mark_of(self, viewer: Viewer) -> int:
        """Stands for the present seats of all that the viewer watches."""
        mark = 0
        for each in viewer.ids:
            state = self._states.get(each)
            mark ^= state.mark if state else 0
        return mark

    def leave(self, viewer: Viewer) -> None:
        for beat in self._beats:
            beat.discard(viewer)
        for each in viewer.ids:
            others = self._viewers.get(each)
            if others is None:
                continue
            others.discard(viewer)
            if not others:
                del self._viewers[each]
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
                    viewer.beat = True
                    viewer.wake.set()

    def close(self) -> None:
        """Ends all streams; the viewers come back by themselves."""
        self.is_closing = True
        for part in self._beats:
            for viewer in part:
                viewer.wake.set()

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
        for session_id, state in await self._table.changed(known):
            self._tell(session_id, state)

    def _version_of(self, session_id: UUID) -> int | None:
        state = self._states.get(session_id)
        return state.version if state else NEVER_READ

    def _tell(self, session_id: UUID, state: SeatsState) -> None:
        viewers = self._viewers.get(session_id)
        if viewers is None:  # the last one left meanwhile
            return
        self._states[session_id] = state
        for viewer in viewers:
            viewer.news[session_id] = state
            viewer.wake.set()
