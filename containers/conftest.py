"""A clean clone of what is committed, brought up by docker-compose.yml, and taken away again.

The tests run in the order of the files: they tell one story of one installation.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .stack import ROOT, Stack

PROJECT = "sessions-containers-test"


def pytest_configure() -> None:
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        pytest.exit("`make test-containers` needs a Docker engine, and none answers.", returncode=1)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("a clean clone") / "project"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stack(clone: Path) -> Iterator[Stack]:
    """Everything, built and healthy."""
    web, api, tls = free_port(), free_port(), free_port()
    found = Stack(clone, PROJECT, web, api, tls)
    found.compose("down", "--volumes", "--timeout", "5", check=False)
    try:
        begun = time.monotonic()
        found.compose("build", "--quiet", timeout=1200)
        built = time.monotonic()
        found.compose("up", "--detach", "--wait", "--wait-timeout", "180", timeout=300)
        print(f"\nbuilt in {built - begun:.0f} s, healthy after {time.monotonic() - built:.0f} s")
        yield found
    finally:
        if "KEEP_CONTAINERS" not in os.environ:
            found.compose("down", "--volumes", "--timeout", "5", check=False)
