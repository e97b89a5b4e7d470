"""Starts and stops the embedded PostgreSQL; the whole of what others use."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.embedded_postgres.places import PROJECT, EmbeddedPostgresError, Places, places
from config.embedded_postgres.starting import NAME, end, start
from config.embedded_postgres.state import PORT, answers, running_sockets, server_pid


@dataclass(frozen=True)
class Status:
    running: bool
    sockets: Path
    data: Path
    log: Path
    pid: int | None


def connection_settings(project: Path = PROJECT) -> dict[str, str]:
    """Returns Django's HOST, PORT, USER, NAME and PASSWORD; whether it runs is another matter."""
    where = places(project)
    return {
        "HOST": str(running_sockets(where) or where.sockets),
        "PORT": PORT,
        "USER": NAME,
        "NAME": NAME,
        "PASSWORD": "",
    }


def ensure_running(project: Path = PROJECT) -> dict[str, str]:
    """Starts the server unless it answers, and returns its `connection_settings`.

    Waits up to a minute. The server outlives the process that started it.
    """
    where = places(project)
    if not answers(where):
        with faults_as_sentences(where), only_one(where):
            start(where)
    return connection_settings(project)


def stop(project: Path = PROJECT) -> bool:
    """Ends the server, rolling open transactions back. Returns False when it did not run."""
    where = places(project)
    if server_pid(where) is None:
        return False
    with faults_as_sentences(where), only_one(where):
        if server_pid(where) is None:
            return False
        end(where)
    return True


def remove(project: Path = PROJECT) -> None:
    """Ends the server and removes its data and all that was made outside the project."""
    where = places(project)
    if server_pid(where) is not None:
        with only_one(where):
            end(where, "immediate")
    for folder in (where.sockets, where.home, where.project / "var" / "postgres"):
        shutil.rmtree(folder, ignore_errors=True)
    if where.account and where.home.parent.exists() and not any(where.home.parent.iterdir()):
        where.home.parent.rmdir()


def status(project: Path = PROJECT) -> Status:
    where = places(project)
    sockets = running_sockets(where) or where.sockets
    return Status(answers(where), sockets, where.data, where.log, server_pid(where))


@contextmanager
def only_one(where: Places) -> Iterator[None]:
    """Several processes may want to start or stop the same server at once."""
    where.home.mkdir(parents=True, exist_ok=True)
    with (where.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def faults_as_sentences(where: Places) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The database's folder {where.home} cannot be used: {error}."
        ) from error
