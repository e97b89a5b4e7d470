"""What the embedded PostgreSQL is doing, read from its files: costs no process and no login."""

import os
import socket
import subprocess
from pathlib import Path

from config.embedded_postgres.places import Places

PROCESSES = Path("/proc/self")  # Linux has it, macOS does not
PORT = "5432"  # only a part of the socket's name


def pid_file(where: Places) -> list[bytes]:
    """Returns the lines of postmaster.pid: pid, data, start time, port, sockets, …, state."""
    try:
        return (where.data / "postmaster.pid").read_bytes().split(b"\n")
    except OSError:
        return []


def answers(where: Places) -> bool:
    """True when the server accepts work. Costs one connect, no process and no login."""
    lines = pid_file(where)
    if len(lines) < 8 or lines[7].strip() != b"ready":
        return False
    # A killed server's socket takes connections until the last of the process is gone.
    if PROCESSES.exists() and server_pid(where) is None:
        return False
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(lines[4] + b"/.s.PGSQL." + PORT.encode())
        except OSError:
            return False
    return True


def is_ending(where: Places) -> bool:
    lines = pid_file(where)
    return len(lines) > 7 and lines[7].strip() == b"stopping"


def running_sockets(where: Places) -> Path | None:
    lines = pid_file(where)
    return Path(os.fsdecode(lines[4])) if len(lines) > 4 and lines[4] else None


def server_pid(where: Places) -> int | None:
    """Returns the server's process; None also when its number belongs to another program now."""
    return server_named_in(pid_file(where), where)


def orphan_pid(where: Places) -> int | None:
    """Returns a server that our socket names although its data are gone from below it."""
    try:
        lines = (where.sockets / f".s.PGSQL.{PORT}.lock").read_bytes().split(b"\n")
    except OSError:
        return None
    return server_named_in(lines, where)


def server_named_in(lines: list[bytes], where: Places) -> int | None:
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if os.fsencode(where.data) in command_line(pid) else None


def command_line(pid: int) -> bytes:
    if PROCESSES.exists():
        try:
            return (PROCESSES.parent / str(pid) / "cmdline").read_bytes()
        except OSError:
            return b""
    command = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, check=False).stdout
