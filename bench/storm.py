"""Logins at a fixed rate, by a process of their own that knows nothing of the product."""

import json
import multiprocessing
import random
from collections.abc import Iterator
from itertools import repeat
from multiprocessing.connection import Connection
from typing import cast

from bench.load import Answer, Load, Run, request

PEOPLE = 1_000  # who sign in; others book
PASSWORD = "correct horse 42 staple"
CONNECTIONS = 64
PATIENCE = 60.0


class Storm:
    """They begin with the block, and last some seconds."""

    def __init__(self, port: int, first: int, rate: int, seconds: float) -> None:
        """The people are the users from number `first` on."""
        self._words = (port, first, rate, seconds)

    def __enter__(self) -> "Storm":
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_sign_in, args=(*self._words, theirs))
        self._process.start()
        self._hear()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.join(PATIENCE)
        self._process.kill()

    def end(self) -> Run:
        run = cast(Run, self._hear())
        if set(run.statuses) - {200, 503}:
            raise RuntimeError(f"Logins were answered {dict(run.statuses)}")
        return run

    def _hear(self) -> object:
        if not self._pipe.poll(PATIENCE):
            raise RuntimeError("The logins do not come.")
        return self._pipe.recv()


def _sign_in(port: int, first: int, rate: int, seconds: float, pipe: Connection) -> None:
    load = Load(
        port,
        _requests(first),
        _is_right,
        connections=CONNECTIONS,
        seconds=seconds,
        rate=float(rate),
    )
    pipe.send("begun")
    pipe.send(load.drive())


def _requests(first: int) -> Iterator[tuple[bytes, int]]:
    for person in map(random.randrange, repeat(PEOPLE)):
        body = {"email": f"user{first + person}", "password": PASSWORD}
        yield request("POST", "/api/auth/login/", body=json.dumps(body).encode()), person


def _is_right(_: int, answer: Answer) -> bool:
    return answer.status == 200
