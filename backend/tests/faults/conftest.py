from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from .crowd import Person, register
from .stack import Stack

CLIENTS = 8


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    made = Stack(tmp_path_factory.mktemp("a marketplace"))
    try:
        made.start()
        yield made
    finally:
        made.end()


@pytest.fixture(scope="package")
def people(stack: Stack) -> list[Person]:
    """A creator, and those who book."""
    with ThreadPoolExecutor(4) as threads:
        creator = threads.submit(register, stack.port, "creator", role="CREATOR")
        others = [
            threads.submit(register, stack.port, f"learner{number}") for number in range(CLIENTS)
        ]
        return [each.result() for each in (creator, *others)]
