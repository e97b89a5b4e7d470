"""The clients of G3: they book, retry, pay, cancel and remove at once, and write it all down."""

import json
import random
import uuid
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.data import access_token, id_of
from bench.load import Answer, request
from core import clock

CARDS = (
    "success", "success", "declined", "needs_confirmation", "slow", "late_capture",
    "lost_event", "repeated_event", "reordered_events", "refund_fails_once",
)  # fmt: skip
UNKNOWN = 500  # from here on, and 0: the answer does not say what was done
PAYING_FAILED = (402, 409, 410)


@dataclass(frozen=True, slots=True)
class Attempt:
    """`session` is an id, `user` a number; `key` is the Idempotency-Key."""

    kind: str
    user: int
    session: str = ""
    booking: str = ""
    key: str | None = None


@dataclass
class Journal:
    """What was acknowledged, and what may or may not have happened."""

    attempts: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    booked: dict[str, tuple[int, str]] = field(default_factory=dict)
    by_key: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    unknown: set[tuple[int, str]] = field(default_factory=set)


class Crowd:
    """Few sessions with few seats, and far more people who want them."""

    def __init__(self, *, users: int, sessions: int, creator: int, seed: int) -> None:
        self.journal = Journal()
        self._random = random.Random(seed)
        self._tokens = [access_token(user) for user in range(users)]
        self._creator = access_token(creator, "creator")
        self.sessions = [id_of("session", number) for number in range(sessions)]
        self._bookings: deque[tuple[int, str]] = deque(maxlen=400)
        self._old: deque[tuple[bytes, Attempt]] = deque(maxlen=400)
        self._next: deque[tuple[bytes, Attempt]] = deque()
        self._deeds = {
            self._book: 24, self._book_with_key: 20, self._book_and_pay: 10, self._repeat: 10,
            self._pay: 14, self._confirm: 4, self._cancel: 8, self._remove: 3,
            self._resize: 5, self._end_session: 1, self._read: 1,
        }  # fmt: skip

    def attempts(self, number: int) -> Iterator[tuple[bytes, Attempt]]:
        deeds, weights = list(self._deeds), list(self._deeds.values())
        for _ in range(number):
            if not self._next:
                for deed in self._random.choices(deeds, weights, k=50):
                    self._next += deed()
            yield self._next.popleft()

    # --- deeds; each is one request or several that go out together ---------------------------

    def _book(self) -> list[tuple[bytes, Attempt]]:
        return self._booking("book", keyed=False)

    def _book_with_key(self) -> list[tuple[bytes, Attempt]]:
        return self._booking("book", keyed=True)

    def _book_and_pay(self) -> list[tuple[bytes, Attempt]]:
        return self._booking("book and pay", keyed=self._random.random() < 0.7, paid=True)

    def _booking(
        self, kind: str, *, keyed: bool, paid: bool = False
    ) -> list[tuple[bytes, Attempt]]:
        user, session = self._somebody(), self._random.choice(self.sessions)
        key = str(uuid.uuid4()) if keyed else None
        body = {"session": session, **({"payment_status": "paid"} if paid else {})}
        made = self._request("POST", "/api/bookings/", Attempt(kind, user, session, key=key), body)
        if keyed:
            self._old.append(made)
        return [made] * self._random.choice((1, 1, 2, 3))

    def _repeat(self) -> list[tuple[bytes, Attempt]]:
        """A retry long after."""
        return [self._random.choice(self._old)] if self._old else []

    def _pay(self) -> list[tuple[bytes, Attempt]]:
        card = {"card": self._random.choice(CARDS)}
        keyed = str(uuid.uuid4()) if self._random.random() < 0.5 else None
        return self._on_booking("pay", "POST", "pay/", card, keyed) * self._random.choice((1, 2))

    def _confirm(self) -> list[tuple[bytes, Attempt]]:
        return self._on_booking("confirm", "POST", "pay/confirm/", {})

    def _cancel(self) -> list[tuple[bytes, Attempt]]:
        gone = {"status": "cancelled"}
        return self._on_booking("cancel", "PATCH", "", gone) * self._random.choice((1, 2))

    def _remove(self) -> list[tuple[bytes, Attempt]]:
        return self._on_booking("remove", "DELETE", "", {})

    def _on_booking(
        self, kind: str, method: str, path: str, body: object, key: str | None = None
    ) -> list[tuple[bytes, Attempt]]:
        if not self._bookings:
            return []
        age = min(len(self._bookings), 1 + int(self._random.expovariate(1 / 40)))
        user, booking = self._bookings[-age]
        attempt = Attempt(kind, user, booking=booking, key=key)
        return [self._request(method, f"/api/bookings/{booking}/{path}", attempt, body)]

    def _resize(self) -> list[tuple[bytes, Attempt]]:
        return [self._edit("resize", {"capacity": self._random.randint(1, 5)})]

    def _end_session(self) -> list[tuple[bytes, Attempt]]:
        return [self._edit("end session", {"status": "cancelled"})]

    def _edit(self, kind: str, body: object) -> tuple[bytes, Attempt]:
        session = self._random.choice(self.sessions)
        attempt = Attempt(kind, -1, session)
        return self._request("PATCH", f"/api/sessions/{session}/", attempt, body)

    def _read(self) -> list[tuple[bytes, Attempt]]:
        user = self._somebody()
        return [self._request("GET", "/api/bookings/", Attempt("read", user), None)]

    def _somebody(self) -> int:
        return self._random.randrange(len(self._tokens))

    def _request(
        self, method: str, path: str, attempt: Attempt, body: object
    ) -> tuple[bytes, Attempt]:
        token = self._creator if attempt.user < 0 else self._tokens[attempt.user]
        sent = b"" if body is None else json.dumps(body).encode()
        return request(method, path, token=token, body=sent, key=attempt.key), attempt

    # --- the journal ------------------------------------------------------------------------

    def judge(self, attempt: Attempt, answer: Answer) -> bool:
        self.journal.attempts[attempt.kind] += 1
        self.journal.answers[_what(answer)] += 1
        if _is_unclear(attempt, answer):
            self.journal.unknown.add((attempt.user, attempt.session))
            return answer.status in PAYING_FAILED
        if 200 <= answer.status < 300:
            self._acknowledged(attempt, answer)
        return True

    def _acknowledged(self, attempt: Attempt, answer: Answer) -> None:
        journal = self.journal
        if attempt.kind.startswith("book"):
            booking = json.loads(answer.body)["id"]
            journal.booked[booking] = (attempt.user, attempt.session)
            self._bookings.append((attempt.user, booking))
            if attempt.key:
                journal.by_key.setdefault((attempt.user, attempt.key), set()).add(booking)
        elif attempt.kind in ("pay", "confirm") and answer.status == 200:
            journal.paid.add(attempt.booking)
        elif attempt.kind == "cancel":
            journal.cancelled.add(attempt.booking)
        elif attempt.kind == "remove":
            journal.removed.add(attempt.booking)
        elif attempt.kind == "end session":
            self._replace(attempt.session)
        elif attempt.kind == "new session":
            self.sessions.append(json.loads(answer.body)["id"])

    def _replace(self, session: str) -> None:
        if session in self.sessions:
            self.sessions.remove(session)
            start = clock.now().replace(microsecond=0, year=clock.now().year + 1, day=1)
            body = {
                "title": "Another one", "description": "The last was called off.", "price": "25.00",
                "duration_minutes": 60, "capacity": 3, "status": "published",
                "start_time": start.isoformat(),
            }  # fmt: skip
            attempt = Attempt("new session", -1)
            self._next.append(self._request("POST", "/api/sessions/", attempt, body))


def _is_unclear(attempt: Attempt, answer: Answer) -> bool:
    """Whether there may be a booking although the answer names none: booked, but not paid."""
    half_done = attempt.kind == "book and pay" and answer.status in PAYING_FAILED
    return half_done or answer.status == 0 or answer.status >= UNKNOWN


def _what(answer: Answer) -> str:
    """The status, and the code of a refusal."""
    at = answer.body.find(b'"code":"') if answer.status >= 400 else -1
    code = answer.body[at + 8 : answer.body.find(b'"', at + 8)].decode() if at >= 0 else ""
    return f"{answer.status} {code}".strip()
