"""Makes `.venv` and installs what `backend/requirements-dev.txt` pins; nothing when that is done.

Runs on the machine's own Python before anything is installed: standard library only, and syntax
that older versions can read far enough to print a sentence.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "backend" / "requirements-dev.txt"
STAMP = VENV / "installed.stamp"
LOG = ROOT / "var" / "log" / "setup.log"
OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python")


def main() -> None:
    use_a_suitable_python()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with (LOG.parent / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_done():
            return
        LOG.write_text("")
        if not can_be_updated():
            make_venv()
        STAMP.unlink(missing_ok=True)
        install()
        STAMP.write_text(fingerprint())


def fingerprint() -> str:
    """Names the lock and the place: a virtual environment does not survive a move."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() + "\n" + str(VENV) + "\n"


def is_done() -> bool:
    return STAMP.exists() and STAMP.read_text() == fingerprint() and works(str(PYTHON))


def can_be_updated() -> bool:
    """The stamp is taken away while packages are installed, so no stamp means a half-made one."""
    in_place = STAMP.exists() and STAMP.read_text().endswith("\n" + str(VENV) + "\n")
    return in_place and works(str(PYTHON))


# --- a Python -----------------------------------------------------------------------------


def works(python: str, code: str = "") -> bool:
    """True when this interpreter starts, is recent enough and runs `code`."""
    check = f"import sys; assert sys.version_info >= {OLDEST!r}; {code}"
    try:
        tried = subprocess.run([python, "-c", check], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def suitable_pythons() -> list[str]:
    found = [sys.executable] if sys.version_info >= OLDEST else []
    found += [path for path in map(shutil.which, CANDIDATES) if path and works(path)]
    return list(dict.fromkeys(found))


def use_a_suitable_python() -> None:
    if sys.version_info >= OLDEST:
        return
    others = suitable_pythons()
    if not others:
        have = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            f"This needs Python 3.11 or newer. {sys.executable} is {have}, and no other was found."
            "\nInstall one (Debian, Ubuntu: apt install python3.11 python3.11-venv; "
            "macOS: brew install python@3.13)\nand call make again, or name it: "
            "make run PYTHON=/path/to/python3.11"
        )
    os.execv(others[0], [others[0], *sys.argv])


# --- the virtual environment ----------------------------------------------------------------


def make_venv() -> None:
    say("Making the virtual environment .venv")
    pythons = suitable_pythons()
    for way in (with_venv, with_virtualenv, with_the_pip_outside):
        for python in pythons:
            shutil.rmtree(VENV, ignore_errors=True)
            if way(python) and works(str(PYTHON), "import pip"):
                return
    shutil.rmtree(VENV, ignore_errors=True)
    version = "{}.{}".format(*sys.version_info[:2])
    stop(
        f"The virtual environment cannot be made (why: {LOG.relative_to(ROOT)}).\n"
        "On Debian and Ubuntu its parts are a package of their own: "
        f"sudo apt install python{version}-venv\n"
        "Then call make again. Having pip or virtualenv for this Python helps as well."
    )


def with_venv(python: str) -> bool:
    # Debian without python3-venv has venv, but not ensurepip, and then makes half of one.
    return works(python, "import ensurepip, venv") and runs([python, "-m", "venv", str(VENV)])


def with_virtualenv(python: str) -> bool:
    return works(python, "import virtualenv") and runs([python, "-m", "virtualenv", str(VENV)])


def with_the_pip_outside(python: str) -> bool:
    if not works(python, "import pip, venv"):
        return False
    bare = [python, "-m", "venv", "--without-pip", str(VENV)]
    return runs(bare) and runs([python, "-m", "pip", "--python", str(PYTHON), "install", "pip"])


def runs(command: list[str]) -> bool:
    with LOG.open("a") as log:
        done = subprocess.run(command, stdout=log, stderr=log, env=environment(), check=False)
    return done.returncode == 0


# --- the packages -------------------------------------------------------------------------


def install() -> None:
    total = LOCK.read_text().count("==")
    options = "--require-hashes --no-deps --no-input --disable-pip-version-check --progress-bar off"
    command = [str(PYTHON), "-m", "pip", "install", *options.split(), "-r", str(LOCK)]
    with (
        LOG.open("a") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment()
        ) as pip,
    ):
        fetched = 0
        for line in pip.stdout or ():
            log.write(line)
            if line.startswith(("Collecting ", "Processing ")):
                fetched += 1
                show(f"Fetching packages: {fetched} of about {total}", often=fetched % 20 > 0)
            elif line.startswith("Installing collected"):
                show(f"Installing {fetched} packages\n")
    if pip.returncode:
        tail = "\n".join(LOG.read_text().splitlines()[-15:])
        stop(
            f"pip could not install the packages. The end of {LOG.relative_to(ROOT)}:\n{tail}\n"
            "Call make again when the cause is gone; most often it is the network."
        )


def environment() -> dict[str, str]:
    """The person's own pip settings hold, save those that lead out of the virtual environment."""
    leads_out = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    kept = {name: value for name, value in os.environ.items() if name not in leads_out}
    return {**kept, "PIP_USER": "0"}


# --- words --------------------------------------------------------------------------------


def show(text: str, often: bool = False) -> None:
    """On a terminal one line that changes; in a file a line now and then."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif not often:
        say(text.rstrip())


def say(text: str) -> None:
    print(text, flush=True)


def stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("\nInterrupted. Call make again.")
