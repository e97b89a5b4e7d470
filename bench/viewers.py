"""Thousands of pages that watch live seats: a process of its own, one thread around one epoll.

It shares the cores with what it measures, so a frame that was seen before is not read again.
"""

import multiprocessing
import random
import re
import select
import socket
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import cast

PATIENCE = 60.0
BUFFER = 1 << 16
AT_ONCE = 256  # connections that wait for their snapshot
ADDRESSES = 16  # one address has no more than some thousands of ports
_VERSION = re.compile(rb'"version":(\d+)')


@dataclass
class Log:
    """Who was told of which version, and when (the system's monotonic clock)."""

    viewers: "array[int]" = field(default_factory=lambda: array("i"))
    versions: "array[int]" = field(default_factory=lambda: array("i"))
    times: "array[float]" = field(default_factory=lambda: array("d"))
    backwards: int = 0
    lost: int = 0  # connections that ended


class Viewers:
    """They watch while the block lasts; `plan` has one session's id for each."""

    def __init__(self, port: int, plan: Sequence[str]) -> None:
        self._port, self._plan = port, plan

    def __enter__(self) -> "Viewers":
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_watch, args=(self._port, self._plan, theirs))
        self._process.start()
        self.seconds = cast(float, self._hear())
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe.send("end")
        self._process.join(PATIENCE)
        self._process.kill()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def log(self) -> Log:
        """What came since the last time."""
        self._pipe.send("log")
        return cast(Log, self._hear())

    def last(self) -> "array[int]":
        """The version that each has seen last."""
        self._pipe.send("last")
        return cast("array[int]", self._hear())

    def _hear(self) -> object:
        if not self._pipe.poll(PATIENCE * 2):
            raise RuntimeError("The viewers do not answer.")
        said: object = self._pipe.recv()
        if isinstance(said, str):
            raise RuntimeError(said)
        return said


def _watch(port: int, plan: Sequence[str], pipe: Connection) -> None:
    crowd = _Crowd(port, plan)
    try:
        pipe.send(crowd.open())
    except (OSError, RuntimeError) as fault:
        pipe.send(f"The viewers can't all connect: {fault}")
        return
    crowd.poll.register(pipe.fileno(), select.EPOLLIN)
    while True:
        crowd.receive(1.0, but=pipe.fileno())
        if pipe.poll():
            asked = pipe.recv()
            if asked == "end":
                return
            pipe.send(crowd.take_log() if asked == "log" else crowd.last)


class _Crowd:
    def __init__(self, port: int, plan: Sequence[str]) -> None:
        self._port, self._plan = port, plan
        self.poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._viewer_of: dict[int, int] = {}
        self._partial: dict[int, bytes] = {}
        self._known: dict[bytes, int] = {}  # frame to version; 0: it has none
        self.last = array("i", [0]) * len(plan)
        self._waiting = 0
        self._log = Log()

    def open(self) -> float:
        """Seconds until all have their snapshots."""
        begun = time.monotonic()
        order = list(range(len(self._plan)))
        random.Random(1).shuffle(order)
        while order or self._waiting:
            while order and self._waiting < AT_ONCE:
                self._connect(order.pop())
            self.receive(0.5)
            if time.monotonic() - begun > PATIENCE:
                raise RuntimeError(f"{len(order) + self._waiting} are still waiting.")
        self._log = Log()
        return time.monotonic() - begun

    def _connect(self, viewer: int) -> None:
        made = socket.socket()
        made.bind((f"127.0.0.{2 + viewer % ADDRESSES}", 0))
        made.connect(("127.0.0.1", self._port))
        made.sendall(
            b"GET /api/sessions/live/?ids=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            % self._plan[viewer].encode()
        )
        made.setblocking(False)
        self._sockets[made.fileno()] = made
        self._viewer_of[made.fileno()] = viewer
        self.poll.register(made.fileno(), select.EPOLLIN)
        self._waiting += 1

    def receive(self, patience: float, but: int = -1) -> None:
        for descriptor, _ in self.poll.poll(patience):
            if descriptor != but:
                self._read(descriptor)

    def _read(self, descriptor: int) -> None:
        try:
            part = self._sockets[descriptor].recv(BUFFER)
        except OSError:
            part = b""
        if not part:
            self.poll.unregister(descriptor)
            self._sockets.pop(descriptor).close()
            self._log.lost += 1
            return
        if descriptor in self._partial:
            part = self._partial.pop(descriptor) + part
        if not part.endswith(b"\n\n\r\n"):
            self._partial[descriptor] = part
            return
        version = self._version_in(part)
        if version:
            self._note(self._viewer_of[descriptor], version)

    def _version_in(self, part: bytes) -> int:
        version = self._known.get(part)
        if version is None:
            found = _VERSION.findall(part)
            version = int(found[-1]) if found else 0
            if len(part) < 300:  # not the head of an answer, which differs from one to the next
                self._known[part] = version
        return version

    def _note(self, viewer: int, version: int) -> None:
        before = self.last[viewer]
        if not before:
            self._waiting -= 1
        elif version < before:
            self._log.backwards += 1
        self.last[viewer] = version
        self._log.viewers.append(viewer)
        self._log.versions.append(version)
        self._log.times.append(time.monotonic())

    def take_log(self) -> Log:
        taken, self._log = self._log, Log()
        return taken
