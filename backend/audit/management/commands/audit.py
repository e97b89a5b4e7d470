"""`manage.py audit`: does everything that must always be true hold?"""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from audit.checks import CHECKS
from audit.services import Row, all_findings
from core import clock


class Command(BaseCommand):
    help = "Print every row that breaks an invariant; ends with 1 if there is one, else with 0."

    def handle(self, *args: Any, **options: Any) -> None:
        broken: dict[str, int] = {}
        for check, row in all_findings(now=clock.now()):
            if check.id not in broken:
                self.stdout.write(f"{check.id}: {check.sentence}")
            broken[check.id] = broken.get(check.id, 0) + 1
            self.stdout.write(f"  {_line(row)}")
        count = sum(broken.values())
        self.stdout.write(f"{len(CHECKS)} checks, {len(broken)} broken, {count} rows.")
        if broken:
            raise SystemExit(1)


def _line(row: Row) -> str:
    return "  ".join(f"{name}={_shown(value)}" for name, value in row.items())


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return repr(value) if isinstance(value, str) else str(value)
