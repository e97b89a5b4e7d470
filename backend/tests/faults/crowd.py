"""People who book, pay, cancel and repeat themselves at few seats, each with a journal."""

import random
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from threading import Event
from typing import Any

from .asking import Line
from .journal import Answer, Attempt, Journal, joined
from .processes import until

PRICES = ("0.00", "0.00", "25.00")
SESSIONS, CAPACITY = 18, 4
PASSWORD = "correct horse 42 staple"
PAUSE = 0.1  # of somebody who was told to come back
TRIES = 300


@dataclass(frozen=True)
class Person:
    id: str
    token: str


@dataclass
class Client:
    """One person in one thread, so that what they ask for happens in one order."""

    person: Person
    line: Line
    random: random.Random
    sessions: list[str]
    cards: Sequence[str] = ("success",)
    journal: Journal = field(default_factory=Journal)
    successes: int = 0
    holds: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    payments: list[tuple[str, str, str]] = field(default_factory=list)  # of unclear outcome

    def act(self) -> None:
        deeds: dict[Callable[[], object], int] = {
            self._book: 40, self._book_and_pay: 15, self._pay: 15, self._cancel: 20,
            self._repeat: 10,
        }  # fmt: skip
        self.random.choices(list(deeds), list(deeds.values()))[0]()

    def settle(self) -> None:
        """Ask about everything unclear until the answer is clear, and then once more."""
        for payment in self.payments:
            insist(partial(self._send_payment, *payment))
        sure = [attempt for attempt in self.journal.acknowledged if not attempt.was_unclear]
        for attempt in self.random.sample(sure, min(len(sure), 10)):
            insist(partial(self._send, attempt))
        for attempt in self.journal.attempts:
            if attempt.was_unclear:
                insist(partial(self._send, attempt))
            if attempt.was_unclear and attempt.ids:
                insist(partial(self._send, attempt))

    # --- deeds --------------------------------------------------------------------------------

    def _book(self, *, pays: bool = False) -> None:
        key = str(uuid.UUID(int=self.random.getrandbits(128)))
        attempt = Attempt(self.person.id, self.random.choice(self.sessions), key, pays=pays)
        self.journal.attempts.append(attempt)
        answer = self._send(attempt)
        while answer.is_unclear and self.random.random() < 0.5:
            answer = self._send(attempt)
        if answer.status == 201:
            self.places.append(answer.body["id"])
            if answer.body["status"] == "pending":
                self.holds.append(answer.body["id"])

    def _book_and_pay(self) -> None:
        self._book(pays=True)

    def _repeat(self) -> None:
        if self.journal.attempts:
            self._send(self.random.choice(self.journal.attempts))

    def _pay(self) -> None:
        if self.holds:
            key = str(uuid.UUID(int=self.random.getrandbits(128)))
            payment = self.holds.pop(), self.random.choice(self.cards), key
            if self._send_payment(*payment).is_unclear:
                self.payments.append(payment)

    def _cancel(self) -> None:
        if not self.places:
            return
        booking = self.places.pop(self.random.randrange(len(self.places)))
        self.journal.leaving.add(booking)
        answer = self._ask("PATCH", f"/api/bookings/{booking}/", {"status": "cancelled"})
        if answer.status == 200:
            self.journal.cancelled.add(booking)

    # --- words --------------------------------------------------------------------------------

    def _send(self, attempt: Attempt) -> Answer:
        body = {"session": attempt.session, **({"payment_status": "paid"} if attempt.pays else {})}
        answer = self._ask("POST", "/api/bookings/", body, attempt.key)
        attempt.hear(answer)
        return answer

    def _send_payment(self, booking: str, card: str, key: str) -> Answer:
        return self._ask("POST", f"/api/bookings/{booking}/pay/", {"card": card}, key)

    def _ask(self, method: str, path: str, body: dict[str, Any], key: str = "") -> Answer:
        answer = self.line.ask(method, path, body, token=self.person.token, key=key)
        self.journal.answers[f"{answer.status} {answer.code}".strip()] += 1
        if answer.is_unclear:
            time.sleep(PAUSE)
        elif answer.status < 300:
            self.successes += 1
            self._note(answer.body)
        return answer

    def _note(self, booking: dict[str, Any]) -> None:
        if booking["status"] == "confirmed":
            self.journal.confirmed.add(booking["id"])
            if Decimal(booking["amount"]):
                self.journal.paid.add(booking["id"])


class Crowd:
    """`cards` are what they pay with, `addresses` where they come from, each in turn."""

    def __init__(
        self,
        port: int,
        people: Sequence[Person],
        seed: int,
        *,
        cards: Sequence[str] = ("success",),
        addresses: Sequence[str] = ("127.0.0.1",),
    ) -> None:
        self.seed, self.random = seed, random.Random(seed)
        creator, *self.learners = people
        prices = [PRICES[n % len(PRICES)] for n in range(SESSIONS)]
        self.prices = {offer(port, creator, price): Decimal(price) for price in prices}
        self.sessions = [*self.prices]
        self._clients = [
            Client(
                each, Line(port, addresses[number % len(addresses)]),
                random.Random(f"{seed} {number}"), self.sessions, cards,
            )
            for number, each in enumerate(self.learners)
        ]  # fmt: skip
        self._running: list[Future[None]] = []

    @contextmanager
    def at_work(self) -> Iterator[None]:
        over = Event()

        def work(client: Client) -> None:
            while not over.is_set():
                client.act()

        with ThreadPoolExecutor(len(self._clients)) as threads:
            self._running = [threads.submit(work, client) for client in self._clients]
            try:
                yield
            finally:
                over.set()
        for each in self._running:
            each.result()

    def hear(self, successes: int) -> None:
        """Wait until so many more requests have been granted."""
        goal = self.granted + successes

        def heard() -> bool:
            for each in self._running:
                assert not each.done(), each.exception()
            return self.granted >= goal

        until(heard, f"{successes} requests more are granted", every=0.005)

    def settle(self) -> None:
        with ThreadPoolExecutor(len(self._clients)) as threads:
            list(threads.map(Client.settle, self._clients))

    @property
    def journal(self) -> Journal:
        return joined(client.journal for client in self._clients)

    @property
    def granted(self) -> int:
        """Requests so far."""
        return sum(client.successes for client in self._clients)

    def answered(self, status: int) -> int:
        """How many answers so far had this status."""
        return sum(
            count
            for client in self._clients
            for answer, count in client.journal.answers.copy().items()
            if answer.startswith(str(status))
        )


def insist(send: Callable[[], Answer]) -> Answer:
    answer = send()
    for _ in range(TRIES - 1):
        if not answer.is_unclear:
            break
        answer = send()
    return answer


def register(port: int, name: str, **also: str) -> Person:
    account = {"username": name, "email": f"{name}@example.com", "password": PASSWORD, **also}
    body = granted(port, "/api/auth/register/", account)
    return Person(body["id"], body["access"])


def offer(port: int, creator: Person, price: str, capacity: int = CAPACITY) -> str:
    start = datetime.now(UTC) + timedelta(days=30)
    session = {
        "title": "Raku", "description": "Fire and smoke.", "price": price, "capacity": capacity,
        "duration_minutes": 60, "status": "published", "start_time": start.isoformat(),
    }  # fmt: skip
    return str(granted(port, "/api/sessions/", session, creator.token)["id"])


def granted(port: int, path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
    """A thread of the API's whose connection an earlier fault killed finds out by one 503."""
    answer = insist(partial(Line(port).ask, "POST", path, body, token=token))
    assert answer.status == 201, answer
    made: dict[str, Any] = answer.body
    return made
