"""`make run`: everything from the database to the web front end, until Ctrl-C ends all of it.

`make dev` is the same with a front end that follows its sources.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

import frontend
import plan
import services
from plan import Addresses
from services import Problem, Service, say

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
LOGS = ROOT / "var" / "log"
PATIENCE = 90.0  # seconds until everything must answer
sys.path.insert(0, str(BACKEND))

from config import database, embedded_postgres, env  # noqa: E402


class Stopped(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP."""


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    with ExitOnSignal() as signals:
        try:
            with only_one():
                at = plan.free_addresses()
                frontend.ensure_packages()
                built = None if "--dev" in sys.argv else frontend.ensure_built()
                with the_database(signals):
                    run(at, built, signals)
        except Stopped:
            pass
        except (Problem, env.SettingError, embedded_postgres.EmbeddedPostgresError) as problem:
            print(problem, file=sys.stderr)
            return 1
    return 0


def run(at: Addresses, built: Path | None, signals: "ExitOnSignal") -> None:
    environment = plan.child_environment(at)
    running: list[Service] = []
    try:
        # Numbers of processes that are no more.
        shutil.rmtree(ROOT / "var" / "metrics", ignore_errors=True)
        prepare(environment)
        for service in [*plan.services_of(at), plan.web(at, built)]:
            running.append(service)
            service.start(environment)
        accounts = manage(environment, "make_demo", "--accounts") if has_demo() else ""
        services.wait_until_ready(running, PATIENCE)
        say(welcome(at, accounts))
        watch(running)
    finally:
        signals.ignore()
        say("\nEnding …")
        services.end(running)


# --- before ---------------------------------------------------------------------------------


def prepare(environment: dict[str, str]) -> None:
    say("Migrating the database")
    manage(environment, "migrate", "--no-input")
    if not env.boolean("DEBUG", True):
        manage(environment, "collectstatic", "--no-input")
    if not has_demo():
        return
    say("Loading the demo data, once")
    # Not captured: it shows its own progress.
    done = subprocess.run(
        [sys.executable, "manage.py", "make_demo"],
        cwd=BACKEND,
        env=environment,
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        raise Problem("The demo data could not be loaded; the lines above say why.")


def has_demo() -> bool:
    """Its accounts have a password that everybody can read, so it stays away from real use."""
    return env.boolean("DEBUG", True) or env.boolean("DEMO", False)


def manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BACKEND, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True, check=False,
    )  # fmt: skip
    with (LOGS / "manage.log").open("a") as log:
        log.write(f"$ manage.py {' '.join(command)}\n{done.stdout}")
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-20:])
        raise Problem(f"`manage.py {command[0]}` failed:\n{tail}")
    return done.stdout


@contextmanager
def the_database(signals: "ExitOnSignal") -> Iterator[None]:
    """Starts the embedded server, when it is the one to use, and ends it if we started it."""
    if not is_embedded():
        yield
        return
    ours = not embedded_postgres.status().running
    try:
        with signals.postponed():
            say("Starting PostgreSQL")
            embedded_postgres.ensure_running()
        yield
    finally:
        signals.ignore()
        if ours:
            embedded_postgres.stop()


def is_embedded() -> bool:
    return bool(database.database_settings()["ENGINE"] == "config.embedded_postgres")


@contextmanager
def only_one() -> Iterator[None]:
    """A clone has one database and one set of logs, so it runs once at a time."""
    with (ROOT / "var" / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Problem(f"`make run` runs already here, as process {lock.read()}.") from None
        write(lock, str(os.getpid()))
        yield
        write(lock, "")


def write(file: IO[str], text: str) -> None:
    file.truncate(0)
    file.write(text)
    file.flush()


# --- meanwhile ------------------------------------------------------------------------------


def watch(running: list[Service]) -> None:
    """Does not end. A database that was killed comes back; for a service that is a fault."""
    embedded = is_embedded()
    while True:
        services.complain_about_the_dead(running)
        if embedded:
            embedded_postgres.ensure_running()
        time.sleep(0.5)


def welcome(at: Addresses, accounts: str) -> str:
    here = f"http://localhost:{at.web}"
    metrics = env.integer("METRICS_PORT", 0)
    for_prometheus = f"  For Prometheus            http://127.0.0.1:{metrics}/metrics\n"
    return (
        f"\nSessions Marketplace is running:  {here}\n\n"
        f"  Documentation of the API  {here}/api/docs/\n"
        f"  Administration            {here}/admin/\n"
        f"  Sent mail                 {here}/dev/mail/\n"
        f"  The API alone             http://localhost:{at.api}/api/\n"
        f"{for_prometheus if metrics else ''}\n"
        f"{accounts.rstrip()}\n\nLogs are in var/log. Ctrl-C ends everything."
    )


class ExitOnSignal:
    """Turns Ctrl-C, SIGTERM and SIGHUP into one `Stopped`, in the main thread."""

    SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __enter__(self) -> "ExitOnSignal":
        self.waiting = self.arrived = False
        for number in self.SIGNALS:
            signal.signal(number, self.arrive)
        return self

    def __exit__(self, *_: object) -> None:
        self.ignore()

    def arrive(self, _number: int, _frame: FrameType | None) -> None:
        self.arrived = True
        if not self.waiting:
            self.ignore()
            raise Stopped

    @contextmanager
    def postponed(self) -> Iterator[None]:
        """A server that is half started could not be found and ended."""
        self.waiting = True
        try:
            yield
        finally:
            self.waiting = False
        if self.arrived:
            raise Stopped

    def ignore(self) -> None:
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_IGN)


def exit_code_of(work: Callable[[ExitOnSignal], bool], logs: Path | None = None) -> int:
    """0 when it was true, 1 when not or with the sentence of what it lacks, 130 when stopped."""
    with ExitOnSignal() as signals:
        try:
            return 0 if work(signals) else 1
        except Stopped:
            return 130
        except (Problem, AssertionError, embedded_postgres.EmbeddedPostgresError) as problem:
            print(problem, file=sys.stderr)
            if logs:
                print(f"Logs are in {logs.relative_to(ROOT)}.", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
