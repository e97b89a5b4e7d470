"""Programs that measures and drills need beside the product, from Debian's packages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import frontend
import services
from services import Problem

MINUTE = 60.0
POLICY = Path("/usr/sbin/policy-rc.d")  # Debian asks it before it starts a service
SYSTEM = ("/usr/sbin", "/sbin", "/usr/local/sbin")  # where an ordinary user does not look


def ensure(name: str, package: str | None = None) -> str:
    """Returns the path of a program, which is installed first if it is missing and this is root.

    Raises Problem, with what to do, when it can't be had.
    """
    package = package or name
    found = installed(name)
    if found is None and can_install():
        install(package)
        found = installed(name)
    if found is None:
        raise Problem(f"{name} is missing (Debian, Ubuntu: sudo apt install {package}).")
    return found


def installed(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *SYSTEM]))


def can_install() -> bool:
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Tries to. Nothing that comes with them is started."""
    services.say(f"Installing {', '.join(packages)} (with apt-get)")
    log = frontend.LOGS / "debian.log"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _nothing_starts():
        services.call(["apt-get", "update"], frontend.ROOT, log, environment, patience=5 * MINUTE)
        command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        services.call(command, frontend.ROOT, log, environment, patience=10 * MINUTE)


@contextmanager
def _nothing_starts() -> Iterator[None]:
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
