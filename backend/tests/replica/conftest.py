from collections.abc import Iterator

import pytest

from tests.faults.crowd import Person, register
from tests.faults.stack import Stack

from .readers import Browser
from .standby import Standby

LAG = 8  # seconds; the worker writes more often by itself than that is long in the product


@pytest.fixture(scope="package")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, Standby]]:
    made = Stack(tmp_path_factory.mktemp("two databases"))
    standby = Standby(made.folder)
    try:
        made.start()
        standby.start()
        made.api.kill()
        made.environment |= {
            "DATABASE_REPLICA_URL": standby.url,
            "REPLICA_LAG_SECONDS": str(LAG),
            "API_WORKERS": "1",
        }
        made.api.start(made.environment)
        made.wait_until_ready()
        yield made, standby
    finally:
        standby.end()
        made.end()


@pytest.fixture(scope="package")
def creator(started: tuple[Stack, Standby]) -> Person:
    return register(started[0].port, "creator", role="CREATOR")


@pytest.fixture(scope="package")
def learner(started: tuple[Stack, Standby]) -> Person:
    return register(started[0].port, "learner")


@pytest.fixture
def stack(started: tuple[Stack, Standby]) -> Stack:
    return started[0]


@pytest.fixture
def replica(started: tuple[Stack, Standby]) -> Iterator[Standby]:
    """It has shown something a moment ago, so it may be read from."""
    stack, standby = started
    with stack.connect() as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
        standby.wait_for(connection)
    yield standby
    standby.resume()


@pytest.fixture
def stranger(stack: Stack) -> Browser:
    return Browser(stack.port)
