"""Where the drill keeps its files, as whom its programs run, and where they come from.

Three of them are Debian's; Patroni gets an environment of its own, where the account that owns
the database's files may go, and which is gone afterwards.
"""

import os
import pwd
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import debian
import services
import setup
from config import embedded_postgres
from config.embedded_postgres.places import Places, make_home, places

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "drill"
LOGS = ROOT / "var" / "log" / "drill"
LOCK = ROOT / "backend" / "requirements-drill.txt"
PYTHONS = ("/usr/bin/python3", "/usr/local/bin/python3")
TIED = ROOT / "backend" / "tests" / "faults" / "tied.py"


@dataclass(frozen=True)
class Home:
    where: Places
    etcd: str
    haproxy: str
    pgbouncer: str

    @property
    def python(self) -> Path:
        """That of Patroni's environment."""
        return self.where.home / "patroni" / "bin" / "python"

    @property
    def tied(self) -> Path:
        return self.where.home / "tied.py"

    def state(self, name: str) -> Path:
        """A folder that a program makes for itself."""
        return self.where.state / name

    def keep(self, name: str, text: str) -> Path:
        """A file with passwords, for the programs' account and us."""
        file = self.where.home / name
        file.touch(mode=0o600)
        if self.where.account:
            os.chown(file, 0, pwd.getpwnam(self.where.account).pw_gid)
            file.chmod(0o640)
        file.write_text(text)
        return file


def prepare() -> Home:
    """Raises Problem, with what to do, when a program can't be had."""
    programs = {
        "etcd": debian.ensure("etcd", "etcd-server"),
        "haproxy": debian.ensure("haproxy"),
        "pgbouncer": debian.ensure("pgbouncer"),
    }
    embedded_postgres.remove(FOLDER)
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    home = Home(places(FOLDER), **programs)
    make_home(home.where)
    shutil.copy(TIED, home.tied)
    home.tied.chmod(0o644)
    _install_patroni(home)
    return home


def remove() -> None:
    """All but the logs."""
    embedded_postgres.remove(FOLDER)
    shutil.rmtree(FOLDER, ignore_errors=True)


def _install_patroni(home: Home) -> None:
    services.say("Installing Patroni")
    uv = str(Path(sys.executable).with_name("uv"))
    environment = str(home.python.parent.parent)
    into = ("--python", str(home.python), "--link-mode", "copy")
    for command in (
        [uv, "venv", "--quiet", "--python", _usable_python(home), environment],
        [uv, "pip", "install", "--quiet", *into, "--require-hashes", "-r", str(LOCK)],
    ):
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, umask=0o022
        )
        if done.returncode:
            raise services.Problem(f"Patroni can't be installed:\n{done.stderr.strip()}")


def _usable_python(home: Home) -> str:
    """Ours may lie where only root may go, and the database runs as another account."""
    if not Path(PYTHONS[0]).exists() and debian.can_install():
        debian.install("python3")
    check = f"import sys; assert sys.version_info >= {setup.OLDEST}"
    for python in (sys.executable, *PYTHONS):
        command = [str(Path(python).resolve()), "-c", check]
        with suppress(OSError):
            done = subprocess.run(command, capture_output=True, check=False, **home.where.run_as())
            if done.returncode == 0:
                return command[0]
    raise services.Problem(
        f"The database runs as {home.where.owner}, which may use none of {sys.executable}, "
        f"{', '.join(PYTHONS)}.\nInstall one of them (Debian: sudo apt install python3), or call "
        "this as an ordinary user."
    )
