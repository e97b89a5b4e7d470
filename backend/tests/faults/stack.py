"""The whole product on its own: database, API and worker as `make run` has them."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

import plan
import ports
import services
from config import embedded_postgres

from .processes import BACKEND, PATIENCE, Program, children_of, kill, until

# Of the person's variables; any other might make this another test.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
NEVER = "1000000000"
# What a worker does every few seconds, or a minute late, it does now.
_NUDGE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
SELECT 'default', name, lock, name, '{"timestamp": 0}' FROM (VALUES
  ('core.retry_stalled_jobs', NULL), ('payments.poll', 'payments.poll'),
  ('bookings.expire_holds', 'bookings.expire_holds')
) AS regular (name, lock) ON CONFLICT DO NOTHING
"""
_WORK_LEFT = """
SELECT 'hold' FROM bookings_booking WHERE status = 'pending'
UNION ALL SELECT 'payment' FROM payments_payment WHERE status IN ('created', 'processing')
UNION ALL SELECT 'refund' FROM payments_refund WHERE status IN ('requested', 'submitted')
UNION ALL SELECT task_name FROM procrastinate_jobs
  WHERE status = 'doing' OR (status = 'todo' AND queueing_lock IS NULL)
"""
_DOING = "SELECT FROM procrastinate_jobs WHERE status = 'doing'"
_AGE = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
_BUSY = """
SELECT pid FROM pg_stat_activity
WHERE application_name ~ '^sessions-marketplace( |$)'
ORDER BY state = 'active' DESC, xact_start IS NULL, state_change DESC
"""
Connection = psycopg.Connection[tuple[Any, ...]]


class Stack:
    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self._settings = folder, settings
        at = plan.Addresses(*ports.some_free(3))
        self.port, self.live_port = at.api, at.live
        planned = {each.name: each for each in plan.services_of(at)}
        self.api, self.worker = self._program(planned["API"]), self._program(planned["worker"])
        self.live = self._program(planned[plan.LIVE])

    def _program(self, service: services.Service) -> Program:
        return Program(**{**vars(service), "log": self.folder / f"{service.name}.log"})

    def start(self) -> None:
        embedded_postgres.ensure_running(self.folder)
        self.environment = environment(self.folder) | self._settings
        code, said = self.manage("migrate", "--no-input", "--verbosity", "0")
        assert code == 0, said
        self.api.start(self.environment)
        self.worker.start(self.environment)
        self.live.start(self.environment)
        self.wait_until_ready()

    def end(self) -> None:
        """All that was started, however far a test came."""
        try:
            services.end([self.api, self.worker, self.live])
        finally:
            embedded_postgres.remove(self.folder)

    def mend(self) -> None:
        """A test that failed may have left something dead."""
        for each in (self.api, self.worker, self.live):
            if each.has_ended():
                each.start(self.environment)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        running: list[services.Service] = [self.api, self.worker, self.live]
        services.complain_about_the_dead(running)
        services.wait_until_ready(running, PATIENCE)

    def manage(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=BACKEND, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def connect(self) -> Connection:
        url = self.environment["DATABASE_URL"]
        return psycopg.connect(url, autocommit=True, options="-c TimeZone=UTC")

    @contextmanager
    def careless_database(self) -> Iterator[None]:
        """One that writes what it has acknowledged some other time."""
        careless = {"synchronous_commit": "off", "wal_writer_delay": "10s"}
        self._configure(f"SET {name} = '{value}'" for name, value in careless.items())
        try:
            yield
        finally:
            self._configure(["RESET ALL"])

    def _configure(self, changes: Iterable[str]) -> None:
        with self.connect() as connection:
            for change in changes:
                connection.execute(f"ALTER SYSTEM {change}".encode())
            connection.execute("SELECT pg_reload_conf()")

    # --- faults; each ends when what was killed runs again ------------------------------------

    def api_workers(self) -> list[int]:
        log = self.api.log.read_text(errors="replace")
        return [pid for pid in children_of(self.api.pid) if f"with PID: {pid}\n" in log]

    def kill_an_api_worker(self) -> None:
        victim, *others = self.api_workers()
        kill([victim])

        def has_a_new_one() -> bool:
            services.complain_about_the_dead([self.api])
            return len({*self.api_workers()} - {victim}) > len(others)

        until(has_a_new_one, "a new API worker runs")
        self.wait_until_ready()

    def kill_the_api(self) -> None:
        self.api.kill()
        self.api.start(self.environment)
        self.wait_until_ready()

    def kill_the_worker(self) -> None:
        """Amid a job, which is another's as soon as it is silent for half a minute: at once."""
        with self.connect() as connection:
            until(lambda: connection.execute(_DOING.encode()).rowcount > 0, "a job runs", every=0)
        self.worker.kill()
        with self.connect() as connection:
            connection.execute(_AGE.encode())
        self.worker.start(self.environment)

    def kill_the_stream(self) -> None:
        """All of it, as if its machine were gone."""
        self.live.kill()
        self.live.start(self.environment)

    def kill_the_stream_worker(self) -> None:
        """What has the connections; the process that keeps it starts another."""
        kill(children_of(self.live.pid))

    @contextmanager
    def no_database(self) -> Iterator[None]:
        embedded_postgres.stop(self.folder)
        try:
            yield
        finally:
            embedded_postgres.ensure_running(self.folder)

    def kill_postgresql(self) -> None:
        pid = embedded_postgres.status(self.folder).pid
        assert pid is not None
        kill([pid, *children_of(pid)])
        embedded_postgres.ensure_running(self.folder)
        self.wait_until_ready()

    def kill_a_backend(self) -> None:
        """The busiest one. PostgreSQL then ends all others too, and recovers."""
        with self.connect() as connection:
            busy = connection.execute(_BUSY.encode()).fetchall()
        self.kill_the_backend(*busy[0])

    def kill_the_backend(self, pid: int) -> None:
        postmaster = embedded_postgres.status(self.folder).pid
        assert postmaster is not None
        assert pid in children_of(postmaster)
        with closing(self.connect()) as witness:
            kill([pid])
            until(lambda: not answers(witness), "PostgreSQL notices")
        until(self._takes_connections, "PostgreSQL has recovered")
        self.wait_until_ready()

    def _takes_connections(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    # --- afterwards ---------------------------------------------------------------------------

    def drain(self) -> None:
        """Until holds have run out, money has settled, and the worker has no job left."""
        left: list[str] = []
        with self.connect() as connection:

            def done() -> bool:
                self.wait_until_ready()
                connection.execute(_NUDGE.encode())
                left[:] = [what for (what,) in connection.execute(_WORK_LEFT.encode())]
                return not left

            until(done, lambda: f"the worker is through with {left}", every=0.1)


def answers(connection: Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def environment(folder: Path) -> dict[str, str]:
    where = embedded_postgres.connection_settings(folder)
    host = quote(where["HOST"], safe="")
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "DATABASE_URL": f"postgresql://{where['USER']}@/{where['NAME']}?host={host}",
        "DEBUG": "True",
        "SECRET_KEY": secrets.token_hex(32),
        "PYTHONUNBUFFERED": "1",
        "BOOKINGS_PER_MINUTE": NEVER,
        "HOLD_SECONDS": "2",
        "PAYMENT_POLL_SECONDS": "1",
        "REQUEST_LOG": "False",
        "METRICS_PORT": str(ports.any_free()),
        "METRICS_FOLDER": str(folder / "metrics"),
        "MEASURE_SECONDS": "1",
    }
