"""`GET /api/sessions/live/?ids=…`: free seats as server-sent events.

`event: snapshot` comes first, `event: seats` with what changed afterwards; both hold a JSON array
like that of `/api/sessions/seats/`. A session that is off sale is `{id, closed, version}`.
`event: beat` comes when nothing else has for a while: without it one is cut off. The event's id
stands for all that the stream has told, so a browser that comes back with it (`Last-Event-ID`)
gets a snapshot only if something changed meanwhile.
"""

import asyncio
import json
import random
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import psycopg
import structlog
from django.conf import settings

from core import origin

from .hub import Hub, Viewer
from .seats import MAX_IDS, SeatsState, SeatsTable, frame

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
PATH = "/api/sessions/live/"
logger = structlog.get_logger("live")
# Those who lose their stream at one moment come back spread over a time, a longer one when this
# process ends and the next has to start.
RETRY_MS = (2_000, 4_000)
RETRY_AFTER_END_MS = (3_000, 7_000)
BUSY_SECONDS = 10
# An event, for no page hears a comment.
BEAT = b"event: beat\ndata: 0\n\n"


class LiveSeats:
    """The ASGI application."""

    def __init__(self, hub: Hub | None = None) -> None:
        self._table = SeatsTable()
        self._hub = hub or Hub(self._table)
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            asked = _Asked(scope)
            # The server keeps it as long as the stream, and with all its headers it is larger
            # than everything else that a viewer needs.
            scope.clear()
            await self._logged(asked, receive, send)

    async def _logged(self, asked: "_Asked", receive: Receive, send: Send) -> None:
        """One line in the log for a stream, when it ends."""
        whose, begun = origin.begin(asked.request_id), time.monotonic()
        whose.route = PATH
        try:
            await self._answer(asked, receive, send)
        finally:
            if settings.REQUEST_LOG and asked.path == PATH:
                seconds = round(time.monotonic() - begun, 1)
                logger.info("stream", path=asked.path, seconds=seconds)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                loop = asyncio.get_running_loop()
                self._tasks = [
                    loop.create_task(self._hub.run()),
                    loop.create_task(self._hub.beat()),
                ]
                _on_termination(loop, self._hub.close)
                await send({"type": "lifespan.startup.complete"})
            else:
                for task in self._tasks:
                    task.cancel()
                await self._table.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _answer(self, asked: "_Asked", receive: Receive, send: Send) -> Awaitable[None]:
        answer = _Answer(send, asked.origin)
        if asked.path in ("/livez", "/readyz"):
            return answer.plain(200, {"status": "ok", "viewers": self._hub.viewers})
        if asked.path.rstrip("/") != PATH.rstrip("/"):
            return answer.plain(404, _problem("not_found", "This is not here."))
        if asked.method != "GET":
            return answer.plain(405, _problem("method_not_allowed", "Only GET."), allow="GET")
        ids = _ids(asked.query)
        if ids is None:
            text = f"Name 1 to {MAX_IDS} sessions by their ids, comma-separated."
            return answer.plain(400, {"ids": [text]})
        if self._hub.is_closing or self._hub.viewers >= settings.LIVE_VIEWERS:
            return answer.busy()
        return self._stream(answer, receive, ids, asked.last_event_id)

    async def _stream(
        self, answer: "_Answer", receive: Receive, ids: list[UUID], last_event_id: str
    ) -> None:
        try:
            viewer = await self._hub.join(ids, _canceller())
        except (psycopg.Error, OSError):
            await answer.busy()
            return
        gone = asyncio.ensure_future(_until_gone(receive, viewer))
        del ids
        try:
            await answer.begin_stream()
            await answer.more(_first(viewer, last_event_id))
            await self._follow(viewer, answer.more)
            await answer.end()
        finally:
            gone.cancel()
            self._hub.leave(viewer)

    async def _follow(self, viewer: Viewer, more: Callable[[bytes], Awaitable[None]]) -> None:
        loop = asyncio.get_running_loop()
        while not self._hub.is_closing:
            await viewer.called(loop)
            # While the server ends it says of each connection that it is gone.
            if viewer.is_gone and not self._hub.is_closing:
                return
            news = viewer.take_news()
            if news:
                await more(_told(viewer, news))
            elif viewer.beat:
                await more(BEAT)
            viewer.beat = False
        await more(f"retry: {random.randint(*RETRY_AFTER_END_MS)}\n\n".encode())  # noqa: S311


def _first(viewer: Viewer, last_event_id: str) -> bytes:
    news = viewer.take_news() or {}
    retry = f"retry: {random.randint(*RETRY_MS)}\n".encode()  # noqa: S311
    if last_event_id == f"{viewer.mark:016x}":
        return retry + b": nothing new\n\n"
    on_sale = ",".join(state.json for state in news.values() if state.on_sale)
    return retry + frame("snapshot", viewer.mark, on_sale)


def _told(viewer: Viewer, news: dict[UUID, SeatsState]) -> bytes:
    if len(viewer.ids) == 1:
        return next(iter(news.values())).frame
    return frame("seats", viewer.mark, ",".join(state.json for state in news.values()))


def _on_termination(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> None:
    """The server waits for its connections before it says `lifespan.shutdown`, and streams do
    not end by themselves. Its own handler is called as well: it listens on the wake-up pipe."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(close))


def _canceller() -> Callable[[], object]:
    task = asyncio.current_task()
    return task.cancel if task else lambda: None


async def _until_gone(receive: Receive, viewer: Viewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.is_gone = True
    viewer.call()


def _problem(code: str, detail: str) -> dict[str, str]:
    return {"detail": detail, "code": code}


def _text(value: bytes | None) -> str:
    return (value or b"").decode("latin-1")


def _ids(query: bytes) -> list[UUID] | None:
    """Each id once; None when these are not 1 to MAX_IDS ids."""
    sent = parse_qs(query.decode("latin-1")).get("ids", [""])[-1].split(",")
    try:
        ids = list(dict.fromkeys(UUID(each) for each in sent))
    except ValueError:
        return None
    return ids if len(ids) <= MAX_IDS else None


class _Asked:
    """What of a request counts."""

    __slots__ = ("last_event_id", "method", "origin", "path", "query", "request_id")

    def __init__(self, scope: Scope) -> None:
        self.path: str = scope["path"]
        self.method: str = scope["method"]
        self.query: bytes = scope["query_string"]
        headers = {name.decode("latin-1").lower(): value for name, value in scope["headers"]}
        self.origin = _text(headers.get("origin"))
        self.last_event_id = _text(headers.get("last-event-id"))
        self.request_id = _text(headers.get("x-request-id"))


class _Answer:
    """The messages of one response, with the headers that each of them has."""

    def __init__(self, send: Send, page: str) -> None:
        self._send = send
        self._headers = {"x-content-type-options": "nosniff", "vary": "origin"}
        if page in settings.CORS_ALLOWED_ORIGINS:
            self._headers["access-control-allow-origin"] = page
        if whose := origin.present():
            self._headers["x-request-id"] = whose.request_id

    async def plain(self, status: int, body: object, **more: str) -> None:
        headers = {"content-type": "application/json", "cache-control": "no-store", **more}
        await self._begin(status, headers)
        await self._send({"type": "http.response.body", "body": json.dumps(body).encode()})

    async def busy(self) -> None:
        problem = _problem("unavailable", "Too many are watching. Ask for the seats instead.")
        await self.plain(503, problem, **{"retry-after": str(BUSY_SECONDS)})

    async def begin_stream(self) -> None:
        # No proxy may hold it back or pack it.
        await self._begin(
            200,
            {
                "content-type": "text/event-stream",
                "cache-control": "no-store, no-transform",
                "x-accel-buffering": "no",
            },
        )

    def more(self, frames: bytes) -> Awaitable[None]:
        return self._send({"type": "http.response.body", "body": frames, "more_body": True})

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _begin(self, status: int, headers: dict[str, str]) -> None:
        pairs = [(name.encode(), text.encode()) for name, text in (self._headers | headers).items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})
