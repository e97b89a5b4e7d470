"""Deploys, restarts and stops under load lose nothing."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .stack import Stack, eventually


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
            self._note("page", lambda: self.stack.ask("GET", "/login").status)
            self._note("book", lambda: self._book(token))
            self.over.wait(0.25)  # fewer bookings than nginx turns away

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


def test_api_and_pages_are_replaced_one_by_one_without_a_failed_request(stack: Stack) -> None:
    session = stack.publish(stack.register("CREATOR"))
    before = running(stack)

    with Load(stack, session["id"], [stack.register() for _ in range(4)]) as load:
        time.sleep(2)
        stack.program("rolling_restart.py")
        time.sleep(2)

    after = running(stack)
    assert len(after) == len(before) == 3
    assert not after & before
    assert set(load.answers) == {"read 200", "page 200", "book 200"}, load.answers
    assert load.answers["book 200"] > 20


def running(stack: Stack) -> set[str]:
    return {*stack.containers("backend"), *stack.containers("frontend")}


def test_what_was_booked_is_there_after_down_and_up(stack: Stack) -> None:
    session = stack.publish(stack.register("CREATOR"))
    learner = stack.register()
    booked = stack.ask("POST", "/api/bookings/", {"session": session["id"]}, token=learner).json()

    stack.compose("down", "--timeout", "20")
    begun = time.monotonic()
    stack.up()
    print(f"\nhealthy again after {time.monotonic() - begun:.0f} s")

    found = stack.ask("GET", f"/api/bookings/{booked['id']}/", token=learner)
    assert found.json()["id"] == booked["id"]
    stack.manage("audit")


def test_the_database_may_be_gone_for_a_while(stack: Stack) -> None:
    learner = stack.register()
    stack.compose("stop", "--timeout", "10", "db")
    gone = stack.ask("GET", "/api/bookings/", token=learner)
    stack.compose("start", "db")

    assert gone.status == 503
    assert int(gone.headers["retry-after"]) >= 1
    eventually(lambda: stack.ask("GET", "/api/bookings/", token=learner).status == 200)


def test_the_documented_restart_comes_back(stack: Stack) -> None:
    stack.compose("restart", "backend")
    eventually(lambda: stack.ask("GET", "/readyz").status == 200)


def test_a_backup_is_restored_and_audited(stack: Stack, tmp_path: Path) -> None:
    file = str(tmp_path / "all.dump")
    stack.program("backup.py", "backup", file, "--compose")
    said = stack.program("backup.py", "restore", file, "restored", "--compose")
    assert "0 broken" in said


def test_a_database_of_an_older_version_is_brought_forward(stack: Stack) -> None:
    """Its tables are those of the first migrations; the start does the rest."""
    stack.compose("exec", "--no-TTY", "db", "createdb", "-U", "postgres", "older")
    variables = ("-e", "POSTGRES_DB=older", "-e", "DEMO=False")
    older = ("run", "--rm", "--no-deps", "--no-TTY", *variables, "migrate")
    migrate = "python manage.py migrate --no-input --verbosity 0"
    stack.compose(*older, "sh", "-ec", f"{migrate} bookings 0001; {migrate} notifications 0001")
    assert stack.compose(*older, "sh", "-ec", f"{migrate} --check", check=False).returncode

    stack.compose(*older)

    audited = stack.compose(*older, "python", "manage.py", "audit").stdout
    assert "0 broken" in audited
