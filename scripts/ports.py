"""Who has a port."""

import re
import shutil
import socket
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path

LISTENS = "0A"


def is_free(port: int) -> bool:
    """Connects as well as binds: with SO_REUSEPORT two servers may hold one port."""
    with socket.socket() as client:
        client.settimeout(1)
        if client.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def any_free() -> int:
    return some_free(1)[0]


def some_free(number: int) -> list[int]:
    """Different ones: each is held until all are found."""
    with ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in range(number)]
        for each in found:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in found]


def holder(port: int) -> str:
    """Returns a description of the process that listens on `port`, as far as we may see it."""
    sockets = listening_sockets(port)
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if any(str(fd.readlink()) in sockets for fd in (process / "fd").iterdir()):
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
                return f"process {process.name} ({words[:90]}, in {(process / 'cwd').readlink()})"
    if not sockets and shutil.which("lsof"):
        command = ["lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        found = re.search(r"p(\d+)\nc(.*)", said)
        if found:
            return f"process {found[1]} ({found[2]})"
    return "a process of another user"


def listening_sockets(port: int) -> set[str]:
    """Reads Linux's table of sockets; empty elsewhere."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENS and int(fields[1].rpartition(":")[2], 16) == port:
                    found.add(f"socket:[{fields[9]}]")
    return found
