"""The file of everything about a person: a zip with each table as JSON and as CSV.

It is written as a stream, a few rows and one part in memory at a time.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from core.spreadsheets import csv_lines
from users.models import User

from .contents import TABLES, Rows

PART_BYTES = 512 * 1024
# As long as the regular commands: a table of a million rows is read here in one statement.
STATEMENT_TIMEOUT = "15min"
ABOUT = """Everything about your account that we keep.

Each table is there twice: as JSON with times in UTC, and as CSV for spreadsheets with times in
your time zone. In a CSV file a ' before a cell keeps your spreadsheet from running it.
Your password, the secrets of your second factor and links that let one in are not in here.
"""


class Parts:
    """A file that can only be written to: gives `keep` a part whenever one is full."""

    def __init__(self, keep: Callable[[bytes], None]) -> None:
        self._keep = keep
        self._waiting = bytearray()

    def write(self, content: Any) -> int:
        self._waiting += content
        while len(self._waiting) >= PART_BYTES:
            self._keep(bytes(self._waiting[:PART_BYTES]))
            del self._waiting[:PART_BYTES]
        return len(content)

    def flush(self) -> None:
        """Nothing waits for this: parts are of one size."""

    def close(self) -> None:
        """Keep the last part."""
        if self._waiting:
            self._keep(bytes(self._waiting))
            self._waiting.clear()


def write_archive(user: User, *, parts: Parts, told: Callable[[int], None], now: datetime) -> None:
    """Write the file; `told` hears of each table's beginning how many percent are done."""
    with _patient_statements():
        counts = [table.count(user.pk) for table in TABLES]
        whole, done = max(sum(counts), 1), 0
        with ZipFile(parts, "w", ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", f"{ABOUT}\nWritten at {now:%Y-%m-%d %H:%M} UTC.\n")
            for table, count in zip(TABLES, counts, strict=True):
                told(100 * done // whole)
                _add(archive, f"{table.name}.json", _json_lines(Rows(table, user.pk)))
                told(100 * (done + count // 2) // whole)
                zone = ZoneInfo(user.time_zone)
                found = Rows(table, user.pk)
                _add(archive, f"{table.name}.csv", csv_lines(found.columns, found, zone))
                done += count
    parts.close()


def _add(archive: ZipFile, name: str, lines: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as entry:
        for line in lines:
            entry.write(line.encode())


def _json_lines(rows: Rows) -> Iterator[str]:
    """An array of objects, one a line."""
    before = "[\n"
    for each in rows:
        yield before + json.dumps(dict(zip(rows.columns, each, strict=True)), cls=DjangoJSONEncoder)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


@contextmanager
def _patient_statements() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
