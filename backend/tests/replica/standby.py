"""A replica of an embedded PostgreSQL: the same programs and account, beside its data."""

import shlex
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import psycopg

from config import embedded_postgres
from config.embedded_postgres.places import places
from config.embedded_postgres.starting import end, forget_the_dead, pg_ctl
from config.embedded_postgres.state import PORT, server_pid
from tests.faults.machine import Connection
from tests.faults.processes import children_of, kill, until


class Standby:
    def __init__(self, folder: Path) -> None:
        self._folder, self._where = folder, places(folder)
        # Beside the primary's data, whose number it must not take for its own after a kill.
        self._own = replace(self._where, state=self._where.state / "replica")

    @property
    def url(self) -> str:
        user, name = self._primary["USER"], self._primary["NAME"]
        host = quote(str(self._own.sockets), safe="")
        return f"postgresql:///{name}?host={host}&port={PORT}&user={user}"

    def start(self) -> None:
        """Follow the primary, which runs: only then is it known where its sockets had room."""
        self._primary = embedded_postgres.connection_settings(self._folder)
        self._own = replace(self._own, sockets=Path(self._primary["HOST"]) / "r")
        copy = ("--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast")
        for folder in (self._own.state, self._own.sockets):
            subprocess.run(["mkdir", str(folder)], check=True, **self._where.run_as())
        self._run(
            *("pg_basebackup", "--pgdata", str(self._own.data), *copy),
            *("--host", self._primary["HOST"], "--username", self._primary["USER"]),
        )
        self._launch()

    def _launch(self) -> None:
        settings = {
            "config_file": self._where.home / "postgresql.conf",
            "unix_socket_directories": self._own.sockets,
        }
        options = shlex.join(f"--{name}={value}" for name, value in settings.items())
        pg_ctl(self._own, "start", "-w", "-l", str(self._own.log), "-o", options)

    def kill(self) -> None:
        pid = server_pid(self._own)
        assert pid is not None
        kill([pid, *children_of(pid)])

    def start_again(self) -> None:
        forget_the_dead(self._own)
        self._launch()

    def end(self) -> None:
        if server_pid(self._own) is not None:
            end(self._own, "immediate")

    def pause(self) -> None:
        """It still gets what is written, and shows nothing of it."""
        with self.connect() as connection:
            connection.execute("SELECT pg_wal_replay_pause()")

            def is_paused() -> bool:
                state = connection.execute("SELECT pg_get_wal_replay_pause_state()").fetchone()
                return state == ("paused",)

            until(is_paused, "the replica shows no more")

    def resume(self) -> None:
        with self.connect() as connection:
            connection.execute("SELECT pg_wal_replay_resume()")

    def wait_for(self, primary: Connection) -> None:
        """Until it shows all that the primary has."""
        position = primary.execute("SELECT pg_current_wal_lsn()").fetchone()
        with self.connect() as connection:

            def is_there() -> bool:
                reached = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
                return connection.execute(reached, position).fetchone() == (True,)

            until(is_there, "the replica has caught up")

    def connect(self) -> Connection:
        return psycopg.connect(self.url, autocommit=True)

    def _run(self, program: str, *arguments: str) -> None:
        path = str(self._where.programs / program)
        subprocess.run(
            [path, *arguments], check=True, stdout=subprocess.DEVNULL, **self._where.run_as()
        )
