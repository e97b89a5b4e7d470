"""Requests at a fixed rate, by a process of their own that knows nothing of the product."""

import json
import multiprocessing
import random
from collections.abc import Callable, Iterator
from itertools import repeat
from multiprocessing.connection import Connection
from typing import cast

from bench.load import Answer, Load, Run, request

PEOPLE = 1_000  # who sign in; others book
PASSWORD = "correct horse 42 staple"
CONNECTIONS = 64
PATIENCE = 60.0
Requests = Iterator[tuple[bytes, int]]


class Storm:
    """They begin with the block, and last some seconds."""

    def __init__(
        self, port: int, requests: Callable[[], Requests], rate: float, seconds: float,
        connections: int = CONNECTIONS,
    ) -> None:  # fmt: skip
        """The process calls `requests`, so it must be a function that can be sent there."""
        self._words = (port, requests, rate, seconds, connections)

    def __enter__(self) -> "Storm":
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_send, args=(*self._words, theirs), daemon=True)
        self._process.start()
        self._hear()
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        self._process.join(0 if fault else PATIENCE)
        self._process.kill()

    def end(self) -> Run:
        run = cast(Run, self._hear())
        if set(run.statuses) - {200, 503}:
            raise RuntimeError(f"They were answered {dict(run.statuses)}")
        return run

    def _hear(self) -> object:
        if not self._pipe.poll(PATIENCE):
            raise RuntimeError("The storm does not come.")
        return self._pipe.recv()


def _send(
    port: int, requests: Callable[[], Requests], rate: float, seconds: float, connections: int,
    pipe: Connection,
) -> None:  # fmt: skip
    load = Load(
        port, requests(), _is_right,
        connections=connections, seconds=seconds, rate=rate, addresses=True,
    )  # fmt: skip
    pipe.send("begun")
    pipe.send(load.drive())


def logins_of(first: int) -> Requests:
    """The people are the users from number `first` on."""
    for person in map(random.randrange, repeat(PEOPLE)):
        body = {"email": f"user{first + person}", "password": PASSWORD}
        yield request("POST", "/api/auth/login/", body=json.dumps(body).encode()), person


def browsing() -> Requests:
    """Each asks for something else."""
    while True:
        price = f"{random.randrange(100_000) / 100:.2f}"
        yield request("GET", f"/api/sessions/?max_price={price}"), 1


def _is_right(_: int, answer: Answer) -> bool:
    return answer.status == 200
