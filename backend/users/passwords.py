"""How passwords are hashed, without taking the processors from everything else."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from argon2 import DEFAULT_HASH_LENGTH
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from core.errors import Unavailable

from .hashing import HashingFailed, HashingProcess

T = TypeVar("T")
MAX_PASSWORD_LENGTH = 128


class Bulkhead:
    """One call at a time; a few more may wait, for `wait` seconds at most."""

    def __init__(self, *, places: int, wait: float) -> None:
        self._most, self._inside, self._counting = places, 0, Lock()
        self._turn = Lock()
        self._wait = wait

    def has_room(self) -> bool:
        """Whether a call that came now would find a place."""
        return self._inside < self._most

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Raises Unavailable when all places are taken or the turn does not come in time."""
        with self._counting:
            if not self.has_room():
                raise Unavailable()
            self._inside += 1
        try:
            if not self._turn.acquire(timeout=self._wait):
                raise Unavailable()
            try:
                return function(*arguments)
            finally:
                self._turn.release()
        finally:
            with self._counting:
                self._inside -= 1


_bulkhead = Bulkhead(places=settings.HASHING_PLACES, wait=settings.HASHING_WAIT.total_seconds())
_process = HashingProcess()


def demand_room() -> None:
    """Raises Unavailable while no password could be hashed, before anything else is done."""
    if not _bulkhead.has_room():
        raise Unavailable()


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters, in a bulkhead. Both methods raise Unavailable."""

    algorithm: str = "argon2"
    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        parameters = {
            "time_cost": self.time_cost,
            "memory_cost": self.memory_cost,
            "parallelism": self.parallelism,
            "hash_len": DEFAULT_HASH_LENGTH,
        }
        return self.algorithm + _slowly(_process.hash_secret, password, salt, parameters)

    def verify(self, password: str, encoded: str) -> bool:
        return _slowly(_process.verify, encoded.removeprefix(self.algorithm), password)


def _slowly(function: Callable[..., T], *arguments: Any) -> T:
    try:
        return _bulkhead.run(function, *arguments)
    except HashingFailed as fault:
        raise Unavailable() from fault


class MaximumLengthValidator:
    """Nobody types more, and hashing is not free."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > MAX_PASSWORD_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return f"Your password can have at most {MAX_PASSWORD_LENGTH} characters."
