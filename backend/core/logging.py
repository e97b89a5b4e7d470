"""One JSON line an entry; in development one readable line."""

import logging
import time
from contextlib import nullcontext, suppress
from multiprocessing.util import Finalize
from threading import Thread
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


class GatheredLines(logging.StreamHandler[Any]):
    """Writes its lines together ten times a second, and warnings with what came before at once.

    A write lets go of Python's lock, and then every other thread of the process may run before the
    one that wrote: with a write for each request that costs more than all else about the line.
    A process that is killed loses the last moment; nginx has those requests as well.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._writer: Thread | None = None
        # Processes that a server makes by multiprocessing pass by what atexit knows.
        Finalize(None, self.flush, exitpriority=0)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._lines.append(self.format(record) + self.terminator)
        except Exception:
            self.handleError(record)
        if record.levelno >= logging.WARNING:
            self.flush()
        elif self._writer is None or not self._writer.is_alive():  # a fork has none
            self._writer = Thread(target=self._write_now_and_then, name="log", daemon=True)
            self._writer.start()

    def flush(self) -> None:
        with suppress(ValueError):  # the stream is closed
            lines, self._lines = self._lines, []
            self.stream.write("".join(lines))
            super().flush()

    def _write_now_and_then(self) -> None:
        while True:
            time.sleep(EVERY)
            if self._lines:
                with self.lock or nullcontext():
                    self.flush()


def configure(*, level: str, readable: bool) -> dict[str, Any]:
    """Set up structlog; returns Django's LOGGING."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer()
    if readable:
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"()": GatheredLines, "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            **{name: {"level": "WARNING"} for name in _QUIET},
        },
    }
