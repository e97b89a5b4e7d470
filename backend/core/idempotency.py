"""Answers kept for requests that are repeated with the same Idempotency-Key.

The record is written in the first transaction of the work and commits with it, so a
retry after a lost answer never does the work twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from .errors import IdempotencyInProgress, IdempotencyMismatch
from .ids import new_id
from .sql import execute, row

KEPT_FOR = timedelta(hours=24)

_KEEP = """
INSERT INTO core_idempotencyrecord AS r
  (id, user_id, route, key, fingerprint, created_at, resource_id, status_code, location, body)
VALUES (%(id)s, %(user)s, %(route)s, %(key)s, %(fingerprint)s, %(now)s, %(resource)s, %(status)s,
  %(location)s, %(body)s)
ON CONFLICT (user_id, route, key) DO UPDATE SET
  id = excluded.id, fingerprint = excluded.fingerprint, created_at = excluded.created_at,
  resource_id = excluded.resource_id, status_code = excluded.status_code,
  location = excluded.location, body = excluded.body
WHERE r.created_at < %(expired)s
RETURNING id
"""
_FINISH = """
UPDATE core_idempotencyrecord
SET status_code = %(status)s, location = %(location)s, body = %(body)s
WHERE user_id = %(user)s AND route = %(route)s AND key = %(key)s AND status_code IS NULL
"""
_READ = """
SELECT fingerprint, resource_id, status_code, location, body FROM core_idempotencyrecord
WHERE user_id = %(user)s AND route = %(route)s AND key = %(key)s AND created_at >= %(expired)s
"""
_RELEASE = """
DELETE FROM core_idempotencyrecord
WHERE user_id = %(user)s AND route = %(route)s AND key = %(key)s AND status_code IS NULL
"""


@dataclass(frozen=True)
class Answer:
    """An HTTP answer as it was sent: `body` byte for byte."""

    status_code: int
    body: bytes
    location: str | None = None


class KeyTaken(Exception):
    """The key's record exists. `answer` is None while the first request is unfinished."""

    def __init__(self, answer: Answer | None, resource_id: UUID | None) -> None:
        super().__init__()
        self.answer = answer
        self.resource_id = resource_id


class KeyedRequest:
    """A request with a key, as a companion of the use cases it calls.

    `present` renders the result of a request of one use case inside its transaction;
    without it the record stays unfinished until `finish` is called.
    """

    def __init__(
        self,
        *,
        user_id: UUID,
        route: str,
        key: str,
        fingerprint: bytes,
        now: datetime,
        present: Callable[[Any], Answer] | None = None,
    ) -> None:
        self._values: dict[str, Any] = {
            "user": user_id,
            "route": route,
            "key": key,
            "now": now,
            "expired": now - KEPT_FOR,
        }
        self._fingerprint = fingerprint
        self._present = present
        self.answer: Answer | None = None
        self.is_kept = False

    def finished(self, result: Any) -> None:
        """Keep the answer (or, for a longer request, the id of what it made) with the work.

        The last statement of the work: one that turns out to be a repetition is rolled back
        whole. Waits for a rival's transaction. Raises KeyTaken, IdempotencyMismatch, and
        IdempotencyInProgress when the rival takes too long.
        """
        if self.is_kept:
            return
        if self._present is not None:
            self.answer = self._present(result)
        record = {
            "id": new_id(),
            "fingerprint": self._fingerprint,
            "resource": result if isinstance(result, UUID) else None,
            **_columns(self.answer),
        }
        try:
            kept = row(_KEEP, {**self._values, **record})
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise IdempotencyInProgress() from error
            raise
        if kept is None:
            raise self.earlier() or IdempotencyInProgress()
        self.is_kept = True

    def earlier(self) -> KeyTaken | None:
        """What an earlier request with this key left; raises IdempotencyMismatch for another."""
        found = row(_READ, self._values)
        if found is None:
            return None
        fingerprint, resource_id, status_code, location, body = found
        if bytes(fingerprint) != self._fingerprint:
            raise IdempotencyMismatch()
        answer = Answer(status_code, bytes(body), location) if status_code else None
        return KeyTaken(answer, resource_id)

    def finish(self, answer: Answer) -> Answer:
        """Keep the answer of a longer request; returns the one kept first."""
        if execute(_FINISH, {**self._values, **_columns(answer)}):
            return answer
        first = self.earlier()
        return first.answer if first and first.answer else answer

    def release(self) -> None:
        """Forget this request if it is unfinished: only successes are kept."""
        execute(_RELEASE, self._values)


def _columns(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"status": None, "location": None, "body": None}
    return {"status": answer.status_code, "location": answer.location, "body": answer.body}


def forget_answers(user_id: UUID) -> None:
    """Drop what was kept for a person who left."""
    execute("DELETE FROM core_idempotencyrecord WHERE user_id = %(user)s", {"user": user_id})


def forget_expired(*, now: datetime) -> None:
    execute(
        "DELETE FROM core_idempotencyrecord WHERE created_at < %(old)s", {"old": now - KEPT_FOR}
    )
