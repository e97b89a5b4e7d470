"""Pieces of SQL for answers that PostgreSQL writes as JSON."""

from typing import Any

from django.db import connection


def instant(column: str) -> str:
    """SQL for a timestamptz as ISO 8601 in UTC with `Z` (the connection's zone is UTC)."""
    return f"replace(to_json({column}) #>> '{{}}', '+00:00', 'Z')"


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
