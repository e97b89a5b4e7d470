"""What clients sent and what they were told. It lives outside of all that may break."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

NO_ANSWER = 0
TOO_MANY = 429
# Refusals of a payment, when the seat is taken already. They free the key.
HALF_DONE = ("payment_declined", "hold_expired", "invalid_transition")


@dataclass(frozen=True)
class Answer:
    """`status` is NO_ANSWER when the connection ended before it came."""

    status: int
    body: Any = None

    @property
    def code(self) -> str:
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""

    @property
    def is_unclear(self) -> bool:
        """What was asked for may have been done, or not: now, or at an earlier try."""
        return (
            self.status in (NO_ANSWER, TOO_MANY)
            or self.status >= 500
            or self.code == "idempotency_in_progress"
        )


@dataclass
class Attempt:
    """A booking under one Idempotency-Key, and all that was said to it."""

    user: str
    session: str
    key: str
    pays: bool = False
    ids: set[str] = field(default_factory=set)
    is_unclear: bool = True  # as it is now
    was_unclear: bool = False
    half_done: int = 0  # answers after which there may be an unpaid booking that has no name
    history: list[str] = field(default_factory=list)

    def hear(self, answer: Answer) -> None:
        self.history.append(f"{answer.status} {answer.code}")
        self.is_unclear = answer.is_unclear
        self.was_unclear |= answer.is_unclear
        if answer.status == 201:
            self.ids.add(answer.body["id"])
        elif self.pays and (answer.is_unclear or answer.code in HALF_DONE):
            self.half_done += 1


@dataclass
class Journal:
    """Ids of bookings. `leaving` are those that somebody tried to cancel, whatever the answer."""

    attempts: list[Attempt] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    leaving: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def acknowledged(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.ids]


def joined(journals: Iterable[Journal]) -> Journal:
    whole = Journal()
    for each in journals:
        whole.attempts += each.attempts
        whole.confirmed |= each.confirmed
        whole.paid |= each.paid
        whole.leaving |= each.leaving
        whole.cancelled |= each.cancelled
        whole.answers += each.answers
    return whole
