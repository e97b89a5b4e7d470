"""Programs that a test starts, and kills by their exact number."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import services
from config.embedded_postgres.state import command_line

BACKEND = Path(__file__).resolve().parents[2]
TIED = Path(__file__).with_name("tied.py")
PATIENCE = 90.0  # seconds; other tests run on the same cores


@dataclass
class Program(services.Service):
    """A service of `make run` that may also be started while threads run."""

    def start(self, environment: Mapping[str, str]) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(TIED), str(os.getpid()), *self.command],
                cwd=self.folder, env={**environment, **self.settings}, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def kill(self) -> None:
        """kill -9 of it and, before they can do a thing about it, of its children."""
        assert self.process is not None
        children = children_of(self.pid)
        self.process.kill()
        self.process.wait()
        kill(children)


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")  # Linux has it, macOS does not
    if listed.exists():
        return [int(each) for each in listed.read_text().split()]
    command = ["/bin/ps", "-A", "-o", "pid=,ppid="]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in table.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def kill(pids: Iterable[int]) -> None:
    """kill -9 in this order, and wait until none of them runs."""
    victims = list(pids)
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until(lambda: not any(command_line(pid) for pid in victims), "the killed have ended")


def until(
    condition: Callable[[], bool],
    what: str | Callable[[], str],
    *,
    every: float = 0.02,
    patience: float = PATIENCE,
) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            said = what if isinstance(what, str) else what()
            raise AssertionError(f"Not within {patience:.0f} s: {said}")
        time.sleep(every)
