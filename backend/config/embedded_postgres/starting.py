"""Makes the data of the embedded PostgreSQL and starts it, whatever happened to it before."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from config.embedded_postgres.places import EmbeddedPostgresError, Places, make_home
from config.embedded_postgres.state import (
    PORT,
    answers,
    command_line,
    is_ending,
    orphan_pid,
    pid_file,
    server_pid,
)

PATIENCE = 60.0  # seconds
PATIENCE_WITH_AN_END = 20.0
NAME = "sessions"  # of the role and of the database
CTYPES = ("C.UTF-8", "en_US.UTF-8", "C")  # what Linux has, what macOS has, what all have
NO_SUCH_PROCESS = "99999999"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A refused statement is the client's business; its text may hold personal data.
    "log_min_messages": "log",
    "log_checkpoints": "off",
}


def start(where: Places) -> None:
    begun = time.monotonic()
    make_data(where)
    while not answers(where):
        waited = time.monotonic() - begun
        if waited > PATIENCE:
            raise EmbeddedPostgresError(
                f"The database does not answer within {PATIENCE:.0f} s.{tail(where)}"
            )
        if server_pid(where) is None:
            forget_the_dead(where)
            configure(where)
            launch(where)
        elif is_ending(where) and waited > PATIENCE_WITH_AN_END:
            end(where)
        else:
            time.sleep(0.05)


def end(where: Places, *modes: str) -> None:
    """Ends the server, by force if it must be: told to end amid a recovery, it may hang forever.

    What is committed survives every way of ending.
    """
    for mode in modes or ("fast", "immediate"):
        with suppress(EmbeddedPostgresError):
            pg_ctl(where, "stop", "-m", mode, "-w", "-t", str(int(PATIENCE_WITH_AN_END)))
            return
    kill(server_pid(where))


def kill(pid: int | None) -> None:
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        while command_line(pid):
            time.sleep(0.01)


def launch(where: Places) -> None:
    seen = where.log.stat().st_size if where.log.exists() else 0
    ours = f"-c config_file={shlex.quote(str(where.home / 'postgresql.conf'))}"
    try:
        pg_ctl(where, "start", "-l", str(where.log), "-o", ours, "-w", "-t", str(int(PATIENCE)))
    except EmbeddedPostgresError:
        # After a kill -9 of the server, its children may need a moment to notice.
        if "shared memory block" not in tail(where, seen):
            raise EmbeddedPostgresError(
                f"The database does not start.{tail(where, seen)}"
            ) from None
        time.sleep(0.2)


def make_data(where: Places) -> None:
    """Makes the data folder under another name first, so that a half-made one is never used."""
    make_home(where)
    if where.data.exists():
        return check_version(where)
    remove_earlier_clones(where)
    part = where.state / "data-part"
    initialize(where, part)
    create = f"CREATE DATABASE {NAME};\n"
    said = run(where, "postgres", "--single", "-D", str(part), "template1", stdin=create)
    if "ERROR" in said:  # it ends well nevertheless
        raise EmbeddedPostgresError(f"The database cannot be made.{last_lines(said)}")
    part.rename(where.data)
    return None


def remove_earlier_clones(where: Places) -> None:
    """Root's data are not below the project, so they stay when somebody removes a clone."""
    for file in where.home.parent.glob("*/project") if where.account else ():
        if file.parent != where.home and file.read_text() == str(where.project):
            earlier = replace(where, home=file.parent, state=file.parent / "state")
            if server_pid(earlier) is not None:
                end(earlier, "immediate")
            shutil.rmtree(earlier.home)


def initialize(where: Places, part: Path) -> None:
    """Text sorts and changes case alike on every machine: PostgreSQL's own rules do it.

    pg_trgm however asks the system what a letter is, and needs a UTF-8 locale for all but ASCII.
    """
    for letters in CTYPES:
        shutil.rmtree(part, ignore_errors=True)
        try:
            run(
                where, "initdb", "--pgdata", str(part), "--username", NAME, "--auth", "peer",
                "--encoding", "UTF8", "--locale", "C", "--lc-ctype", letters,
                "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
                "--sync-method", "syncfs" if sys.platform == "linux" else "fsync",
            )  # fmt: skip
            return
        except EmbeddedPostgresError as error:
            if "invalid locale" not in str(error) or letters == CTYPES[-1]:
                raise


def check_version(where: Places) -> None:
    made_by = (where.data / "PG_VERSION").read_text().strip()
    ours = run(where, "postgres", "--version").split()[-1].split(".")[0]
    if made_by != ours:
        raise EmbeddedPostgresError(
            f"The data in {where.data} are of PostgreSQL {made_by}, this project now runs {ours}. "
            f"To keep them, dump them with version {made_by} first. "
            "To begin anew: python -m config.embedded_postgres remove"
        )


def configure(where: Places) -> None:
    """Writes our settings and who may connect: the server's own account, and root."""
    settings = {
        **SETTINGS,
        "unix_socket_directories": str(where.sockets),
        "hba_file": str(where.home / "pg_hba.conf"),
        "ident_file": str(where.home / "pg_ident.conf"),
    }
    for name, lines in {
        "postgresql.conf": [f"{key} = {quoted(value)}" for key, value in settings.items()],
        "pg_hba.conf": ["local all,replication all peer map=us"],
        "pg_ident.conf": [f"us {user} all" for user in sorted({where.owner, "root"})],
    }.items():
        file = where.home / name
        file.write_text("\n".join(lines) + "\n")
        file.chmod(0o644)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def forget_the_dead(where: Places) -> None:
    """Lets a start follow a kill -9 although the old number may be another process's by now.

    postmaster.pid itself stays: by its last lines PostgreSQL finds orphans of the old server.
    """
    kill(orphan_pid(where))
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (where.sockets / name).unlink(missing_ok=True)
    lines = pid_file(where)
    if lines:
        text = b"\n".join([NO_SUCH_PROCESS.encode(), *lines[1:]]).decode()
        write = ["/bin/sh", "-c", 'cat > "$0"', str(where.data / "postmaster.pid")]
        subprocess.run(write, input=text, text=True, check=True, **where.run_as())


# --- programs ---


def pg_ctl(where: Places, *arguments: str) -> None:
    run(where, "pg_ctl", "-D", str(where.data), *arguments)


def run(where: Places, program: str, *arguments: str, stdin: str = "") -> str:
    """Runs a program of PostgreSQL as the server's account and returns what it prints."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [str(where.programs / program), *arguments],
        input=stdin, text=True, errors="replace", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **where.run_as(),
    )  # fmt: skip
    if done.returncode:
        raise EmbeddedPostgresError(f"PostgreSQL's {program} failed.{last_lines(done.stdout)}")
    return done.stdout


def tail(where: Places, since: int = 0) -> str:
    try:
        return last_lines(where.log.read_bytes()[since:].decode(errors="replace"))
    except OSError:
        return ""


def last_lines(text: str) -> str:
    lines = text.strip().splitlines()[-12:]
    return " It says:\n" + "\n".join(lines) if lines else ""
