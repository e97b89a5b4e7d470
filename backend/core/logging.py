"""One JSON line an entry; in development one readable line.

Our own entries go through structlog alone: by way of the standard library's logging, which those of
libraries take, a line costs a request as much as all that is counted.
"""

import logging
import os
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
MOST = 20_000  # lines that wait; then the oldest are lost, for stderr stands still
AT_THE_END = 1.0  # seconds for another thread that is writing
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

    Nothing that goes wrong here reaches whoever has something to say.
    """

    def __init__(self) -> None:
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        # Processes that a server makes by multiprocessing pass by what atexit knows.
        Finalize(None, self.flush, args=(AT_THE_END,), exitpriority=0)

    def _begin(self) -> None:
        """Also in a fork: the lines so far are its parent's, and so are the threads."""
        self._lines: deque[str] = deque(maxlen=MOST)  # added to without a lock
        self._writing = Lock()
        self._has_writer = Lock()  # held as long as the thread lives

    def add(self, line: str, *, urgent: bool) -> None:
        self._lines.append(f"{line}\n")
        if urgent:
            self.flush()
        elif self._has_writer.acquire(blocking=False):
            try:
                Thread(target=self._write_now_and_then, name="log", daemon=True).start()
            except RuntimeError:  # there are too many, or Python ends
                self._has_writer.release()
                self.flush()

    def flush(self, patience: float = 0) -> None:
        """Whoever is at it writes the lines of all others too, who go on: to wait for a lock would
        be for ever where a signal or a finalizer speaks in the midst of a write."""
        while self._lines and self._writing.acquire(timeout=patience):
            try:
                with suppress(OSError, ValueError):  # its disk is full, it is closed
                    sys.stderr.write("".join(self._taken()))
                    sys.stderr.flush()
            finally:
                self._writing.release()

    def _taken(self) -> list[str]:
        return [self._lines.popleft() for _ in range(len(self._lines))]

    def _write_now_and_then(self) -> None:
        while True:
            time.sleep(EVERY)
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
    error = critical = warning


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
