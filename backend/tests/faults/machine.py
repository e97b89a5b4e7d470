"""The whole product on its own: database, API, worker, stream of seats and a mail server."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

import plan
import ports
import services
from config import embedded_postgres

from .post_office import PostOffice
from .processes import BACKEND, PATIENCE, Program

# Of the person's variables; any other might make this another test.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
NEVER = "1000000000"
# The database as it was when it was empty, to begin anew from.
PRISTINE = "pristine"
PATCHED = "tests.faults.patched"
Connection = psycopg.Connection[tuple[Any, ...]]


class Machine:
    """Started as `make run` starts it, with ports, data and processes of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self._settings = folder, settings
        at = plan.Addresses(*ports.some_free(3))
        self.port, self.live_port = at.api, at.live
        planned = {each.name: each for each in plan.services_of(at)}
        self.api, self.worker = self._program(planned["API"]), self._program(planned["worker"])
        self.live = self._program(planned[plan.LIVE])
        self.post = PostOffice()

    def _program(self, service: services.Service) -> Program:
        return Program(**{**vars(service), "log": self.folder / f"{service.name}.log"})

    def start(self) -> None:
        embedded_postgres.ensure_running(self.folder)
        self.environment = {**environment(self.folder), **self.post.settings, **self._settings}
        self.must("migrate", "--no-input", "--verbosity", "0")
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {PRISTINE} TEMPLATE {self.database}".encode())
        self.mend()

    def begin_anew(self) -> None:
        """With an empty database: what a run before has broken is gone. `mend` starts the rest."""
        services.end([self.api, self.worker, self.live])
        with self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE {self.database} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {self.database} TEMPLATE {PRISTINE}".encode())

    def end(self) -> None:
        """All that was started, however far a test came."""
        try:
            services.end([self.api, self.worker, self.live])
        finally:
            self.post.close()
            embedded_postgres.remove(self.folder)

    def mend(self) -> None:
        """Start what does not run: a test may have left something dead."""
        for each in (self.api, self.worker, self.live):
            if each.process is None or each.has_ended():
                each.start(self.environment)
        self.wait_until_ready()

    @contextmanager
    def patched(self, patch: str, **settings: str) -> Iterator[None]:
        """API and worker with something in them replaced (patches.py). They are ended after it."""
        api, worker = self.api, self.worker
        told = {"FAULTS_PATCH": patch, **settings}
        application = [*api.command[:-1], f"{PATCHED}:application"]
        program = [sys.executable, "-m", PATCHED]
        try:
            self._replace(
                replace(api, command=application, settings=told),
                replace(worker, command=program, settings=told),
            )
            self.mend()
            yield
        finally:
            self._replace(api, worker)

    def _replace(self, api: Program, worker: Program) -> None:
        services.end([self.api, self.worker])
        self.api, self.worker = replace(api, process=None), replace(worker, process=None)

    def wait_until_ready(self) -> None:
        running: list[services.Service] = [self.api, self.worker, self.live]
        services.complain_about_the_dead(running)
        services.wait_until_ready(running, PATIENCE)

    def manage(self, *command: str, **settings: str) -> tuple[int, str]:
        return self.run(sys.executable, "manage.py", *command, **settings)

    def must(self, *command: str, **settings: str) -> None:
        """The same for what has to succeed. Raises Problem."""
        code, said = self.manage(*command, **settings)
        if code:
            raise services.Problem(f"manage.py {' '.join(command)}:\n{said}")

    def run(self, *command: str, **settings: str) -> tuple[int, str]:
        """A program that is told what all are told; its code and what it said."""
        done = subprocess.run(
            command, cwd=BACKEND, env={**self.environment, **settings}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    @property
    def database(self) -> str:
        return embedded_postgres.connection_settings(self.folder)["NAME"]

    def connect(self, database: str = "", options: str = "") -> Connection:
        return psycopg.connect(
            self.environment["DATABASE_URL"],
            dbname=database or self.database,
            autocommit=True,
            options=f"-c TimeZone=UTC {options}",
        )


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
        "SIMULATED_SLOW_SECONDS": "1",
        "REQUEST_LOG": "False",
        "METRICS_PORT": str(ports.any_free()),
        "METRICS_FOLDER": str(folder / "metrics"),
        "MEASURE_SECONDS": "1",
    }
