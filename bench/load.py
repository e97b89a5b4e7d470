"""A lean load generator: HTTP/1.1 over kept connections, in one thread around one epoll.

It shares the cores with what it measures, so every microsecond here is one less there.
"""

import select
import socket
import time
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, repeat
from typing import Generic, TypeVar

C = TypeVar("C")
PATIENCE = 30.0  # seconds for the answers that are under way at the end
BUFFER = 1 << 18


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is 0 when the connection ended before the answer."""

    status: int
    head: bytes
    body: bytes


@dataclass(slots=True)
class Run:
    """`latencies` are in seconds, and hold right answers only."""

    seconds: float = 0.0
    right: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    latencies: "array[float]" = field(default_factory=lambda: array("d"))

    @property
    def rate(self) -> float:
        return self.right / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


class _Client(Generic[C]):
    __slots__ = ("begun", "context", "received", "socket")

    def __init__(self, port: int, source: str) -> None:
        self.socket = socket.create_connection(
            ("127.0.0.1", port), timeout=10, source_address=(source, 0)
        )
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.received = b""
        self.begun = 0.0
        self.context: C | None = None


class Load(Generic[C]):
    """Sends each attempt (a whole request, and what it was) and hands its answer to `judge`.

    A true judgement counts as right. Without a `rate` a client sends again when it has its
    answer. With one, attempts are due so many a second, whatever the answers do, and latency
    counts from the moment that an attempt was due. With `addresses` each client has one of its
    own, as people have.
    """

    def __init__(
        self,
        port: int,
        attempts: Iterator[tuple[bytes, C]],
        judge: Callable[[C, Answer], bool],
        *,
        connections: int,
        seconds: float,
        rate: float | None = None,
        addresses: bool = False,
    ) -> None:
        self._sources = _loopback() if addresses else repeat("127.0.0.1")
        self._port, self._attempts, self._judge = port, attempts, judge
        self._clients: dict[int, _Client[C]] = {}
        self._poll = select.epoll()
        self._idle: deque[_Client[C]] = deque()  # the longest idle one is next, as people are
        self._interval = 1 / rate if rate else 0.0
        self._connections, self._seconds = connections, seconds
        self.run = Run()

    def drive(self) -> Run:
        try:
            for _ in range(self._connections):
                self._idle.append(self._connect())
            begun = time.perf_counter()
            self._due, self._end = begun, begun + self._seconds
            self._loop()
        finally:
            self._poll.close()
            for client in self._clients.values():
                client.socket.close()
        self.run.seconds = time.perf_counter() - begun
        return self.run

    def _loop(self) -> None:
        while True:
            wait = self._send_what_is_due()
            if wait is None:
                return
            for descriptor, _ in self._poll.poll(wait):
                self._receive(self._clients[descriptor])

    def _send_what_is_due(self) -> float | None:
        """How long the next attempt may wait, in seconds; None when all is done."""
        now = time.perf_counter()
        while self._idle and now < self._end:
            if self._interval and self._due > now:
                return self._due - now
            attempt = next(self._attempts, None)
            if attempt is None:
                self._end = now
                break
            self._send(self._idle.popleft(), attempt, self._due if self._interval else now)
            self._due += self._interval
            if not self._interval:
                now = time.perf_counter()
        if now >= self._end and len(self._idle) == len(self._clients):
            return None
        if now > self._end + PATIENCE:
            return None
        return 1.0

    def _send(self, client: _Client[C], attempt: tuple[bytes, C], begun: float) -> None:
        request, client.context = attempt
        client.begun = begun
        try:
            client.socket.sendall(request)
        except OSError:
            self._broken(client)

    def _receive(self, client: _Client[C]) -> None:
        try:
            part = client.socket.recv(BUFFER)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if not part:
            self._broken(client)
            return
        client.received = received = client.received + part if client.received else part
        end = received.find(b"\r\n\r\n") + 4
        if end > 3 and len(received) >= (whole := end + _length(received, end)):
            self._answered(client, Answer(int(received[9:12]), received[:end], received[end:whole]))

    def _answered(self, client: _Client[C], answer: Answer) -> None:
        assert client.context is not None
        self.run.statuses[answer.status] += 1
        if self._judge(client.context, answer):
            self.run.right += 1
            self.run.latencies.append(time.perf_counter() - client.begun)
        client.received = b""
        client.context = None
        if b"\r\nConnection: close" in answer.head:
            self._broken(client)
        else:
            self._idle.append(client)

    def _broken(self, client: _Client[C]) -> None:
        """The server ended the connection; what it did with the request is unknown."""
        if client in self._idle:
            self._idle.remove(client)
        self._poll.unregister(client.socket)
        del self._clients[client.socket.fileno()]
        client.socket.close()
        if client.context is not None:
            self.run.statuses[0] += 1
            self._judge(client.context, Answer(0, b"", b""))
        self._idle.append(self._connect())

    def _connect(self) -> _Client[C]:
        client = _Client[C](self._port, next(self._sources))
        self._clients[client.socket.fileno()] = client
        self._poll.register(client.socket, select.EPOLLIN)
        return client


def _loopback() -> Iterator[str]:
    """Addresses of this machine."""
    for number in count():
        yield f"127.{64 + number // 62_500 % 128}.{number // 250 % 250}.{1 + number % 250}"


def _length(received: bytes, end: int) -> int:
    head = received[:end].lower()
    at = head.find(b"content-length:")
    return int(head[at + 15 : head.find(b"\r", at)]) if at >= 0 else 0


def request(
    method: str, path: str, *, token: str | None = None, body: bytes = b"", key: str | None = None
) -> bytes:
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if key:
        lines.append(f"Idempotency-Key: {key}")
    if method != "GET":
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def fetch(port: int, sent: bytes) -> Answer:
    """One request on a connection of its own."""
    found: list[Answer] = []

    def keep(_: int, answer: Answer) -> bool:
        found.append(answer)
        return True

    Load(port, iter([(sent, 1)]), keep, connections=1, seconds=PATIENCE).drive()
    return found[0]
