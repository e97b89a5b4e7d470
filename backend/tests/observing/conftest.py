import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.crowd import Person, offer, register
from tests.faults.stack import Stack

from .collector import Collector, collecting


@pytest.fixture(scope="package")
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Stack]:
    made = Stack(
        tmp_path_factory.mktemp("a watched marketplace"),
        REQUEST_LOG="True",
        LOG_JSON="True",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.port}",
        OTEL_BSP_SCHEDULE_DELAY="200",
    )
    try:
        made.start()
        yield made
    finally:
        made.end()


@pytest.fixture(scope="package")
def creator(stack: Stack) -> Person:
    return register(stack.port, "creator", role="CREATOR")


@pytest.fixture(scope="package")
def learner(stack: Stack) -> Person:
    return register(stack.port, "learner")


@pytest.fixture
def free_session(stack: Stack, creator: Person) -> str:
    return offer(stack.port, creator, "0.00")


@pytest.fixture
def paid_session(stack: Stack, creator: Person) -> str:
    return offer(stack.port, creator, "25.00")


def entries(log: Path) -> list[dict[str, Any]]:
    """The lines of a log that are JSON; what the server itself says is text."""
    lines = log.read_text(errors="replace").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]
