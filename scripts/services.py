"""Child processes that end with their parent, whatever becomes of it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

GRACE = 15.0  # seconds for requests and jobs under way
PR_SET_PDEATHSIG = 1


@dataclass
class Service:
    name: str
    command: list[str]
    folder: Path
    log: Path
    ready_url: str | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self, environment: dict[str, str]) -> None:
        """Starts it in a session of its own: Ctrl-C reaches us only, and we end all in order."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=ends_with_parent(),  # noqa: PLW1509 (we have one thread)
            )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def answers(self) -> bool:
        if self.ready_url is None:
            return True
        try:
            with urllib.request.urlopen(self.ready_url, timeout=5):  # noqa: S310
                return True
        except OSError:
            return False

    def log_tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-20:]
        return f"The end of its log, {self.log}:\n" + "\n".join(f"  {line}" for line in lines)


def ends_with_parent() -> Callable[[], None] | None:
    """On Linux the system itself ends the child when its parent is killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def end(services: list[Service]) -> None:
    """Asks all to end, waits, and kills what is left of each, its children included."""
    started = [each.process for each in services if each.process is not None]
    for process in started:
        with suppress(ProcessLookupError):
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in started:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
