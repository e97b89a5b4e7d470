"""`make run`: everything from the database to the web front end, until Ctrl-C ends all of it.

`make dev` is the same with a front end that follows its sources.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NamedTuple

import frontend
import ports
import services
from services import Problem, Service, say

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
LOGS = ROOT / "var" / "log"
PATIENCE = 90.0  # seconds until everything must answer
LOOPBACK = ("127.0.0.0/8", "::1")
sys.path.insert(0, str(BACKEND))

from config import database, embedded_postgres, env  # noqa: E402


class Stopped(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP."""


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    with ExitOnSignal() as signals:
        try:
            with only_one():
                at = Addresses(a_free_port("WEB_PORT", 3000), a_free_port("API_PORT", 8000))
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


def run(at: "Addresses", built: Path | None, signals: "ExitOnSignal") -> None:
    environment = child_environment(at.web)
    running: list[Service] = []
    try:
        prepare(environment)
        for service in [*planned(at.api), web(at, built)]:
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


class Addresses(NamedTuple):
    web: int
    api: int


def a_free_port(variable: str, default: int) -> int:
    port = env.integer(variable, default, minimum=1, maximum=65535)
    if not ports.is_free(port):
        raise Problem(
            f"Port {port} is taken by {ports.holder(port)}.\n"
            f"End that process, or choose another port: make run {variable}={port + 10}"
        )
    return port


def child_environment(web_port: int) -> dict[str, str]:
    """What is set stays; for the rest this is a developer's machine."""
    here = [f"http://{name}:{web_port}" for name in ("localhost", "127.0.0.1")]
    proxies = [os.environ.get("TRUSTED_PROXIES") or "", *LOOPBACK]
    return {
        **os.environ,
        "DEBUG": os.environ.get("DEBUG") or "True",
        "PYTHONUNBUFFERED": "1",
        # Where a browser may come from, and who passes its requests on.
        "PUBLIC_URL": os.environ.get("PUBLIC_URL") or here[0],
        "WEB_ORIGINS": ",".join([os.environ.get("WEB_ORIGINS") or "", *here]),
        "TRUSTED_PROXIES": ",".join(proxies),
    }


def planned(port: int) -> list[Service]:
    """Returns what runs beside the database and behind the web front end."""
    here = f"http://127.0.0.1:{port}"
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(env.integer("API_WORKERS", 2, minimum=1))),
        # Each thread keeps a connection, and few of them serve two cores best.
        *("--blocking-threads", str(env.integer("API_THREADS", 8, minimum=1))),
        *("--blocking-threads-idle-timeout", "600", "--workers-kill-timeout", "10"),
        "--respawn-failed-workers",
        "config.wsgi:application",
    ]
    worker = [sys.executable, "manage.py", "work"]
    return [
        Service("API", granian, BACKEND, LOGS / "api.log", f"{here}/readyz"),
        Service("worker", worker, BACKEND, LOGS / "worker.log"),
    ]


def web(at: Addresses, built: Path | None) -> Service:
    log = LOGS / "web.log"
    if built is None:
        return frontend.development_service(at.web, at.api, log)
    return frontend.built_service(built, at.web, at.api, log)


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
    return (
        f"\nSessions Marketplace is running:  {here}\n\n"
        f"  Documentation of the API  {here}/api/docs/\n"
        f"  Administration            {here}/admin/\n"
        f"  Sent mail                 {here}/dev/mail/\n"
        f"  The API alone             http://localhost:{at.api}/api/\n\n"
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
        yield
        self.waiting = False
        if self.arrived:
            raise Stopped

    def ignore(self) -> None:
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
