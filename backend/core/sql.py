"""Pieces of SQL for answers that PostgreSQL writes as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

REPLICA = "replica"
_read_from: ContextVar[str] = ContextVar("read_from", default=DEFAULT_DB_ALIAS)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Another database answers `rows` and `row` inside the block."""
    token = _read_from.set(alias)
    try:
        yield
    finally:
        _read_from.reset(token)


def instant(column: str) -> str:
    """SQL for a timestamptz as ISO 8601 in UTC with `Z`.

    The connection's zone is UTC and its date style ISO (config/database.py).
    """
    return f"replace(replace({column}::text, ' ', 'T'), '+00', 'Z')"


def connection_name() -> str:
    """For `set_config('application_name', %s, false)` in the statement that most requests begin
    with: it then is known whose the next ones are, without a round trip for it.

    Outside a transaction, and executed at once.
    """
    wrapper: Any = connection
    name: str = wrapper.telling()
    return name


def rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connections[_read_from.get()].cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def row(sql: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    with connections[_read_from.get()].cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def execute(sql: str, parameters: dict[str, Any]) -> int:
    """Returns how many rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        written: int = cursor.rowcount
    return written
