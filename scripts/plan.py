"""What runs, at which ports, and what it is told."""

import os
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import frontend
import ports
from services import Problem, Service

BACKEND = frontend.ROOT / "backend"
LOGS = frontend.LOGS
LIVE = "stream of live seats"
# granian's memory: what a crowd of viewers leaves is there for the next one within a second.
SMALL = {"_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:500,muzzy_decay_ms:0"}
LOOPBACK = ("127.0.0.0/8", "::1")
sys.path.insert(0, str(BACKEND))

from config import env  # noqa: E402


class Addresses(NamedTuple):
    web: int
    api: int
    live: int


def free_addresses() -> Addresses:
    wanted = {"WEB_PORT": 3000, "API_PORT": 8000, "LIVE_PORT": 8001}
    at = Addresses(*(a_free_port(variable, default) for variable, default in wanted.items()))
    if len({*at}) < len(at):
        chosen = ", ".join(f"{name} is {port}" for name, port in zip(wanted, at, strict=True))
        raise Problem(f"Each needs a port of its own: {chosen}.")
    return at


def a_free_port(variable: str, default: int) -> int:
    port = env.integer(variable, default, minimum=1, maximum=65535)
    if not ports.is_free(port):
        raise Problem(
            f"Port {port} is taken by {ports.holder(port)}.\n"
            f"End that process, or choose another port: make run {variable}={port + 10}"
        )
    return port


def child_environment(at: Addresses) -> dict[str, str]:
    """What is set stays; for the rest this is a developer's machine."""
    here = [f"http://{name}:{at.web}" for name in ("localhost", "127.0.0.1")]
    public = os.environ.get("PUBLIC_URL") or here[0]
    proxies = [os.environ.get("TRUSTED_PROXIES") or "", *LOOPBACK]
    return {
        **os.environ,
        "DEBUG": os.environ.get("DEBUG") or "True",
        "PYTHONUNBUFFERED": "1",
        # Where a browser may come from, and who passes its requests on.
        "PUBLIC_URL": public,
        "LIVE_URL": os.environ.get("LIVE_URL") or live_url(public, at.live),
        "WEB_ORIGINS": ",".join([os.environ.get("WEB_ORIGINS") or "", *here]),
        "TRUSTED_PROXIES": ",".join(proxies),
    }


def live_url(public: str, port: int) -> str:
    """Beside the web front end. Behind https that can't be known; without it pages poll."""
    address = urlsplit(public)
    if address.scheme != "http":
        return ""
    host = address.hostname or "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def services_of(at: Addresses) -> list[Service]:
    """Returns what runs beside the database and behind the web front end."""
    granian = [sys.executable, "-m", "granian", "--no-access-log", "--workers-kill-timeout", "10"]
    api = [
        *(*granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(at.api)),
        *("--workers", str(env.integer("API_WORKERS", 2, minimum=1))),
        # Each thread keeps a connection, and few of them serve two cores best.
        *("--blocking-threads", str(env.integer("API_THREADS", 8, minimum=1))),
        *("--blocking-threads-idle-timeout", "600", "--respawn-failed-workers"),
        "config.wsgi:application",
    ]
    live = [
        # The default loop takes over the signals that tell the streams to end.
        *(*granian, "--interface", "asgi", "--loop", "asyncio"),
        # How many there may be at once says LIVE_VIEWERS; the rest gets an answer as well.
        *("--backlog", "4096", "--backpressure", "65535"),
        *("--host", os.environ.get("WEB_HOST") or frontend.LOOPBACK, "--port", str(at.live)),
        *("--respawn-failed-workers", "config.asgi:application"),
    ]
    worker = [sys.executable, "manage.py", "work"]
    return [
        Service("API", api, BACKEND, LOGS / "api.log", f"http://127.0.0.1:{at.api}/readyz"),
        Service(
            *(LIVE, live, BACKEND, LOGS / "live.log", f"http://127.0.0.1:{at.live}/livez"),
            settings=SMALL,
        ),
        Service("worker", worker, BACKEND, LOGS / "worker.log"),
    ]


def web(at: Addresses, built: Path | None) -> Service:
    log = LOGS / "web.log"
    if built is None:
        return frontend.development_service(at.web, at.api, log)
    return frontend.built_service(built, at.web, at.api, log)
