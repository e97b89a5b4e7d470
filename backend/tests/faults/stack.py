"""The product with the faults that befall it; each ends when what was killed runs again."""

import subprocess
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

import psycopg

import ports
import services
from config import embedded_postgres

from .machine import Connection, Machine
from .processes import PATIENCE, Program, children_of, kill, until

# What a worker does every few seconds, or a minute late, it does now.
_NUDGE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
SELECT 'default', name, lock, name, '{"timestamp": 0}' FROM (VALUES
  ('core.retry_stalled_jobs', NULL), ('payments.poll', 'payments.poll'),
  ('bookings.expire_holds', 'bookings.expire_holds')
) AS regular (name, lock) ON CONFLICT DO NOTHING
"""
_HURRY = "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'"
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


class Stack(Machine):
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

    # --- faults -------------------------------------------------------------------------------

    def api_workers(self) -> list[int]:
        return self._workers_of(self.api)

    def _workers_of(self, api: Program) -> list[int]:
        log = api.log.read_text(errors="replace")
        return [pid for pid in children_of(api.pid) if f"with PID: {pid}\n" in log]

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

    def roll_the_api(self) -> int | None:
        """A second one takes over, as in a rolling restart; how the first one ended, if by itself.

        Both listen on the same port, and the system deals out who comes.
        """
        old, number = self.api, len(self.api_workers())
        listening = len(ports.listening_sockets(self.port))
        self.api = replace(old, process=None)
        self.api.start(self.environment)

        def both_run() -> bool:
            services.complain_about_the_dead([self.api])
            there = len(ports.listening_sockets(self.port)) >= 2 * listening
            return there and len(self.api_workers()) == number

        try:
            until(both_run, "the next API runs")
            assert old.process is not None
            old.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                return old.process.wait(services.GRACE)
        finally:
            services.end([old])
        return None

    def kill_the_worker_at_the_post(self) -> None:
        """A letter is taken, and its sender dies before it is told so."""
        caught, dead = threading.Event(), threading.Event()

        def keep_waiting() -> None:
            self.post.accepted = None
            caught.set()
            dead.wait(PATIENCE)

        self.post.accepted = keep_waiting
        until(caught.is_set, "a letter is taken")
        self.worker.kill()
        dead.set()
        self._start_another_worker()

    def kill_the_worker(self) -> None:
        """Amid a job, which is another's as soon as it is silent for half a minute: at once."""
        with self.connect() as connection:
            until(lambda: connection.execute(_DOING.encode()).rowcount > 0, "a job runs", every=0)
        self.worker.kill()
        self._start_another_worker()

    def _start_another_worker(self) -> None:
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
        self.replace_postgresql()
        self.wait_until_ready()

    def replace_postgresql(self) -> None:
        """Kill it and start it again; whether the others notice is not asked."""
        pid = embedded_postgres.status(self.folder).pid
        assert pid is not None
        kill([pid, *children_of(pid)])
        embedded_postgres.ensure_running(self.folder)

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

    def drain(self, patience: float = PATIENCE) -> None:
        """Until holds have run out, money has settled, and the worker has no job left."""
        left: list[str] = []
        with self.connect() as connection:

            def done() -> bool:
                self.wait_until_ready()
                connection.execute(_NUDGE.encode())
                connection.execute(_HURRY.encode())
                left[:] = [what for (what,) in connection.execute(_WORK_LEFT.encode())]
                return not left

            said = "the worker is through with"
            until(done, lambda: f"{said} {dict(Counter(left))}", every=0.1, patience=patience)


def answers(connection: Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True
