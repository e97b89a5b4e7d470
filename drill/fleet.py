"""Two generations of the API behind a proxy, beside one database and one worker."""

import os
import urllib.request
from pathlib import Path

import debian
import plan
import ports
import services
from config import embedded_postgres
from tests.faults.machine import environment
from tests.faults.processes import PATIENCE, Program, until
from tests.faults.stack import Stack

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
# The newer generation takes the places that the older one has left.
OF_A_GENERATION = 2
# A request that found nobody goes to the next one. One that was sent is not sent again.
HAPROXY = """
global
    maxconn 500
defaults
    mode http
    timeout connect 2s
    timeout client 60s
    timeout server 60s
    timeout check 2s
    retries 3
    option redispatch 1
    retry-on conn-failure
    option http-server-close
    default-server inter 200ms fall 1 rise 1
listen whom
    bind {host}:{whom}
    stats enable
    stats uri /
listen api
    bind {host}:{port}
    option httpchk
    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host 127.0.0.1
{servers}
"""


class Fleet(Stack):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._places = [self._an_api(number) for number in range(2 * OF_A_GENERATION)]
        self.port, self._whom = ports.some_free(2)
        self._haproxy = self._proxy()
        self.generation: list[Program] = []

    def _an_api(self, number: int) -> Program:
        at = plan.Addresses(*ports.some_free(3))
        [api] = [each for each in plan.services_of(at) if each.name == "API"]
        api.name = f"api{number}"
        return self._program(api)

    def _proxy(self) -> Program:
        servers = "\n".join(
            f"    server {each.name} {each.ready_url.split('/')[2]} check"
            for each in self._places
            if each.ready_url
        )
        config = self.folder / "haproxy.cfg"
        config.write_text(
            HAPROXY.format(host=HOST, port=self.port, whom=self._whom, servers=servers)
        )
        command = [debian.ensure("haproxy"), "-db", "-f", str(config)]
        return Program("proxy", command, self.folder, self.folder / "proxy.log")

    def start(self, rows: int = 0) -> None:
        embedded_postgres.ensure_running(self.folder)
        self.environment = {**environment(self.folder), **self.post.settings}
        self.must("migrate", "--no-input", "--verbosity", "0")
        if rows:
            self.must("make_demo", "--rows", str(rows))
        self.worker.start(self.environment)
        self._haproxy.start(self.environment)
        self.replace_all()

    def migrate(self, name: str) -> None:
        """A step of the rehearsed change, from the settings that know it."""
        paths = os.pathsep.join([str(ROOT), str(ROOT / "scripts")])
        own = {"DJANGO_SETTINGS_MODULE": "drill.deploy_settings", "PYTHONPATH": paths}
        self.must("migrate", "rehearsal", name, "--verbosity", "0", **own)

    def replace_all(self) -> None:
        """The next generation: each starts, answers, and then one of the old is told to end."""
        old = self.generation
        new = [each for each in self._places if each not in old][:OF_A_GENERATION]
        self.generation = []
        for number, program in enumerate(new):
            program.start(self.environment)
            self.generation.append(program)
            services.wait_until_ready([program], PATIENCE)
            self._wait_until_led_to(program)
            if number < len(old):
                services.end([old[number]])

    def _wait_until_led_to(self, program: Program) -> None:
        until(lambda: self._is_up(program.name), f"the proxy leads to {program.name}")

    def _is_up(self, name: str) -> bool:
        with urllib.request.urlopen(f"http://{HOST}:{self._whom}/;csv", timeout=5) as said:
            lines = [line.split(",") for line in said.read().decode().splitlines() if line]
        status = lines[0].index("status")
        return any(line[1] == name and line[status].startswith("UP") for line in lines[1:])

    def wait_until_ready(self) -> None:
        running: list[services.Service] = [*self.generation, self.worker]
        services.complain_about_the_dead(running)
        services.wait_until_ready(running, PATIENCE)

    def end(self) -> None:
        try:
            services.end([*self._places, self.worker, self._haproxy])
        finally:
            self.post.close()
            embedded_postgres.remove(self.folder)
