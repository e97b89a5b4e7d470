"""`make backup` and `make restore FILE=… TO=name`: the whole database as one file, and back.

    backup.py backup [FILE] [--compose]
    backup.py restore FILE NAME [--compose]

A restore never touches the database in use: it fills a new one called NAME and lets the audit
look at every invariant of it. With --compose the database is that of docker-compose.yml.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
BACKUPS = ROOT / "var" / "backups"
sys.path.insert(0, str(BACKEND))

from config import database, embedded_postgres  # noqa: E402
from config.embedded_postgres.places import places  # noqa: E402
from config.env import SettingError  # noqa: E402

# Restorable in parallel and in parts, and read by every later version. Every build has gzip.
DUMP = ("pg_dump", "--format=custom", "--compress=gzip")
RESTORE = ("pg_restore", "--exit-on-error", "--no-owner")


class Problem(Exception):
    """A step failed; the text says which and why."""


class Place(Protocol):
    """Where the database is and its programs run."""

    def program(self, name: str, *arguments: str, database: str) -> list[str]: ...
    def environment(self) -> Mapping[str, str]: ...
    def audit(self, database: str) -> tuple[list[str], Mapping[str, str]]: ...
    def database(self) -> str: ...


@dataclass
class Direct:
    """The embedded server, or the one that DATABASE_URL or POSTGRES_* name."""

    settings: dict[str, str] = field(default_factory=database.location)

    def program(self, name: str, *arguments: str, database: str) -> list[str]:
        target = [
            *("--host", self.settings["HOST"], "--port", self.settings["PORT"] or "5432"),
            *("--username", self.settings["USER"], "--no-password", "--dbname", database),
        ]
        return [str(places().programs / name), *arguments, *target]

    def environment(self) -> Mapping[str, str]:
        return {**os.environ, "PGPASSWORD": self.settings.get("PASSWORD", "")}

    def audit(self, database: str) -> tuple[list[str], Mapping[str, str]]:
        url = {name: str(self.settings.get(name, "")) for name in ("USER", "PASSWORD", "PORT")}
        variables = {
            "POSTGRES_HOST": str(self.settings["HOST"]),
            "POSTGRES_DB": database,
            **{f"POSTGRES_{name}": value for name, value in url.items()},
            "DATABASE_URL": "",
            "DEBUG": os.environ.get("DEBUG", "True"),
        }
        return [sys.executable, "manage.py", "audit"], {**os.environ, **variables}

    def database(self) -> str:
        return self.settings["NAME"]


@dataclass
class Compose:
    """The database of docker-compose.yml; its programs run in its containers."""

    def program(self, name: str, *arguments: str, database: str) -> list[str]:
        # Who the owner is, .env may say; the container knows.
        as_owner = 'exec "$@" --username "$POSTGRES_USER"'
        within = ["docker", "compose", "exec", "--no-TTY", "db", "sh", "-c", as_owner, "owner"]
        return [*within, name, *arguments, "--dbname", database]

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def audit(self, database: str) -> tuple[list[str], Mapping[str, str]]:
        run = ["docker", "compose", "run", "--rm", "--no-deps", "--no-TTY"]
        return [*run, "-e", f"POSTGRES_DB={database}", "migrate", "python", "manage.py", "audit"], (
            os.environ
        )

    def database(self) -> str:
        words = ["docker", "compose", "exec", "--no-TTY", "db", "printenv", "POSTGRES_DB"]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Problem(f"The database of the containers does not run: {done.stderr.strip()}")
        return done.stdout.strip()


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        place: Place = Compose() if options.compose else _direct()
        if options.what == "backup":
            return backup(place, options.file or _new_file())
        return restore(place, options.file, options.name)
    except (Problem, SettingError, embedded_postgres.EmbeddedPostgresError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Back the database up, or restore a backup.")
    what = parser.add_subparsers(dest="what", required=True)
    saving = what.add_parser("backup")
    saving.add_argument("file", type=Path, nargs="?")
    restoring = what.add_parser("restore")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("name")
    for each in (saving, restoring):
        each.add_argument("--compose", action="store_true")
    return parser.parse_args(arguments)


def _direct() -> Direct:
    place = Direct()
    if place.settings.get("ENGINE") == "config.embedded_postgres":
        place.settings["HOST"] = embedded_postgres.ensure_running()["HOST"]
    return place


def _new_file() -> Path:
    BACKUPS.mkdir(parents=True, exist_ok=True)
    return BACKUPS / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}.dump"


def backup(place: Place, file: Path) -> int:
    """Write the database as it is at one moment; the file is there only when it is whole."""
    draft = file.with_name(f"{file.name}.part")
    with draft.open("wb") as output:
        _run(place, place.program(*DUMP, database=place.database()), output=output)
        os.fsync(output.fileno())
    draft.chmod(0o600)
    draft.replace(file)
    print(f"Written: {file} ({file.stat().st_size:,} bytes)")
    return 0


def restore(place: Place, file: Path, name: str) -> int:
    """Fill a new database from the file, and audit it. 1: a finding; see what was printed."""
    if not file.is_file():
        raise Problem(f"There is no file {file}.")
    if name == place.database():
        raise Problem(f"{name} is the database in use. Choose another name and switch over.")
    quoted = name.replace('"', '""')
    create = ("--command", f'CREATE DATABASE "{quoted}"')
    _run(place, place.program("psql", "--quiet", *create, database="postgres"))
    with file.open("rb") as dump:
        _run(place, place.program(*RESTORE, database=name), source=dump)
    print(f"Restored into the database {name}. The audit of it:", flush=True)
    command, environment = place.audit(name)
    code = subprocess.run(command, cwd=BACKEND, env=dict(environment), check=False).returncode
    if code == 0:
        print(f"To use it, start everything with POSTGRES_DB={name}.")
    return code


def _run(
    place: Place,
    command: list[str],
    source: IO[bytes] | None = None,
    output: IO[bytes] | None = None,
) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(place.environment()),
        stdin=source or subprocess.DEVNULL,
        stdout=output or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise Problem(f"{Path(command[0]).name} {done.returncode}: {said}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
