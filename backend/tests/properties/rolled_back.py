"""The real database for many examples: what each writes is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, transaction


class _Example(transaction.Atomic):
    """Use cases may open their durable transactions in it, as in Django's own TestCase."""

    def __init__(self) -> None:
        super().__init__(DEFAULT_DB_ALIAS, savepoint=True, durable=False)
        self._from_testcase = True


@contextmanager
def rolled_back() -> Iterator[None]:
    with _Example():
        yield
        transaction.set_rollback(True)
