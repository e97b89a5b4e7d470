"""What stands between the product and the cluster: HAProxy, which knows who leads, and PgBouncer.

HAProxy asks every Patroni each second. One that stops leading is cut off from all that was
connected to it. Behind `primary` stands PgBouncer, so that any number of API threads share few
connections; behind `replicas` nothing, because a client has to stay at one of them.
"""

from collections.abc import Sequence

import psycopg

import ports
import services
from drill.home import Home
from drill.machines import HOST, Machine
from drill.parts import FreePorts, Part, part
from tests.faults.processes import PATIENCE, until

HAPROXY = """
global
    maxconn 1000
defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
    timeout check 2s
    option httpchk
    http-check expect status 200
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
listen primary
    bind {host}:{primary}
    http-check send meth OPTIONS uri /primary
{servers}
listen replicas
    bind {host}:{replicas}
    balance leastconn
    http-check send meth OPTIONS uri /replica
{servers}
"""
# A name for the number of connections below: of 16 API threads, the worker and the stream.
PGBOUNCER = """
[databases]
{database} = host={host} port={primary}
[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
max_client_conn = 500
default_pool_size = 20
; What a session is told at its start does not survive a pool: the role has these settings.
ignore_startup_parameters = options,extra_float_digits
; A cluster that changes its leader is tried again each second, and nobody waits for long.
server_login_retry = 1
server_connect_timeout = 3
query_wait_timeout = 10
; A commit waits for its standby as long as that is away: its client shall not.
query_timeout = 20
"""


class Middle:
    def __init__(self, home: Home, port: FreePorts, machines: Sequence[Machine]) -> None:
        self.primary, self.replicas, self.pooled = (port() for _ in range(3))
        self._home = home
        servers = "\n".join(
            f"    server {each.name} {HOST}:{each.port} check port {each.rest}" for each in machines
        )
        text = HAPROXY.format(
            host=HOST, primary=self.primary, replicas=self.replicas, servers=servers
        )
        config = home.keep("haproxy.cfg", text)
        self._haproxy = part(home, "haproxy", home.haproxy, "-db", "-f", config)
        self._pgbouncer: Part | None = None

    def start(self) -> None:
        self._haproxy.start({})
        self._wait_for(self._haproxy, self.primary)

    def wait_until_it_leads_right(self, login: str) -> None:
        """HAProxy takes everybody for a primary until it has asked twice."""

        def writes() -> bool:
            with psycopg.connect(login, autocommit=True) as connection:
                return connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)

        until(lambda: all(writes() for _ in range(6)), "HAProxy knows who leads", every=0.2)

    def start_pool(self, database: str, user: str, password: str) -> None:
        """For one who logs in as the service does."""
        users = self._home.keep("users.txt", f'"{user}" "{password}"\n')
        text = PGBOUNCER.format(
            database=database, host=HOST, primary=self.primary, port=self.pooled, users=users
        )
        config = self._home.keep("pgbouncer.ini", text)
        self._pgbouncer = part(self._home, "pgbouncer", self._home.pgbouncer, config)
        self._pgbouncer.start({})
        self._wait_for(self._pgbouncer, self.pooled)

    def end(self) -> None:
        parts: list[services.Service] = [self._haproxy]
        services.end([*([self._pgbouncer] if self._pgbouncer else []), *parts])

    @staticmethod
    def _wait_for(program: Part, port: int) -> None:
        def listens() -> bool:
            services.complain_about_the_dead([program])
            return not ports.is_free(port)

        until(listens, f"{program.name} listens within {PATIENCE:.0f} s")
