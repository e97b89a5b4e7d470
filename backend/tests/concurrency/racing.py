"""Real races: a thread and a database connection for each runner, and commits that stay."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from psycopg.errors import DeadlockDetected, LockNotAvailable
from rest_framework.test import APIClient

from core.errors import DomainError, Unavailable
from users.models import User

# Commits stay until the test is over. Emptying only the tables of these apps is five times as
# fast as emptying all and making Django's own rows anew.
REAL_COMMITS = pytest.mark.django_db(
    transaction=True,
    available_apps=[
        "core",
        "users",
        "session_catalog",
        "payments",
        "payments.gateways.simulated",
        "bookings",
        "notifications",
        "leaving",
        # Their tables point at people, who are deleted with what points at them.
        "allauth.account",
        "allauth.socialaccount",
    ],
)
# For a rendezvous. Nobody waits at one with a lock that the other needs to get there.
PATIENCE = 10.0
TRIES = 20


@dataclass(frozen=True)
class Outcome:
    """What a runner returned or raised."""

    value: Any = None
    error: Exception | None = None

    @property
    def deadlocked(self) -> bool:
        return self.error is not None and isinstance(self.error.__cause__, DeadlockDetected)


def race(works: Sequence[Callable[[], Any]]) -> list[Outcome]:
    """Start all works at the same moment; their outcomes, in the order of the works."""
    start = Barrier(len(works))
    with ThreadPoolExecutor(max_workers=len(works)) as threads:
        running = [threads.submit(_run, work, start) for work in works]
        return [each.result() for each in running]


def _run(work: Callable[[], Any], start: Barrier) -> Outcome:
    try:
        connection.ensure_connection()
        start.wait(30)
        return Outcome(value=work())
    except Exception as error:
        return Outcome(error=error)
    finally:
        connections.close_all()


def values(outcomes: Iterable[Outcome]) -> list[Any]:
    """What the runners returned. A domain error is its class, any other fault is raised."""
    return [_value(outcome) for outcome in outcomes]


def _value(outcome: Outcome) -> Any:
    if outcome.error is None:
        return outcome.value
    if isinstance(outcome.error, DomainError):
        return type(outcome.error)
    raise outcome.error


def patiently(work: Callable[[], Any]) -> Callable[[], Any]:
    """The work as a good client does it: told that the server is busy, it tries again."""

    def insisting() -> Any:
        for _ in range(TRIES):
            try:
                answer = work()
            except Unavailable:
                continue
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                continue
            if not _busy(answer):
                return answer
        raise AssertionError("The server stays busy.")

    return insisting


def _busy(answer: Any) -> bool:
    if getattr(answer, "status_code", 200) == 409:
        code: str = answer.json()["code"]
        return code == "idempotency_in_progress"
    return getattr(answer, "status_code", 200) == 503


def posting(user: User, url: str, body: dict[str, Any], **headers: str) -> Callable[[], Any]:
    return _asking("post", user, url, body, headers)


def patching(user: User, url: str, body: dict[str, Any]) -> Callable[[], Any]:
    return _asking("patch", user, url, body, {})


def deleting(user: User, url: str) -> Callable[[], Any]:
    return _asking("delete", user, url, {}, {})


def _asking(
    method: str, user: User, url: str, body: dict[str, Any], headers: dict[str, str]
) -> Callable[[], Any]:
    """A request of the signed-in user, repeated while the server is busy."""
    client = APIClient()
    client.force_authenticate(user)
    ask = getattr(client, method)
    return patiently(lambda: ask(url, body, format="json", headers=headers))


def statuses(answers: Iterable[Any]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def wait_for(event: Event) -> None:
    """The twins' rendezvous: what must have happened before a careless step goes on."""
    assert event.wait(PATIENCE), "The other runner did not come."


def somebody_waits_for_us() -> bool:
    """Inside a transaction: whether another one has come to wait for its locks, soon."""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity"
                " WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
            )
            found = cursor.fetchone()
            if found and found[0]:
                return True
            time.sleep(0.005)
    return False
