"""The job worker: jobs run until it is told to stop, and a lost database only interrupts it.

Left alone, the queue's worker ends when one of its own statements dies with PostgreSQL; or worse,
it stays, beside a job whose end it could not note. Nobody would run that job again, nor, for its
lock, any regular job of its name. So every loss ends the worker, here within the process, and the
next one begins under a new number: what belonged to the old one is free for `retry_stalled_jobs`.

Each queue has a worker; they begin and end together.
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import django.db
import psycopg
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from .jobs import QUEUES

logger = logging.getLogger(__name__)

LOST = (ConnectorException, psycopg.Error, django.db.Error)
PATIENCE = 5.0  # seconds that a worker waits for a connection until it ends
PAUSE = 1.0  # seconds until the next one begins


async def work() -> None:
    """Until SIGTERM or SIGINT; the jobs that run then are finished."""
    loop, task = asyncio.get_running_loop(), asyncio.create_task(_work_again_and_again())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _work_again_and_again() -> None:
    gone: list[int] = []
    while True:
        try:
            await _work_until_lost(gone)
        except LOST as error:
            logger.warning("the worker lost the database: %s", error.__cause__ or error)
        await asyncio.sleep(PAUSE)


async def _work_until_lost(gone: list[int]) -> None:
    """`gone` are the numbers of earlier workers of this process that are still registered."""
    connector = PsycopgConnector(kwargs=connector_params(), timeout=PATIENCE)
    with app.replace_connector(connector):
        async with app.open_async():
            while gone:
                await app.job_manager.unregister_worker(gone[-1])
                gone.pop()
            app.perform_import_paths()  # type: ignore[no-untyped-call]
            workers = [_worker(queue) for queue in QUEUES]
            try:
                await _run_until_one_ends(workers)
            finally:
                gone += [each.worker_id for each in workers if each.worker_id is not None]


def _worker(queue: str) -> Worker:
    options: dict[str, Any] = {**app.worker_defaults, "install_signal_handlers": False}
    return Worker(
        app, queues=[queue], name=queue, worker_middleware=[stop_if_its_end_is_lost], **options
    )


async def _run_until_one_ends(workers: list[Worker]) -> None:
    """The others then finish what they are at. Raises what any of them raised."""
    running = [asyncio.create_task(worker.run()) for worker in workers]  # type: ignore[no-untyped-call]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in running:
            task.cancel()
        outcomes = await asyncio.gather(*running, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def stop_if_its_end_is_lost(
    call_next: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker
) -> Any:
    """Runs in a task for each job, which fails only when the queue cannot be told of the end."""

    def look(task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and task.exception():
            logger.warning("the end of job %s is not noted", context.job.id)
            worker.stop()  # type: ignore[no-untyped-call]

    if task := asyncio.current_task():
        task.add_done_callback(look)
    return await call_next()
