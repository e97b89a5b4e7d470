"""The one module that knows the job queue (procrastinate, in the same PostgreSQL).

A job is deferred inside the transaction that makes it necessary: it exists if and only if
that transaction commits. Jobs run at least once, so every job is idempotent.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

F = TypeVar("F", bound=Callable[..., Any])


class Job(Protocol):
    """A registered job; `defer` inserts a row that a worker picks up, a call runs it here."""

    def __call__(self, **arguments: Any) -> None: ...

    def defer(self, **arguments: Any) -> int: ...

    def configure(self, **options: Any) -> "Job": ...


def job(name: str, *, attempts: int = 10) -> Callable[[Callable[..., None]], Job]:
    """Register a function as a job, retried up to `attempts` times, 2, 4, 8 … seconds apart."""
    retry = RetryStrategy(max_attempts=attempts, exponential_wait=2)
    return app.task(name=name, retry=retry)  # type: ignore[return-value]


def periodic(name: str, *, cron: str) -> Callable[[F], F]:
    """Register a function that a worker runs on a schedule (cron, seconds in a sixth field)."""

    def register(function: F) -> F:
        def run(timestamp: int) -> None:
            function()

        task = app.task(name=name, queueing_lock=name, lock=name)(run)
        app.periodic(cron=cron)(task)
        return function

    return register
