"""The whole product on its own: database, API and worker as `make run` has them."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from config import embedded_postgres

from .processes import BACKEND, Program, children_of, kill, until

import run as product  # isort: skip  (found through .processes)
import services  # isort: skip

# Variables of the person that would make this another test.
FOREIGN = ("POSTGRES_", "PG", "DJANGO_", "HOLD_", "PAYMENT_", "SIMULATED_", "PREPARE_", "DATABASE_")
HOLD_SECONDS = 2
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
_AGE = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
_BUSY = """
SELECT pid FROM pg_stat_activity WHERE application_name = 'sessions-marketplace'
ORDER BY state = 'active' DESC, xact_start IS NULL, state_change DESC LIMIT 1
"""
Connection = psycopg.Connection[tuple[Any, ...]]


class Stack:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        planned = {each.name: each for each in product.planned(self.port)}
        self.api, self.worker = self._program(planned["API"]), self._program(planned["worker"])

    def _program(self, service: services.Service) -> Program:
        return Program(**{**vars(service), "log": self.folder / f"{service.name}.log"})

    def start(self) -> None:
        embedded_postgres.ensure_running(self.folder)
        self.environment = environment(self.folder)
        code, said = self.manage("migrate", "--no-input", "--verbosity", "0")
        assert code == 0, said
        self.api.start(self.environment)
        self.worker.start(self.environment)
        self.wait_until_ready()

    def end(self) -> None:
        """All that was started, however far a test came."""
        services.end([self.api, self.worker])
        embedded_postgres.remove(self.folder)

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            for each in (self.api, self.worker):
                assert not each.has_ended(), f"The {each.name} ended by itself.\n{each.log_tail()}"
            return self.api.answers()

        until(ready, "the API answers", every=0.1)

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

    # --- faults; each ends when what was killed runs again ------------------------------------

    def api_workers(self) -> list[int]:
        log = self.api.log.read_text(errors="replace")
        return [pid for pid in children_of(self.api.pid) if f"with PID: {pid}\n" in log]

    def kill_an_api_worker(self) -> None:
        victim, *others = self.api_workers()
        kill([victim])
        until(lambda: len({*self.api_workers()} - {victim}) > len(others), "a new API worker")
        self.wait_until_ready()

    def kill_the_api(self) -> None:
        self.api.kill()
        self.api.start(self.environment)
        self.wait_until_ready()

    def kill_the_worker(self) -> None:
        """Its jobs are others' as soon as it is silent for half a minute, which is now."""
        self.worker.kill()
        with self.connect() as connection:
            connection.execute(_AGE.encode())
        self.worker.start(self.environment)

    def kill_postgresql(self) -> None:
        pid = embedded_postgres.status(self.folder).pid
        assert pid is not None
        kill([pid, *children_of(pid)])
        embedded_postgres.ensure_running(self.folder)
        self.wait_until_ready()

    def kill_a_backend(self) -> None:
        """PostgreSQL then ends all others too, and recovers."""
        with self.connect() as connection:
            row = connection.execute(_BUSY.encode()).fetchone()
        pid = embedded_postgres.status(self.folder).pid
        assert row is not None
        assert pid is not None
        assert row[0] in children_of(pid)
        kill([row[0]])
        until(self._recovered, "PostgreSQL has recovered")
        self.wait_until_ready()

    def _recovered(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    # --- afterwards ---------------------------------------------------------------------------

    def drain(self) -> None:
        """Until holds have run out, money has settled, and no job is left."""
        with self.connect() as connection:

            def done() -> bool:
                self.wait_until_ready()
                connection.execute(_NUDGE.encode())
                self.left = connection.execute(_WORK_LEFT.encode()).fetchall()
                return not self.left

            until(done, "the worker is through", every=0.1)


def environment(folder: Path) -> dict[str, str]:
    where = embedded_postgres.connection_settings(folder)
    host = quote(where["HOST"], safe="")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {
        **kept,
        "DATABASE_URL": f"postgresql://{where['USER']}@/{where['NAME']}?host={host}",
        "DEBUG": "True",
        "SECRET_KEY": secrets.token_hex(32),
        "PYTHONUNBUFFERED": "1",
        "BOOKINGS_PER_MINUTE": NEVER,
        "HOLD_SECONDS": str(HOLD_SECONDS),
        "PAYMENT_POLL_SECONDS": "1",
        "REQUEST_LOG": "False",
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
