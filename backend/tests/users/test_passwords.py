import os
import signal
import threading

import pytest
from django.contrib.auth.hashers import check_password, make_password

from core.errors import Unavailable
from core.models import RateLimit
from tests.factories import PASSWORD, make_user
from tests.users.conftest import post, refusal
from users import hashing, passwords
from users.hashing import HashingFailed, HashingProcess
from users.passwords import Bulkhead


def test_a_password_is_recognised_by_its_hash() -> None:
    encoded = make_password(PASSWORD)

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(PASSWORD, encoded)
    assert not check_password(PASSWORD + " ", encoded)


class TestTheHashingProcess:
    def test_it_gives_way_to_everything_else(self) -> None:
        process = HashingProcess()
        process.verify("$argon2id$v=19$nonsense", PASSWORD)

        niceness = os.getpriority(os.PRIO_PROCESS, process._running().pid)

        assert niceness == min(19, os.getpriority(os.PRIO_PROCESS, 0) + hashing.NICENESS)

    def test_one_that_was_killed_is_replaced(self) -> None:
        process = HashingProcess()
        encoded = make_password(PASSWORD).removeprefix("argon2")
        assert process.verify(encoded, PASSWORD)

        process._running().kill()
        process._running().wait()

        assert process.verify(encoded, PASSWORD)

    def test_what_is_no_hash_fits_no_password(self) -> None:
        process = HashingProcess()

        for nonsense in ("", "$argon2id$", "$argon2id$v=19$m=1,t=1,p=1$$", "plain"):
            assert process.verify(nonsense, PASSWORD) is False

    def test_one_that_does_not_answer_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        process = HashingProcess()
        process.verify("", PASSWORD)
        monkeypatch.setattr(hashing, "PATIENCE", 0)
        stuck = process._running()
        os.kill(stuck.pid, signal.SIGSTOP)

        with pytest.raises(HashingFailed):
            process.verify("", PASSWORD)

        assert stuck.wait() == -signal.SIGKILL


class Occupied:
    """A bulkhead with one call inside, until `leave`."""

    def __init__(self, bulkhead: Bulkhead) -> None:
        self._inside, self._go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=bulkhead.run, args=(self._stay,))
        self._thread.start()
        assert self._inside.wait(10)

    def _stay(self) -> None:
        self._inside.set()
        assert self._go.wait(10)

    def leave(self) -> None:
        self._go.set()
        self._thread.join(10)


def test_a_full_bulkhead_refuses_at_once() -> None:
    bulkhead = Bulkhead(places=1, wait=3600)
    occupied = Occupied(bulkhead)

    with pytest.raises(Unavailable):
        bulkhead.run(lambda: "never")

    occupied.leave()
    assert bulkhead.run(lambda: "now") == "now"


def test_who_waits_too_long_is_refused() -> None:
    bulkhead = Bulkhead(places=2, wait=0.01)
    occupied = Occupied(bulkhead)

    with pytest.raises(Unavailable):
        bulkhead.run(lambda: "never")

    occupied.leave()
    assert bulkhead.run(lambda: "now") == "now"


def test_who_waits_gets_the_next_turn() -> None:
    bulkhead = Bulkhead(places=2, wait=10)
    occupied = Occupied(bulkhead)
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(bulkhead.run(lambda: "mine")))
    waiting.start()

    occupied.leave()
    waiting.join(10)

    assert answers == ["mine"]


def test_a_fault_inside_comes_out_and_frees_the_place() -> None:
    bulkhead = Bulkhead(places=1, wait=1)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            bulkhead.run(lambda: 1 // 0)


@pytest.mark.django_db
def test_a_login_that_finds_no_place_may_come_back_and_is_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_user(username="ada", password=PASSWORD)
    full = Bulkhead(places=1, wait=1)
    monkeypatch.setattr(passwords, "_bulkhead", full)
    occupied = Occupied(full)

    responses = [
        post("/api/auth/login/", {"email": "ada", "password": PASSWORD}),
        post("/api/auth/login/", {"email": "nobody", "password": PASSWORD}),
        post("/api/auth/register/", {"email": "a@b.org", "username": "eve", "password": PASSWORD}),
    ]

    occupied.leave()
    for response in responses:
        assert refusal(response) == (503, "unavailable")
        assert response["Retry-After"] == "1"
    logins = RateLimit.objects.filter(key__startswith="login:")
    assert set(logins.values_list("hits", flat=True)) <= {0}
