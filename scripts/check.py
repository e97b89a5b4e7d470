"""`make check` and `make test`: every check, then every test. Ends with pytest's own summary."""

import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
BIN = Path(sys.executable).parent
SCHEMA = BACKEND / "openapi.yaml"
BESIDE = ("scripts", "bench")  # Python outside backend/
Outcome = tuple[bool, str]
sys.path.insert(0, str(BACKEND))

from config import database, embedded_postgres  # noqa: E402


def main(arguments: list[str]) -> int:
    what, options = arguments[0], arguments[1:]
    os.environ.setdefault("DEBUG", "True")
    with the_database():
        if what in {"check", "test"} and not all_checks_pass():
            if what == "test":
                print("\nThe tests did not run, because a check failed.", file=sys.stderr)
            return 1
        return 0 if what == "check" else tests(options)


def checks() -> dict[str, Callable[[], Outcome]]:
    """Returns them by name, the slowest first: two run at a time."""
    manage = [sys.executable, "manage.py"]
    return {
        "types": command(BIN / "mypy", ".", *(f"../{name}" for name in BESIDE)),
        "migrations are safe": command(sys.executable, ROOT / "scripts" / "lint_migrations.py"),
        "migrations are complete": command(*manage, "makemigrations", "--check", "--dry-run"),
        "API schema is current": schema_is_current,
        "imports point down": command(BIN / "lint-imports"),
        "format": command(BIN / "ruff", "format", "--check", folder=ROOT),
        "lint": command(BIN / "ruff", "check", folder=ROOT),
    }


def tests(options: list[str]) -> int:
    workers = ["-n", "auto"] if (os.cpu_count() or 1) > 1 else []
    coverage = [] if options else ["--cov", "--cov-report=term"]  # some tests prove nothing
    pytest = [str(BIN / "pytest"), *workers, *coverage, *options]
    return subprocess.run(pytest, cwd=BACKEND, check=False).returncode


# --- checks -------------------------------------------------------------------------------


def all_checks_pass() -> bool:
    planned = checks()
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = {name: pool.submit(timed, check) for name, check in planned.items()}
        for name, outcome in outcomes.items():
            (passed, said), seconds = outcome.result()
            print(f"{'ok' if passed else 'FAILED':<8}{name} ({seconds:.1f} s)", flush=True)
            if not passed:
                print(said.rstrip(), flush=True)
    return all(outcome.result()[0][0] for outcome in outcomes.values())


def timed(check: Callable[[], Outcome]) -> tuple[Outcome, float]:
    before = time.monotonic()
    return check(), time.monotonic() - before


def command(*words: str | Path, folder: Path = BACKEND) -> Callable[[], Outcome]:
    def check() -> Outcome:
        done = subprocess.run(
            [str(word) for word in words], cwd=folder, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode == 0, done.stdout

    return check


def schema_is_current() -> Outcome:
    """The schema in the repository is what clients build on, so it changes knowingly."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / SCHEMA.name
        words = ["spectacular", "--validate", "--fail-on-warn", "--file", str(fresh)]
        passed, said = command(sys.executable, "manage.py", *words)()
        if not passed:
            return False, said
        if not SCHEMA.exists() or SCHEMA.read_text() != fresh.read_text():
            return False, f"backend/{SCHEMA.name} is not what the code says: make schema"
    return True, ""


# --- the database ---------------------------------------------------------------------------


@contextmanager
def the_database() -> Iterator[None]:
    """Leaves the embedded server as it was, save that `make run` may have begun to use it."""
    embedded = database.database_settings()["ENGINE"] == "config.embedded_postgres"
    ours = embedded and not embedded_postgres.status().running
    try:
        yield
    finally:
        if ours and not is_in_use():
            embedded_postgres.stop()


def is_in_use() -> bool:
    with (ROOT / "var" / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
