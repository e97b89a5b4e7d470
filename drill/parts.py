"""A program of the drill: it runs as the database's account, and ends when the drill does."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

import ports
from drill.home import LOGS, Home
from tests.faults.processes import Program


@dataclass
class Part(Program):
    home: Home | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        assert self.home is not None
        tied = [str(self.home.python), str(self.home.tied), str(os.getpid()), *self.command]
        as_whom = self.home.where.run_as()
        as_whom["env"] |= environment
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                tied, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **as_whom
            )


def part(home: Home, name: str, *command: object) -> Part:
    words = [str(word) for word in command]
    return Part(name, words, home.where.home, LOGS / f"{name}.log", home=home)


class FreePorts:
    """Ports of this machine that nobody has, each given once."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def __call__(self) -> int:
        port = ports.any_free()
        while port in self._given:
            port = ports.any_free()
        self._given.add(port)
        return port
