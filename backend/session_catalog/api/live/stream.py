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
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import psycopg
from django.conf import settings

from .hub import Hub, Viewer
from .seats import MAX_IDS, SeatsTable

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
PATH = "/api/sessions/live/"
# Those who lose their stream at one moment come back spread over a time, a longer one when this
# process ends and the next has to start.
RETRY_MS = (2_000, 4_000)
RETRY_AFTER_END_MS = (3_000, 7_000)
BUSY_SECONDS = 10
# An event, for no page hears a comment.
BEAT = "event: beat\ndata: 0\n\n"


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
            await self._answer(scope, receive, send)

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

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1").lower(): value for name, value in scope["headers"]}
        answer = _Answer(send, _text(headers.get("origin")))
        if scope["path"] in ("/livez", "/readyz"):
            await answer.plain(200, {"status": "ok", "viewers": self._hub.viewers})
        elif scope["path"].rstrip("/") != PATH.rstrip("/"):
            await answer.plain(404, _problem("not_found", "This is not here."))
        elif scope["method"] != "GET":
            await answer.plain(405, _problem("method_not_allowed", "Only GET."), allow="GET")
        elif (ids := _ids(scope["query_string"])) is None:
            text = f"Name 1 to {MAX_IDS} sessions by their ids, comma-separated."
            await answer.plain(400, {"ids": [text]})
        elif self._hub.is_closing or self._hub.viewers >= settings.LIVE_VIEWERS:
            await answer.busy()
        else:
            await self._stream(answer, receive, ids, _text(headers.get("last-event-id")))

    async def _stream(
        self, answer: "_Answer", receive: Receive, ids: list[UUID], last_event_id: str
    ) -> None:
        try:
            viewer = await self._hub.join(ids)
        except (psycopg.Error, OSError):
            await answer.busy()
            return
        gone = asyncio.ensure_future(_until_gone(receive, viewer))
        try:
            await answer.begin_stream()
            async for frame in self._frames(viewer, last_event_id):
                # While the server ends it says of each connection that it is gone.
                if gone.done() and not self._hub.is_closing:
                    return
                await answer.more(frame)
            await answer.end()
        finally:
            gone.cancel()
            self._hub.leave(viewer)

    async def _frames(self, viewer: Viewer, last_event_id: str) -> AsyncIterator[str]:
        yield f"retry: {random.randint(*RETRY_MS)}\n{self._first(viewer, last_event_id)}"  # noqa: S311
        while True:
            await viewer.wake.wait()
            viewer.wake.clear()
            if self._hub.is_closing:
                yield f"retry: {random.randint(*RETRY_AFTER_END_MS)}\n\n"  # noqa: S311
                return
            if viewer.news:
                yield self._told(viewer, "seats")
            elif viewer.beat:
                yield BEAT
            viewer.beat = False

    def _first(self, viewer: Viewer, last_event_id: str) -> str:
        if last_event_id == f"{self._hub.mark_of(viewer):016x}":
            viewer.news = {}
            return ": nothing new\n\n"
        viewer.news = {each: state for each, state in viewer.news.items() if state.on_sale}
        return self._told(viewer, "snapshot")

    def _told(self, viewer: Viewer, event: str) -> str:
        """The viewer's news as a frame; afterwards there are none."""
        data = ",".join(state.json for state in viewer.news.values())
        viewer.news = {}
        return f"id: {self._hub.mark_of(viewer):016x}\nevent: {event}\ndata: [{data}]\n\n"


def _on_termination(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> None:
    """The server waits for its connections before it says `lifespan.shutdown`, and streams do
    not end by themselves. Its own handler is called as well: it listens on the wake-up pipe."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(close))


async def _until_gone(receive: Receive, viewer: Viewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.wake.set()


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


class _Answer:
    """The messages of one response, with the headers that each of them has."""

    def __init__(self, send: Send, origin: str) -> None:
        self._send = send
        self._headers = {"x-content-type-options": "nosniff", "vary": "origin"}
        if origin in settings.CORS_ALLOWED_ORIGINS:
            self._headers["access-control-allow-origin"] = origin

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

    async def more(self, text: str) -> None:
        message = {"type": "http.response.body", "body": text.encode(), "more_body": True}
        await self._send(message)

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _begin(self, status: int, headers: dict[str, str]) -> None:
        pairs = [(name.encode(), text.encode()) for name, text in (self._headers | headers).items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})
