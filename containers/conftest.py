"""A clean clone of what is committed, brought up by docker-compose.yml, and taken away again.

The tests run in the order of the files: they tell one story of one installation.
"""

import json
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
MEGABYTES = 250  # of an image


def pytest_configure() -> None:
    for words, what in ((["info"], "a Docker engine"), (["compose", "version"], "Compose v2")):
        try:
            done = subprocess.run(["docker", *words], capture_output=True, check=False)
        except FileNotFoundError:
            pytest.exit("`make test-containers` needs Docker, and it is not here.", returncode=1)
        if done.returncode:
            pytest.exit(f"`make test-containers` needs {what}, and none answers.", returncode=1)


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
def built(clone: Path) -> Iterator[Stack]:
    """All images, and nothing that runs. Taken away with everything that was started of it."""
    found = Stack(clone, PROJECT, free_port(), free_port(), free_port())
    found.remove()
    try:
        begun = time.monotonic()
        found.compose("build", "--quiet", timeout=1200)
        print(f"\nbuilt in {time.monotonic() - begun:.0f} s")
        yield found
    finally:
        if "KEEP_CONTAINERS" not in os.environ:
            found.remove()


@pytest.fixture(scope="session")
def stack(built: Stack) -> Stack:
    """Everything, healthy."""
    begun = time.monotonic()
    built.up()
    print(f"\nhealthy after {time.monotonic() - begun:.0f} s")
    return built


@pytest.fixture(scope="session")
def sizes(built: Stack) -> dict[str, float]:
    """Of the images that are built here, in MB, by their service."""
    names = built.compose("config", "--format", "json").stdout
    images = {
        name: service["image"]
        for name, service in json.loads(names)["services"].items()
        if "build" in service
    }
    words = ["docker", "image", "inspect", "--format", "{{.Size}}", *images.values()]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return {name: int(size) / 1e6 for name, size in zip(images, done.stdout.split(), strict=True)}
