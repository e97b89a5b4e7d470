"""What can go wrong in the domain, without a word about HTTP."""

from enum import Enum
from typing import Any, ClassVar


class Kind(Enum):
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    PAYMENT = "payment"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    STALE = "stale"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"


class DomainError(Exception):
    """A refusal with a stable code and a sentence for a person.

    `extra` holds further members of the answer (JSON-ready values).
    """

    kind: ClassVar[Kind]
    code: ClassVar[str]
    detail: ClassVar[str]

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        self.sentence = detail or self.detail
        self.extra = extra
        super().__init__(self.sentence)


class InvalidFields(DomainError):
    """Input that breaks a rule; `fields` maps a field to its sentences."""

    kind = Kind.INVALID
    code = "invalid"
    detail = "The input is not valid."

    def __init__(self, **fields: str | list[str]) -> None:
        super().__init__()
        self.fields = {
            name: [said] if isinstance(said, str) else said for name, said in fields.items()
        }


class NotFound(DomainError):
    kind = Kind.NOT_FOUND
    code = "not_found"
    detail = "Not found."


class RoleRequired(DomainError):
    kind = Kind.FORBIDDEN
    code = "creator_required"
    detail = "Only creators can do this. Become a creator in your profile first."


class InvalidTransition(DomainError):
    kind = Kind.CONFLICT
    code = "invalid_transition"
    detail = "This is not possible in the present state."


class Stale(DomainError):
    kind = Kind.STALE
    code = "stale"
    detail = "Someone changed this in the meantime. Load it again and repeat the change."


class TooManyRequests(DomainError):
    """`retry_after` is in whole seconds."""

    kind = Kind.LIMITED
    code = "throttled"
    detail = "Too many attempts. Wait a moment and try again."

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class Unavailable(DomainError):
    kind = Kind.UNAVAILABLE
    code = "unavailable"
    detail = "The server is busy right now. Try again in a moment."


class IdempotencyMismatch(DomainError):
    kind = Kind.CONFLICT
    code = "idempotency_mismatch"
    detail = "This Idempotency-Key was used with another request."


class IdempotencyInProgress(DomainError):
    kind = Kind.CONFLICT
    code = "idempotency_in_progress"
    detail = "The first request with this Idempotency-Key is still in progress."
