"""Tables for spreadsheets (CSV), safe to open."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

# Where a spreadsheet would read a formula (OWASP, CSV injection): at the beginning of a cell,
# and after what some of them take for the end of one.
_FORMULA = re.compile(r"\A(?=[\t\r\n])|(?:\A|(?<=[;|\t\r\n]))(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


class _Line:
    """A file whose every write gives the text back."""

    def write(self, text: str) -> str:
        return text


def csv_lines(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], zone: ZoneInfo
) -> Iterator[str]:
    """The lines of a file, the header first; times in the zone, nothing for null."""
    writer = csv.writer(_Line())
    yield writer.writerow(columns)
    for each in rows:
        yield writer.writerow([_cell(value, zone) for value in each])


def _cell(value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="minutes")
    return _FORMULA.sub("'", str(value))
