"""Running the checks: all of it as a stream, or a bounded glance."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction

from audit.checks import CHECKS, Check

ROWS_A_FETCH = 1000
ROWS_AT_A_GLANCE = 20
SECONDS_A_CHECK = 2
SECONDS_A_GLANCE = 20

Row = dict[str, Any]


def findings(check: Check, *, now: datetime) -> Iterator[Row]:
    """The rows that break the check, as a stream: their number does not matter."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # All rows are wanted, so plan for the last one; and room to hash a million.
            cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
            cursor.execute("SET LOCAL work_mem = '256MB'")
        with connection.chunked_cursor() as cursor:
            cursor.execute(check.sql, {"now": now})
            while rows := cursor.fetchmany(ROWS_A_FETCH):
                for values in rows:
                    yield _row(cursor, values)


def all_findings(*, now: datetime) -> Iterator[tuple[Check, Row]]:
    for check in CHECKS:
        for row in findings(check, now=now):
            yield check, row


@dataclass(frozen=True)
class Result:
    """What a short look at a check found; `rows` is None when there was no time to finish."""

    check: Check
    rows: list[Row] | None
    more: bool = False


def glance(*, now: datetime) -> list[Result]:
    """Each check with its first rows, in bounded time."""
    deadline = time.monotonic() + SECONDS_A_GLANCE
    return [_look(check, now=now, deadline=deadline) for check in CHECKS]


def _look(check: Check, *, now: datetime, deadline: float) -> Result:
    left = min(SECONDS_A_CHECK, deadline - time.monotonic())
    if left <= 0:
        return Result(check, None)
    sql = f"SELECT * FROM ({check.sql}) AS found LIMIT {ROWS_AT_A_GLANCE + 1}"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {max(1, int(left * 1000))}")
            cursor.execute(sql, {"now": now})
            rows = [_row(cursor, values) for values in cursor.fetchall()]
    except OperationalError:
        return Result(check, None)
    return Result(check, rows[:ROWS_AT_A_GLANCE], more=len(rows) > ROWS_AT_A_GLANCE)


def _row(cursor: Any, values: tuple[Any, ...]) -> Row:
    return dict(zip((column.name for column in cursor.description), values, strict=True))
