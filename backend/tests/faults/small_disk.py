"""A database whose disk gets full. It takes root, who may make a file system of memory."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import services
from config import embedded_postgres
from config.embedded_postgres.places import places

from .processes import until
from .scene import Scene
from .stack import Stack

SIZE = "400m"
BLOCK = bytes(4096)
LOOKS = 10
REFUSED = 20  # requests, until there is room again
# A full disk is felt at once, not only when the room that deleted rows have left is used up.
_NO_ROOM_AMONG_ROWS = b"ALTER TABLE core_idempotencyrecord SET (fillfactor = 10)"
_NEXT_WAL = "SELECT pg_switch_wal()"


class SmallDisk(Stack):
    state: Path

    def start(self) -> None:
        self.state = places(self.folder).state
        self.state.mkdir(parents=True, exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(self.state)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            raise services.Problem(
                "The fault `disk-full` mounts a small file system, which only root may do: "
                f"sudo make faults ARGS='--fault disk-full'. {done.stderr.strip()}"
            )
        super().start()
        with self.connect() as connection:
            connection.execute(_NO_ROOM_AMONG_ROWS)

    def end(self) -> None:
        try:
            super().end()
        finally:
            subprocess.run(["umount", str(self.state)], capture_output=True, check=False)
            shutil.rmtree(self.state.parent, ignore_errors=True)

    @contextmanager
    def no_room(self) -> Iterator[None]:
        ballast = self.state / "ballast"
        try:
            self.fill()
            yield
        finally:
            ballast.unlink(missing_ok=True)

    def fill(self) -> None:
        """To the last block, and what has become free meanwhile."""
        with (self.state / "ballast").open("ab", buffering=0) as file, suppress(OSError):
            while shutil.disk_usage(self.state).free:
                file.write(BLOCK)


def fill_the_disk(scene: Scene) -> None:
    """Sometimes it is the log of the database that finds no room: then all of it ends."""
    disk = scene.stack
    assert isinstance(disk, SmallDisk)
    before = scene.refusals
    log_first = scene.random.random() < 0.5

    def is_felt() -> bool:
        disk.fill()
        if log_first:
            with suppress(Exception), disk.connect() as connection:
                connection.execute(_NEXT_WAL.encode())
        return scene.refusals >= before + REFUSED

    with disk.no_room():
        until(is_felt, "the full disk is felt", every=0.1)
    # Who keeps the database starts it again if it has ended, as the containers' engine does. One
    # that is about to end may still answer, so it is looked at for some seconds.
    for _ in range(LOOKS):
        embedded_postgres.ensure_running(disk.folder)
        disk.wait_until_ready()
        time.sleep(0.3)
    scene.seen["refused for want of room"] += scene.refusals - before
