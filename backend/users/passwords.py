"""How passwords are hashed, without taking the processors from everything else."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from core.errors import Unavailable

T = TypeVar("T")
MAX_PASSWORD_LENGTH = 128
_NICENESS = 10


class Bulkhead:
    """One call at a time; a few more may wait, for `wait` seconds at most."""

    def __init__(self, *, places: int, wait: float) -> None:
        self._places = BoundedSemaphore(places)
        self._turn = Lock()
        self._wait = wait

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Raises Unavailable when all places are taken or the turn does not come in time."""
        if not self._places.acquire(blocking=False):
            raise Unavailable()
        try:
            if not self._turn.acquire(timeout=self._wait):
                raise Unavailable()
            try:
                return _in_background(function, *arguments)
            finally:
                self._turn.release()
        finally:
            self._places.release()


def _in_background(function: Callable[..., T], *arguments: Any) -> T:
    """Call the function in a thread of low priority and wait for it.

    A thread of its own, because only root may raise a thread's priority again.
    """
    outcome: Future[T] = Future()

    def work() -> None:
        _give_way()
        try:
            outcome.set_result(function(*arguments))
        except Exception as error:
            outcome.set_exception(error)

    Thread(target=work, name="hashing", daemon=True).start()
    return outcome.result()


def _give_way() -> None:
    """Where the system allows it; on others than Linux it would be the whole process's."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


_bulkhead = Bulkhead(places=settings.HASHING_PLACES, wait=settings.HASHING_WAIT.total_seconds())


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters, in a bulkhead. Both methods raise Unavailable."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return _bulkhead.run(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        return _bulkhead.run(super().verify, password, encoded)


class MaximumLengthValidator:
    """Nobody types more, and hashing is not free."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > MAX_PASSWORD_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return f"Your password can have at most {MAX_PASSWORD_LENGTH} characters."
