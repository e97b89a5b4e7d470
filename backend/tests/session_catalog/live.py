"""The stream of live seats, asked as a server asks it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from session_catalog.api.live.hub import Hub
from session_catalog.api.live.seats import SeatsTable
from session_catalog.api.live.stream import LiveSeats

PATIENCE = 5.0  # seconds until something must have come


class Stream:
    """One request and what has come of its answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.has_ended = False
        self._text = ""
        self._came = asyncio.Event()
        self.reads = asyncio.Event()
        self.reads.set()
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        await self.reads.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): text.decode() for name, text in message["headers"]}
        else:
            self._text += message["body"].decode()
            self.has_ended = not message.get("more_body", False)
        self._came.set()

    def pending(self) -> int:
        """Whole frames that nobody has looked at."""
        return self._text.count("\n\n")

    def leave(self) -> None:
        self._gone.set()

    async def frame(self) -> dict[str, Any]:
        """The next event: its fields, with `data` read. A comment is `{"comment": …}`."""
        while "\n\n" not in self._text:
            self._came.clear()
            await asyncio.wait_for(self._came.wait(), PATIENCE)
        text, _, self._text = self._text.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line[1:])
        if "data" in fields:
            fields["data"] = json.loads(fields["data"])
        comments = [line for line in text.splitlines() if line.startswith(":")]
        return fields | ({"comment": comments[0]} if comments else {})

    def body(self) -> Any:
        return json.loads(self._text)


class Server:
    """The application with its hub at work."""

    def __init__(self, table: Any) -> None:
        self.hub = Hub(table)
        self.application = LiveSeats(self.hub)
        self._tasks: set[asyncio.Task[None]] = set()

    def ask(self, query: str, *, method: str = "GET", path: str = "", **headers: str) -> Stream:
        stream = Stream()
        scope = {
            "type": "http",
            "method": method,
            "path": path or "/api/sessions/live/",
            "query_string": query.encode(),
            "headers": [
                (name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()
            ],
        }
        task = asyncio.ensure_future(self.application(scope, stream.receive, stream.send))
        self._tasks.add(task)
        return stream

    async def answered(self, query: str, **options: Any) -> Stream:
        """A request whose answer has ended."""
        stream = self.ask(query, **options)
        await self.until(lambda: stream.has_ended)
        return stream

    async def until(self, holds: Any) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            assert asyncio.get_running_loop().time() < deadline
            await asyncio.sleep(0.01)

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def serving(table: Any = None) -> AsyncIterator[Server]:
    real = SeatsTable()
    server = Server(table or real)
    at_work = [asyncio.ensure_future(each) for each in (server.hub.run(), server.hub.beat())]
    try:
        yield server
    finally:
        for task in at_work:
            task.cancel()
        await server.end()
        await real.close()
