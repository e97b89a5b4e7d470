"""`make check` and `make test`: every check, then every test.

The last line of `make test` says what all runners found together.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import frontend
from services import Problem

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
BIN = Path(sys.executable).parent
SCHEMA = BACKEND / "openapi.yaml"
CLIENT = frontend.FOLDER / "src" / "api"
PACKAGE_LOCK = frontend.FOLDER / "package-lock.json"
BESIDE = ("scripts", "bench", "containers", "drill")  # Python outside backend/
BASELINE = ".secrets.baseline"
LINES_MOVED = 3
Outcome = tuple[bool, str]
sys.path.insert(0, str(BACKEND))

import run  # noqa: E402
import runners  # noqa: E402
from config import database, embedded_postgres  # noqa: E402


def main(arguments: list[str]) -> int:
    what, options = arguments[0], arguments[1:]
    os.environ.setdefault("DEBUG", "True")
    frontend.LOGS.mkdir(parents=True, exist_ok=True)
    try:
        if what != "backend":
            frontend.ensure_packages()
        return 0 if WORK[what](options) else 1
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, run.Stopped):
        return 130


def check(_: list[str]) -> bool:
    with the_database():
        return all_pass(checks())


def test(_: list[str]) -> bool:
    with the_database():
        build = command(sys.executable, ROOT / "scripts" / "frontend.py", "build")
        if not all_pass({**checks(), "web front end builds": build}):
            print("\nThe tests did not run, because a check failed.", file=sys.stderr)
            return False
        return runners.everything()


def backend_tests(options: list[str]) -> bool:
    with the_database():
        return runners.pytest(options)


WORK: dict[str, Callable[[list[str]], bool]] = {
    "check": check,
    "test": test,
    "backend": backend_tests,
    "frontend": runners.vitest,
    "e2e": runners.playwright,
}


def checks() -> dict[str, Callable[[], Outcome]]:
    """Returns them by name, the slowest first: two run at a time."""
    manage = [sys.executable, "manage.py"]
    return {
        "types": command(BIN / "mypy", ".", *(f"../{name}" for name in BESIDE)),
        "web types": web_types,
        "web lint": web("eslint", "--max-warnings", "0", "."),
        "migrations are safe": command(sys.executable, ROOT / "scripts" / "lint_migrations.py"),
        "migrations are complete": command(*manage, "makemigrations", "--check", "--dry-run"),
        "API schema is current": schema_is_current,
        "web has nothing unused": web("knip"),
        "web format": web("prettier", "--check", "."),
        "web client is current": client_is_current,
        "imports point down": command(BIN / "lint-imports"),
        "format": command(BIN / "ruff", "format", "--check", folder=ROOT),
        "lint": command(BIN / "ruff", "check", folder=ROOT),
        "lock has no addresses": lock_has_no_addresses,
        "no secrets": no_secrets,
    }


# --- checks -------------------------------------------------------------------------------


def all_pass(planned: dict[str, Callable[[], Outcome]]) -> bool:
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


def command(
    *words: str | Path, folder: Path = BACKEND, environment: dict[str, str] | None = None
) -> Callable[[], Outcome]:
    def check() -> Outcome:
        done = subprocess.run(
            [str(word) for word in words], cwd=folder, env=environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode == 0, done.stdout

    return check


def web(name: str, *options: str) -> Callable[[], Outcome]:
    """A tool among the packages of the web front end."""
    words = frontend.tool(name, *options)
    return command(*words, folder=frontend.FOLDER, environment=frontend.environment())


def web_types() -> Outcome:
    # A build writes the types of the routes as well.
    with frontend.one_at_a_time("frontend-build"):
        passed, said = web("next", "typegen")()
        return web("tsc", "--noEmit")() if passed else (passed, said)


def client_is_current() -> Outcome:
    with tempfile.TemporaryDirectory(dir=frontend.PACKAGES) as folder:
        passed, said = web("openapi-ts", "--output", folder)()
        if not passed:
            return False, said
        if contents(Path(folder)) != contents(CLIENT):
            return False, f"{CLIENT.relative_to(ROOT)} is not what the schema says: make client"
    return True, ""


def contents(folder: Path) -> dict[Path, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder): file.read_bytes() for file in files}


def lock_has_no_addresses() -> Outcome:
    """Everybody fetches packages from where their own settings say."""
    found = [line.strip() for line in PACKAGE_LOCK.read_text().splitlines() if '"resolved"' in line]
    return not found, "\n".join(found)


def no_secrets() -> Outcome:
    """Of what is committed or about to be. What .secrets.baseline lists was looked at: examples.

    It has no keyword detector, which finds the passwords of tests and nothing else.
    """
    found, said = command("git", "ls-files", folder=ROOT)()
    if not found:
        return False, said
    files = [name for name in said.splitlines() if name != BASELINE and (ROOT / name).is_file()]
    # The scanner brings the lines in its list up to date, which is no finding: in a copy.
    with tempfile.TemporaryDirectory() as folder:
        known = shutil.copy(ROOT / BASELINE, folder)
        scanner = str(BIN / "detect-secrets-hook")
        words = [scanner, "--no-verify", "--baseline", str(known), *files]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode in (0, LINES_MOVED), done.stdout + done.stderr


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
