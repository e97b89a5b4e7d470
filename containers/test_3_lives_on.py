"""Deploys, restarts and stops under load lose nothing."""

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .stack import ROOT, Stack, outside


@dataclass
class Load:
    """Reads and bookings by some clients until told to stop; what was answered."""

    stack: Stack
    session: str
    tokens: list[str]
    answers: Counter[str] = field(default_factory=Counter)
    booked: list[tuple[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Load":
        self.threads = [threading.Thread(target=self._client, args=(t,)) for t in self.tokens]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _client(self, token: str) -> None:
        while not self.over.is_set():
            self._note(
                "read", lambda: self.stack.ask("GET", "/api/sessions/?limit=5", token=token).status
            )
            self._note("book", lambda: self._book(token))

    def _book(self, token: str) -> int:
        made = self.stack.ask("POST", "/api/bookings/", {"session": self.session}, token=token)
        if made.status != 201:
            return made.status
        booking = made.json()["id"]
        self.booked.append((token, booking))
        gone = {"status": "cancelled"}
        return self.stack.ask("PATCH", f"/api/bookings/{booking}/", gone, token=token).status

    def _note(self, what: str, deed: Callable[[], int]) -> None:
        try:
            status = str(deed())
        except OSError as error:
            status = type(error).__name__
        self.answers[f"{what} {status}"] += 1


def test_one_api_after_the_other_is_replaced_without_a_failed_request(stack: Stack) -> None:
    session = stack.publish(stack.register("CREATOR"))
    before = set(stack.containers("backend"))
    command = [sys.executable, str(ROOT / "scripts" / "rolling_restart.py")]
    environment = {"COMPOSE_PROJECT_NAME": stack.project}

    with Load(stack, session["id"], [stack.register() for _ in range(4)]) as load:
        time.sleep(2)
        _run(command, stack, environment)
        time.sleep(2)

    after = set(stack.containers("backend"))
    assert len(after) == len(before) == 2
    assert not after & before
    assert set(load.answers) == {"read 200", "book 200"}, load.answers
    assert load.answers["book 200"] > 20


def test_what_was_booked_is_there_after_down_and_up(stack: Stack) -> None:
    session = stack.publish(stack.register("CREATOR"))
    learner = stack.register()
    booked = stack.ask("POST", "/api/bookings/", {"session": session["id"]}, token=learner).json()

    stack.compose("down", "--timeout", "20")
    begun = time.monotonic()
    stack.compose("up", "--detach", "--wait", "--wait-timeout", "120", timeout=200)
    print(f"\nhealthy again after {time.monotonic() - begun:.0f} s")

    found = stack.ask("GET", f"/api/bookings/{booked['id']}/", token=learner)
    assert found.json()["id"] == booked["id"]
    stack.compose("exec", "--no-TTY", "backend", "python", "manage.py", "audit")


def test_the_database_may_be_gone_for_a_while(stack: Stack) -> None:
    learner = stack.register()
    stack.compose("stop", "--timeout", "10", "db")
    gone = stack.ask("GET", "/api/bookings/", token=learner)
    stack.compose("start", "db")

    assert gone.status == 503
    assert int(gone.headers["retry-after"]) >= 1
    _eventually(lambda: stack.ask("GET", "/api/bookings/", token=learner).status == 200)


def test_the_documented_restart_comes_back(stack: Stack) -> None:
    stack.compose("restart", "backend")
    _eventually(lambda: stack.ask("GET", "/readyz").status == 200)


def test_a_backup_is_restored_and_audited(stack: Stack, tmp_path: Path) -> None:
    program = [sys.executable, str(stack.folder / "scripts" / "backup.py")]
    environment = {"COMPOSE_PROJECT_NAME": stack.project}
    file = str(tmp_path / "all.dump")

    _run([*program, "backup", file, "--compose"], stack, environment)
    said = _run([*program, "restore", file, "restored", "--compose"], stack, environment)

    assert "0 broken" in said


def _run(command: list[str], stack: Stack, more: dict[str, str]) -> str:
    environment = {**outside(), **stack.environment(), **more, "DEBUG": "True"}
    done = subprocess.run(
        command, cwd=stack.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.5)
