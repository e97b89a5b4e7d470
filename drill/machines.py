"""Three machines, each with an etcd, a Patroni and a PostgreSQL: the cluster."""

import json
import os
import secrets
import signal
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

import services
from config.embedded_postgres.starting import CTYPES
from config.embedded_postgres.state import command_line
from drill.home import Home
from drill.parts import FreePorts, part
from tests.faults.processes import children_of, kill, until

HOST = "127.0.0.1"
SCOPE = "sessions"
SUPERUSER, REPLICATOR = "postgres", "replicator"
# The leader's key lives so long; Patroni allows no less. loop_wait + 2 * retry_timeout fit in it.
TIMES = {"ttl": 20, "loop_wait": 5, "retry_timeout": 5}
# Nothing is acknowledged that is not on two machines, also while there are only two.
SYNCHRONOUS = {"synchronous_mode": True, "synchronous_mode_strict": True}
ASYNCHRONOUS = {
    "synchronous_mode": False,
    "synchronous_mode_strict": False,
    # One that lags is allowed to lead, or the cluster would wait for the dead machine.
    "maximum_lag_on_failover": 64 * 1024 * 1024,
}
PARAMETERS = {
    "max_connections": 100,
    "shared_buffers": "128MB",
    "wal_keep_size": "256MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
SECONDS_FOR_AN_ANSWER = 3.0
SECONDS_OF_A_SWITCHOVER = 60.0


class Machine:
    def __init__(self, home: Home, number: int, port: FreePorts) -> None:
        self.home, self.name = home, f"machine{number}"
        self.etcd_port, self.peer_port, self.port, self.rest = (port() for _ in range(4))
        self.data = home.state(f"{self.name}-data")

    def plan(self, machines: Sequence["Machine"], passwords: Mapping[str, str]) -> None:
        """What runs here, which knows the others."""
        client, peer = f"http://{HOST}:{self.etcd_port}", f"http://{HOST}:{self.peer_port}"
        everybody = ",".join(f"{each.name}=http://{HOST}:{each.peer_port}" for each in machines)
        self.etcd = part(
            *(self.home, f"{self.name}-etcd", self.home.etcd, "--name", self.name),
            *("--data-dir", self.home.state(f"{self.name}-etcd"), "--logger", "zap"),
            *("--listen-client-urls", client, "--advertise-client-urls", client),
            *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
            *("--initial-cluster", everybody, "--initial-cluster-state", "new"),
            *("--log-level", "warn"),
        )
        hosts = [f"{HOST}:{each.etcd_port}" for each in machines]
        text = json.dumps(self._settings(hosts, passwords), indent=1)
        config = self.home.keep(f"{self.name}.yml", text)
        self.patroni = part(
            self.home, f"{self.name}-patroni", self.home.python, "-m", "patroni", config
        )

    def _settings(self, etcds: list[str], passwords: Mapping[str, str]) -> dict[str, Any]:
        """Patroni's file: JSON is YAML as well."""
        return {
            "scope": SCOPE,
            "name": self.name,
            "restapi": {
                "listen": f"{HOST}:{self.rest}",
                "connect_address": f"{HOST}:{self.rest}",
            },
            "etcd3": {"hosts": etcds},
            "bootstrap": {
                "dcs": {
                    **TIMES,
                    **SYNCHRONOUS,
                    "postgresql": {"use_pg_rewind": True, "parameters": PARAMETERS},
                },
                "initdb": [
                    {"encoding": "UTF8"},
                    {"locale": "C"},
                    {"lc-ctype": CTYPES[0]},
                    {"locale-provider": "builtin"},
                    {"builtin-locale": "C.UTF-8"},
                    "data-checksums",
                ],
            },
            "postgresql": {
                "listen": f"{HOST}:{self.port}",
                "connect_address": f"{HOST}:{self.port}",
                "data_dir": str(self.data),
                "bin_dir": str(self.home.where.programs),
                "pgpass": str(self.home.state(f"{self.name}-pgpass")),
                "authentication": {
                    "superuser": {"username": SUPERUSER, "password": passwords[SUPERUSER]},
                    "replication": {"username": REPLICATOR, "password": passwords[REPLICATOR]},
                },
                "parameters": {"unix_socket_directories": str(self.home.where.sockets)},
                "pg_hba": [
                    f"host all all {HOST}/32 scram-sha-256",
                    f"host replication {REPLICATOR} {HOST}/32 scram-sha-256",
                ],
            },
            "watchdog": {"mode": "off"},
        }

    def start(self) -> None:
        self.etcd.start({})
        self.patroni.start({})

    def says(self, path: str) -> bool:
        """Whether Patroni answers yes: /primary, /replica, /sync …"""
        try:
            with urllib.request.urlopen(self._url(path), timeout=SECONDS_FOR_AN_ANSWER):
                return True
        except OSError:
            return False

    def ask(self, path: str, body: Mapping[str, Any], method: str = "POST") -> None:
        request = urllib.request.Request(self._url(path), json.dumps(body).encode(), method=method)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_OF_A_SWITCHOVER):
                return
        except urllib.error.HTTPError as refusal:
            said = refusal.read().decode(errors="replace")
            raise AssertionError(f"{self.name} refused {path}: {said}") from None

    def _url(self, path: str) -> str:
        return f"http://{HOST}:{self.rest}{path}"

    # --- what happens to it -------------------------------------------------------------------

    def stall(self) -> None:
        """What it has to send to the others stays here, as on a line that is full."""
        for pid in self._servers():
            if b"walsender" in command_line(pid):
                os.kill(pid, signal.SIGSTOP)

    def vanish(self) -> None:
        """kill -9 of all that runs here, in an order in which nothing can react."""
        parts = [self.patroni, self.etcd]
        above = [pid for each in parts for pid in (each.pid, *children_of(each.pid))]
        kill([*above, *self._servers()])
        for each in parts:
            assert each.process is not None
            each.process.wait()

    def _servers(self) -> list[int]:
        """The postmaster and its children; none when there is no server."""
        try:
            pid = int((self.data / "postmaster.pid").read_bytes().split()[0])
        except (OSError, IndexError):
            return []
        if os.fsencode(self.data) not in command_line(pid):
            return []
        return [pid, *children_of(pid)]

    def log(self) -> str:
        return self.patroni.log.read_text(errors="replace")


class Cluster:
    def __init__(self, home: Home, port: FreePorts) -> None:
        self.passwords = {name: secrets.token_hex(16) for name in (SUPERUSER, REPLICATOR)}
        self.machines = [Machine(home, number, port) for number in (1, 2, 3)]
        for each in self.machines:
            each.plan(self.machines, self.passwords)

    def start(self) -> None:
        for each in self.machines:
            each.start()
        self.wait_until_whole()

    def end(self) -> None:
        """Patroni first, which ends its PostgreSQL; then what may be left."""
        started = [each for each in self.machines if hasattr(each, "patroni")]
        services.end([each.patroni for each in started])
        services.end([each.etcd for each in started])
        for each in started:
            kill(each._servers())

    def leader(self) -> Machine:
        found: list[Machine] = []

        def is_there() -> bool:
            found[:] = [each for each in self.machines if each.says("/primary")]
            return len(found) == 1

        until(is_there, "one machine leads", every=0.1)
        return found[0]

    def wait_until_whole(self, *, synchronous: bool = True) -> None:
        """One leads, two follow, and if it is to be so one of them confirms each commit."""

        def is_whole() -> bool:
            leading = [each for each in self.machines if each.says("/primary")]
            following = [each for each in self.machines if each.says("/replica?lag=1MB")]
            confirming = [each for each in following if each.says("/sync")]
            return (len(leading), len(following)) == (1, 2) and bool(confirming) == synchronous

        until(is_whole, "one machine leads and two follow", every=0.2)

    def configure(self, changes: Mapping[str, Any], *, synchronous: bool) -> None:
        self.leader().ask("/config", changes, "PATCH")
        self.wait_until_whole(synchronous=synchronous)

    def switch_over(self) -> None:
        """The machine that confirms commits leads from now on."""
        old = self.leader()
        [new] = [each for each in self.machines if each.says("/sync")]
        old.ask("/switchover", {"leader": old.name, "candidate": new.name})
        until(lambda: new.says("/primary"), f"{new.name} leads", every=0.1)


def database_url(port: int, user: str, password: str, name: str) -> str:
    return f"postgresql://{user}:{password}@{HOST}:{port}/{name}"
