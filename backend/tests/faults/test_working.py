"""The job worker begins anew after a loss, and ends when it is told to."""

import asyncio
import os
import signal
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from core import working
from core.jobs import QUEUES


def test_it_begins_anew_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[int]] = []

    async def work_until_lost(gone: list[int]) -> None:
        begun.append([*gone])
        gone.append(len(begun))
        if len(begun) == 1:
            raise ConnectorException
        if len(begun) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)

    monkeypatch.setattr(working, "_work_until_lost", work_until_lost)
    monkeypatch.setattr(working, "PAUSE", 0)
    asyncio.run(working.work())
    assert begun == [[], [1], [1, 2]]


def test_a_fault_of_its_own_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_work_until_lost", Mock(side_effect=LookupError))
    with pytest.raises(LookupError):
        asyncio.run(working.work())


class Worker:
    """Of the queue: runs until it is lost, or until it is cancelled and has finished its job."""

    def __init__(self, name: str, log: list[str], *, is_lost: bool) -> None:
        self.name, self.log, self.is_lost = name, log, is_lost

    async def run(self) -> None:
        if self.is_lost:
            raise ConnectorException
        try:
            await asyncio.sleep(60)
        finally:
            self.log.append(f"{self.name} has finished its job")


def test_workers_of_all_queues_end_together() -> None:
    log: list[str] = []
    workers: list[Any] = [
        Worker(name, log, is_lost=name == "mail") for name in ("default", "mail", "provider")
    ]
    with pytest.raises(ConnectorException):
        asyncio.run(working._run_until_one_ends(workers))
    assert log == ["default has finished its job", "provider has finished its job"]


def test_nothing_waits_behind_mails_or_the_provider_but_their_like() -> None:
    queues: dict[str, set[str]] = {}
    for task in app.tasks.values():
        queues.setdefault(task.queue, set()).add(task.name.partition(".")[0])
    assert set(queues) <= {*QUEUES, "builtin"}
    assert queues["mail"] == {"notifications", "leaving"}
    assert queues["provider"] == {"payments"}
    assert "notifications" not in queues["default"]


@pytest.mark.parametrize("is_lost", [True, False])
def test_it_stops_when_the_end_of_a_job_could_not_be_noted_and_then_only(is_lost: bool) -> None:
    worker = Mock()
    context: Any = SimpleNamespace(job=SimpleNamespace(id=1))

    async def run() -> str:
        return "done"

    async def process() -> None:
        assert await working.stop_if_its_end_is_lost(run, context, worker) == "done"
        if is_lost:
            raise ConnectorException

    async def job() -> None:
        await asyncio.wait([asyncio.create_task(process())])

    asyncio.run(job())
    assert worker.stop.called is is_lost
