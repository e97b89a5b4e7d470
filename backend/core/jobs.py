"""The one module that knows the job queue (procrastinate, in the same PostgreSQL).

A job is deferred inside the transaction that makes it necessary: it exists if and only if
that transaction commits. Jobs run at least once, so every job is idempotent.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
import structlog
from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from . import metrics, origin, tracing

F = TypeVar("F", bound=Callable[..., Any])
# Each has a worker of its own: what waits for a slow mail server or a slow provider holds up
# nothing but its like.
DEFAULT, MAIL, PROVIDER = QUEUES = ("default", "mail", "provider")
logger = structlog.get_logger("job")
SECONDS = metrics.Histogram(
    "marketplace_job_seconds", "Runs of jobs, by what came of them.", "task", "outcome"
)


class Job:
    """A registered job; `defer` inserts a row that a worker picks up, a call runs it here."""

    def __init__(self, task: Any) -> None:
        self._task = task

    def __call__(self, **arguments: Any) -> None:
        self._task(**arguments)

    def defer(self, **arguments: Any) -> int:
        """Returns the row's id. The job goes on under the id of the request that made it.

        Raises OperationalError when the database goes meanwhile, as any other statement does.
        """
        try:
            made: int = self._task.defer(**arguments, **origin.handed_on())
        except ConnectorException as error:
            if isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError):
                raise OperationalError(str(error.__cause__)) from error.__cause__
            raise
        return made


def job(
    name: str, *, attempts: int = 10, queue: str = DEFAULT
) -> Callable[[Callable[..., None]], Job]:
    """Register a function as a job, retried up to `attempts` times, 2, 4, 8 … seconds apart."""
    retry = RetryStrategy(max_attempts=attempts, exponential_wait=2)

    def register(function: Callable[..., None]) -> Job:
        def run(*, origin: dict[str, str] | None = None, **arguments: Any) -> None:
            with _running(name, origin) as seconds:
                function(**arguments)
                logger.info("job", task=name, milliseconds=round(seconds() * 1000, 1))

        return Job(app.task(name=name, retry=retry, queue=queue)(run))

    return register


def periodic(name: str, *, cron: str, queue: str = DEFAULT) -> Callable[[F], F]:
    """Register a function that a worker runs on a schedule (cron, seconds in a sixth field)."""

    def register(function: F) -> F:
        def run(timestamp: int) -> None:
            with _running(name, None):
                function()

        task = app.task(name=name, queueing_lock=name, lock=name, queue=queue)(run)
        app.periodic(cron=cron)(task)
        return function

    return register


@contextmanager
def _running(name: str, told: dict[str, str] | None) -> Iterator[Callable[[], float]]:
    """Under the id, and in the trace, of whoever made the job; gives the time since it began."""
    begun = time.perf_counter()

    def seconds() -> float:
        return time.perf_counter() - begun

    with origin.resumed(told, name), tracing.span(name, kind="CONSUMER", parent=told or {}):
        try:
            yield seconds
        except Exception as fault:
            SECONDS.observe(seconds(), name, "failed")
            # Its text may hold an address, so only its kind is logged.
            logger.warning("job failed", task=name, fault=type(fault).__name__)
            raise
        SECONDS.observe(seconds(), name, "done")
