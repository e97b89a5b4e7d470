"""Pages that watch live seats: they come back as browsers do, and remember what they were told."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

BETWEEN_TRIES = 0.2  # seconds; a browser takes two to four


class Watcher(threading.Thread):
    def __init__(self, port: int, ids: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.port, self.ids = port, ids
        self.last: dict[str, int] = {}  # version of each session that was heard of
        self.free: dict[str, int] = {}
        self.backwards: list[tuple[str, int, int]] = []
        self.streams = 0
        self.refusals: list[int] = []
        self._event_id = ""
        self._ends = threading.Event()
        self._http: http.client.HTTPConnection | None = None

    def run(self) -> None:
        while not self._ends.is_set():
            with suppress(OSError, http.client.HTTPException, AttributeError, ValueError):
                self._watch()
            self._ends.wait(BETWEEN_TRIES)

    @property
    def known(self) -> dict[str, tuple[int, int]]:
        """Version and free seats of each session."""
        return {each: (version, self.free[each]) for each, version in self.last.copy().items()}

    def stop(self) -> None:
        self._ends.set()
        if self._http is not None and self._http.sock is not None:
            with suppress(OSError):
                self._http.sock.shutdown(2)
        self.join(10)

    def _watch(self) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Last-Event-ID": self._event_id} if self._event_id else {}
        self._http.request("GET", f"/api/sessions/live/?ids={','.join(self.ids)}", headers=headers)
        response = self._http.getresponse()
        if response.status != 200:
            assert response.headers["Retry-After"]
            self.refusals.append(response.status)
            return
        self.streams += 1
        while line := response.readline():
            name, _, text = line.decode().strip().partition(": ")
            if name == "id":
                self._event_id = text
            elif name == "data" and text != "0":
                for each in json.loads(text):
                    self._hear(each["id"], each["version"], each["spots_available"])

    def _hear(self, session: str, version: int, free: int) -> None:
        if version < self.last.get(session, 0):
            self.backwards.append((session, self.last[session], version))
        self.free[session], self.last[session] = free, version


@contextmanager
def watching(port: int, number: int, ids: Sequence[str]) -> Iterator[list[Watcher]]:
    watchers = [Watcher(port, ids) for _ in range(number)]
    try:
        for each in watchers:
            each.start()
        yield watchers
    finally:
        for each in watchers:
            each.stop()


def until_all_know(watchers: Sequence[Watcher], session: str, version: int, within: float) -> None:
    deadline = time.monotonic() + within
    while wrong := [
        each.last.get(session) for each in watchers if each.last.get(session) != version
    ]:
        assert time.monotonic() < deadline, (version, wrong)
        time.sleep(0.02)
