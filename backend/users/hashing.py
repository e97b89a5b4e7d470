"""A process that hashes passwords, and nothing else; and the program that it runs.

In a thread of ours hashing would stand in everybody's way: at a low priority a thread that waits
for Python's lock, or holds it, is not scheduled on a busy machine, and all others wait for it.
A process shares no such lock. `-P` keeps the modules beside this file out of its imports.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any

import argon2

NICENESS = 19
# Seconds after which a hash counts as lost; on a crowded machine one may take some.
PATIENCE = 20.0


class HashingFailed(Exception):
    """It died, or does not answer, or the question makes no sense."""


class HashingProcess:
    """Started when it is first asked, and again after it died. Ask it one thing at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def hash_secret(self, password: str, salt: str, parameters: Mapping[str, int]) -> str:
        """The encoded Argon2id hash. Raises HashingFailed."""
        made = self._ask(password=password, salt=salt, parameters=dict(parameters))
        if not isinstance(made, str):
            raise HashingFailed()
        return made

    def verify(self, encoded: str, password: str) -> bool:
        """Whether it is the password of the encoded hash. Raises HashingFailed."""
        return self._ask(password=password, encoded=encoded) is True

    def _ask(self, **question: Any) -> Any:
        line = json.dumps(question).encode() + b"\n"
        for _ in range(2):  # it may have died since the last question
            answer = self._answer_to(line)
            if answer:
                return json.loads(answer)["answer"]
            self._end()
        raise HashingFailed()

    def _answer_to(self, line: bytes) -> bytes:
        """Empty when there is none."""
        process = self._running()
        if process.stdin is None or process.stdout is None:
            return b""
        try:
            process.stdin.write(line)
            ready, *_ = select.select([process.stdout], [], [], PATIENCE)
            return process.stdout.readline() if ready else b""
        except OSError:
            return b""

    def _running(self) -> subprocess.Popen[bytes]:
        """After a fork the parent's process is not ours to talk to."""
        if self._process is None or self._owner != os.getpid():
            command = [sys.executable, "-P", __file__]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0)
            self._owner = os.getpid()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def answer(question: Mapping[str, Any]) -> str | bool | None:
    """The hash of a password, or whether it is the right one; None for what makes no sense."""
    try:
        if "encoded" in question:
            return argon2.PasswordHasher().verify(question["encoded"], question["password"])
        return argon2.low_level.hash_secret(
            question["password"].encode(),
            question["salt"].encode(),
            type=argon2.low_level.Type.ID,
            **question["parameters"],
        ).decode("ascii")
    except argon2.exceptions.VerificationError:
        return False
    except (argon2.exceptions.Argon2Error, argon2.exceptions.InvalidHashError):
        return None


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """A line of JSON for each line of JSON, until there are no more."""
    for line in questions:
        answers.write(json.dumps({"answer": answer(json.loads(line))}).encode() + b"\n")
        answers.flush()


def _give_way() -> None:
    """Linux has a class for what may only run while nothing else wants to."""
    with suppress(OSError):
        os.nice(NICENESS)
        if sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


if __name__ == "__main__":
    # Whoever asked sees to the end: it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
