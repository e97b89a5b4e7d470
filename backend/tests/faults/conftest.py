from collections.abc import Iterator

import pytest

from .crowd import Person
from .scene import newcomers
from .stack import Stack


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
    return newcomers(stack.port, "somebody")
