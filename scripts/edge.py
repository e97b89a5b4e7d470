"""The edge of the containers, nginx with its whole configuration, on this machine's loopback."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import debian
import ports
import services
from services import Service

NGINX = Path(__file__).resolve().parent.parent / "nginx"
PATIENCE = 20.0


class Behind(NamedTuple):
    """Ports of what nginx leads to."""

    api: int
    live: int
    web: int


@contextmanager
def running(
    behind: Behind, settings: Mapping[str, str] | None = None, also: str = ""
) -> Iterator[int]:
    """Gives the port of the one origin. The settings are those that the container takes, `also`
    is one more server in nginx's words.

    Raises Problem when nginx can't be had, or does not start.
    """
    with started(behind, settings, also) as (origin, _):
        yield origin


@contextmanager
def started(
    behind: Behind, settings: Mapping[str, str] | None = None, also: str = ""
) -> Iterator[tuple[int, Service]]:
    """The same, for whoever ends nginx and starts it again."""
    program = debian.ensure("nginx")
    # Not below the project, in whose path there may be spaces.
    folder = Path(tempfile.mkdtemp(prefix="edge-"))
    origin, health, api = ports.some_free(3)
    options = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
    command = [program, "-p", f"{folder}", "-c", f"{folder / 'nginx.conf'}", "-g", options]
    nginx = Service("nginx", command, folder, folder / "log", f"http://127.0.0.1:{health}/")
    try:
        _write(folder, behind, {3000: origin, 8000: api, 8081: health})
        _write_servers(folder, origin, settings or {})
        (folder / "conf.d" / "also.conf").write_text(also)
        nginx.start(os.environ)
        services.wait_until_ready([nginx], PATIENCE)
        yield origin, nginx
    finally:
        services.end([nginx])
        shutil.rmtree(folder)


def _write(folder: Path, behind: Behind, ports_of: Mapping[int, int]) -> None:
    """The configuration, with the places and addresses of this machine in it."""
    changes = {
        "/etc/nginx/conf.d": f"{folder}/conf.d",
        "/etc/nginx/routes": f"{folder}/routes",
        "/usr/share/nginx/html": f"{folder}",
        "/tmp/": f"{folder}/tmp/",  # noqa: S108
        # Numbers, so that no name server is asked.
        "http://backend:8000": f"http://127.0.0.1:{behind.api}",
        "http://live:8000": f"http://127.0.0.1:{behind.live}",
        "http://frontend:3000": f"http://127.0.0.1:{behind.web}",
        "listen 3000;": f"listen 127.0.0.1:{ports_of[3000]};",
        "listen 8000;": f"listen 127.0.0.1:{ports_of[8000]};",
        "listen 127.0.0.1:8081;": f"listen 127.0.0.1:{ports_of[8081]};",
    }
    inside = "|".join(map(re.escape, changes))
    for name in ("conf.d", "routes", "tmp"):
        (folder / name).mkdir()
    shutil.copy(NGINX / "error.html", folder)
    for source in (NGINX / "nginx.conf", NGINX / "listen.sh", *(NGINX / "routes").iterdir()):
        text = re.sub(inside, lambda found: changes[found[0]], source.read_text())
        (folder / source.relative_to(NGINX)).write_text(text)


def _write_servers(folder: Path, origin: int, settings: Mapping[str, str]) -> None:
    told = {"PATH": os.environ["PATH"], "PUBLIC_URL": f"http://127.0.0.1:{origin}", **settings}
    subprocess.run(["sh", str(folder / "listen.sh")], env=told, check=True)
