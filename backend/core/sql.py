"""Pieces of SQL for answers that PostgreSQL writes as JSON."""

from typing import Any

from django.db import connection


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
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def row(sql: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def execute(sql: str, parameters: dict[str, Any]) -> int:
    """Returns how many rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        written: int = cursor.rowcount
    return written
