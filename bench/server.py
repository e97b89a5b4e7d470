"""The measured processes: started as `make run` starts them, and their CPU time."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import plan
import ports
import services
from bench.environment import HOME, LOGS
from config import embedded_postgres
from tests.faults.processes import children_of

PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cpu:
    """Seconds since the processes began."""

    api: float
    database: float

    def since(self, before: "Cpu") -> "Cpu":
        return Cpu(self.api - before.api, self.database - before.database)


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    live_port: int = 0
    live_pid: int = 0

    def cpu(self) -> Cpu:
        postmaster = embedded_postgres.status(HOME).pid
        assert postmaster is not None
        return Cpu(seconds_of(self.pid), seconds_of(postmaster))


@contextmanager
def running(
    child: Mapping[str, str], *, worker: bool = False, live: bool = False
) -> Iterator[Server]:
    """The API as `make run` has it, with the baselines beside its routes."""
    LOGS.mkdir(parents=True, exist_ok=True)
    at = plan.Addresses(*ports.some_free(3))
    planned = {each.name: each for each in plan.services_of(at)}
    api = planned["API"]
    api.command[-1] = "bench.wsgi:application"
    stream = planned[plan.LIVE]
    wanted = [api, *([planned["worker"]] if worker else []), *([stream] if live else [])]
    for service in wanted:
        service.log = LOGS / f"bench-{service.log.name}"
    try:
        for service in wanted:
            service.start(dict(child))
        services.wait_until_ready(wanted, PATIENCE)
        yield Server(at.api, _pid(api), at.live, _pid(stream) if live else 0)
    finally:
        services.end(wanted)


def _pid(service: services.Service) -> int:
    assert service.process is not None
    return service.process.pid


def bytes_of(root: int) -> int:
    """What a process and its children hold of memory."""
    return sum(_resident(pid) for pid in (root, *children_of(root)))


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def seconds_of(root: int) -> float:
    """User and system time of a process, its children, and those it has already buried."""
    seconds, buried = _times(root)
    return seconds + buried + sum(_times(each)[0] for each in children_of(root))


def _times(pid: int) -> tuple[float, float]:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    user, system, buried_user, buried_system = map(int, fields[11:15])
    return (user + system) / _TICKS, (buried_user + buried_system) / _TICKS
