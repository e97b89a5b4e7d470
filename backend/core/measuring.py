"""Numbers that only the database knows: asked by the worker alone, one after the other.

Each has a moment to answer, so that being looked at costs an ailing database little. The worker
asks beside its jobs, not by one: how late jobs are is known best when none is begun.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Thread

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils.module_loading import import_string

from .metrics import Counter, Gauge

logger = logging.getLogger(__name__)
MISSED = Counter("marketplace_measure_failures", "Measures that failed.")
_LONGEST = "SET LOCAL statement_timeout = '2s'"


@dataclass(frozen=True)
class Measure:
    """`measure` is called every `seconds`; what it raises is counted."""

    name: str
    seconds: int
    measure: Callable[[], None]


def asked(gauge: Gauge, sql: str) -> Measure:
    """A gauge as rows of its labels' values and, last, the number."""
    return Measure(gauge.name, settings.MEASURE_SECONDS, partial(_ask, gauge, sql))


def _ask(gauge: Gauge, sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LONGEST)
        cursor.execute(sql)
        gauge.replace({tuple(map(str, row[:-1])): float(row[-1]) for row in cursor.fetchall()})


def begin() -> None:
    """Measure in a thread of its own as long as the process lives, where metrics are asked for."""
    if settings.METRICS_PORT:
        Thread(target=_again_and_again, name="measuring", daemon=True).start()


def _again_and_again() -> None:
    table: Sequence[Measure] = import_string(settings.MEASURES)
    due = dict.fromkeys(table, 0.0)
    while True:
        for each in table:
            if due[each] <= time.monotonic():
                measure(each)
                due[each] = time.monotonic() + each.seconds
        time.sleep(0.5)


def measure(each: Measure) -> None:
    """A fault of one must not end the others."""
    try:
        each.measure()
    except Exception as fault:
        MISSED.add()
        is_defect = not isinstance(fault, Error)
        logger.warning(
            "%s could not be measured: %s", each.name, type(fault).__name__, exc_info=is_defect
        )
        connection.close()
