"""One JSON line an entry; in development one readable line.

Our own entries go through structlog alone: by way of the standard library's logging, which those of
libraries take, a line costs a request as much as all that is counted.
"""

import logging
import sys
import time
from collections import deque
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import Lock, Thread
from typing import Any

import structlog

from . import origin

EVERY = 0.1  # seconds
_SHARED: list[Any] = [
    origin.named,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

# fido2 would name the keys of people.
_QUIET = ("procrastinate", "fido2")


class Gathered:
    """Writes lines to stderr together ten times a second, and urgent ones, with what came before,
    at once.

    A write lets go of Python's lock, and then every other thread of the process may run before the
    one that wrote: with a write for each request that costs more than all else about the line.
    A process that is killed loses the last moment; nginx has those requests as well.
    """

    def __init__(self) -> None:
        self._lines: deque[str] = deque()  # appended to and taken from without a lock
        self._writing = Lock()
        self._writer: Thread | None = None
        # Processes that a server makes by multiprocessing pass by what atexit knows.
        Finalize(None, self.flush, exitpriority=0)

    def add(self, line: str, *, urgent: bool) -> None:
        self._lines.append(f"{line}\n")
        if urgent:
            self.flush()
        elif self._writer is None or not self._writer.is_alive():  # a fork has none
            self._writer = Thread(target=self._write_now_and_then, name="log", daemon=True)
            self._writer.start()

    def flush(self) -> None:
        with self._writing, suppress(ValueError):  # the stream is closed
            sys.stderr.write("".join(self._lines.popleft() for _ in range(len(self._lines))))
            sys.stderr.flush()

    def _write_now_and_then(self) -> None:
        while True:
            time.sleep(EVERY)
            if self._lines:
                self.flush()


_gathered = Gathered()


class OfLibraries(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        try:
            _gathered.add(self.format(record), urgent=record.levelno >= logging.WARNING)
        except Exception:
            self.handleError(record)


class Ours:
    """What structlog calls when a line is ready."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def info(self, line: str) -> None:
        _gathered.add(line, urgent=False)

    def warning(self, line: str) -> None:
        _gathered.add(line, urgent=True)

    debug = info
    error = critical = exception = warning


def configure(*, level: str, readable: bool) -> dict[str, Any]:
    """Set up structlog; returns Django's LOGGING."""
    ends: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if readable:
        # The variables of every frame take long to draw, ask the database once more, and may be
        # passwords: with no room on its disk that held up the whole API.
        plain = structlog.dev.plain_traceback
        ends = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    structlog.configure(
        processors=[*_SHARED, *ends],
        logger_factory=Ours,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ends],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"()": OfLibraries, "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            **{name: {"level": "WARNING"} for name in _QUIET},
        },
    }
