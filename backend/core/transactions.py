"""The edges of transactions.

A *use case* opens one durable transaction; a *step* runs inside one and refuses to run
without. Use cases never call each other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import IntegrityError, connection, transaction

from .constraints import domain_error

P = ParamSpec("P")
R = TypeVar("R")


class Companion(Protocol):
    """Work of the request that must commit with its first keyed use case."""

    def finished(self, result: Any) -> None: ...


# Writes nothing but waits as a write does; where commits wait for nobody, not even that.
_CONFIRM = """
SELECT pg_logical_emit_message(true, 'confirm', '')
WHERE current_setting('synchronous_standby_names') <> ''
"""
_companion: ContextVar[Companion | None] = ContextVar("companion", default=None)


@contextmanager
def accompanied_by(companion: Companion) -> Iterator[None]:
    """Give the keyed use cases called inside the block a companion."""
    token = _companion.set(companion)
    try:
        yield
    finally:
        _companion.reset(token)


def use_case(function: Callable[P, R]) -> Callable[P, R]:
    """One durable transaction around the function.

    A violated constraint with a declared meaning is raised as that domain error.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic(durable=True):
                return function(*args, **kwargs)
        except IntegrityError as error:
            if meaning := domain_error(error):
                raise meaning from error
            raise

    return run


def keyed_use_case(function: Callable[P, R]) -> Callable[P, R]:
    """A use case that shares its transaction with the request's companion, if there is one.

    For what a client may repeat with an Idempotency-Key.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        companion = _companion.get()
        if companion is None:
            return function(*args, **kwargs)
        result = function(*args, **kwargs)
        companion.finished(result)
        return result

    return use_case(run)


def step(function: Callable[P, R]) -> Callable[P, R]:
    """A part of a use case. Raises RuntimeError outside a transaction."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not connection.in_atomic_block:
            raise RuntimeError(f"{function.__name__} is a step: call it inside a use case")
        return function(*args, **kwargs)

    return run


def wait_for_standby() -> None:
    """Return when all that was committed before is where commits have to be.

    With a synchronous standby one may see what is on one machine only, because the wait of whoever
    wrote it was cut short. Raises OperationalError when this wait is too.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_CONFIRM)


def forbid_transaction(what: str) -> None:
    """Raise RuntimeError when a transaction is open: no network call may wait inside one."""
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError(f"{what} inside a transaction")
