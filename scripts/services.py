"""Child processes that end with their parent, whatever becomes of it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 15.0  # seconds for requests and jobs under way
PR_SET_PDEATHSIG = 1


class Problem(Exception):
    """A step failed; the text says which, why, and what to do."""


@dataclass
class Service:
    name: str
    command: list[str]
    folder: Path
    log: Path
    ready_url: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)  # beside the environment of all
    process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Starts it in a session of its own: Ctrl-C reaches us only, and we end all in order."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env={**environment, **self.settings},
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
            with urllib.request.urlopen(self.ready_url, timeout=30):  # noqa: S310
                return True
        except OSError:
            return False

    def log_tail(self) -> str:
        return tail(self.log)


def tail(log: Path, lines: int = 20) -> str:
    last = log.read_text(errors="replace").splitlines()[-lines:]
    return f"The end of its log, {log}:\n" + "\n".join(f"  {line}" for line in last)


def wait_until_ready(running: list[Service], patience: float) -> None:
    deadline = time.monotonic() + patience
    for service in running:
        while not service.answers():
            complain_about_the_dead(running)
            if time.monotonic() > deadline:
                raise Problem(
                    f"The {service.name} does not answer within {patience:.0f} s.\n"
                    f"{service.log_tail()}"
                )
            time.sleep(0.1)


def complain_about_the_dead(running: list[Service]) -> None:
    for service in running:
        if service.has_ended():
            code = service.process.returncode if service.process else None
            raise Problem(
                f"The {service.name} ended by itself (code {code}).\n{service.log_tail()}"
            )


def call(
    command: list[str], folder: Path, log: Path, environment: Mapping[str, str], patience: float
) -> bool:
    """Runs a program to its end, and whether it succeeded; it and its children end with us."""
    program = Service(command[0], command, folder, log)
    try:
        program.start(environment)
        return program.process is not None and program.process.wait(patience) == 0
    except subprocess.TimeoutExpired:
        with log.open("a") as file:
            file.write(f"\nNot done after {patience:.0f} s.\n")
        return False
    finally:
        end([program])


def show(command: list[str], folder: Path, environment: Mapping[str, str]) -> bool:
    """The same for a program that writes where we write."""
    process = subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL,
        start_new_session=True, preexec_fn=ends_with_parent(),  # noqa: PLW1509 (as above)
    )  # fmt: skip
    try:
        return process.wait() == 0
    finally:
        end_processes([process])


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
    end_processes([each.process for each in services if each.process is not None])


def end_processes(started: list[subprocess.Popen[bytes]]) -> None:
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


def say(text: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        print(text, flush=True)
