"""Answers kept for requests that are repeated with the same Idempotency-Key.

The record is written in the first transaction of the work and commits with it, so a
retry after a lost answer never does the work twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from .errors import IdempotencyInProgress, IdempotencyMismatch
from .ids import new_id

KEPT_FOR = timedelta(hours=24)

_CLAIM = """
INSERT INTO core_idempotencyrecord AS r (id, user_id, route, key, fingerprint, created_at)
VALUES (%(id)s, %(user)s, %(route)s, %(key)s, %(fingerprint)s, %(now)s)
ON CONFLICT (user_id, route, key) DO UPDATE SET
  id = excluded.id, fingerprint = excluded.fingerprint, created_at = excluded.created_at,
  resource_id = NULL, status_code = NULL, location = NULL, body = NULL
WHERE r.created_at < %(expired)s
RETURNING id
"""
_FINISH = """
UPDATE core_idempotencyrecord SET resource_id = coalesce(%(resource)s, resource_id),
  status_code = %(status)s, location = %(location)s, body = %(body)s
WHERE user_id = %(user)s AND route = %(route)s AND key = %(key)s AND status_code IS NULL
"""
_READ = """
SELECT fingerprint, resource_id, status_code, location, body FROM core_idempotencyrecord
WHERE user_id = %s AND route = %s AND key = %s
"""
_RELEASE = """
DELETE FROM core_idempotencyrecord
WHERE user_id = %s AND route = %s AND key = %s AND status_code IS NULL
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
        self._address: dict[str, Any] = {"user": user_id, "route": route, "key": key}
        self._fingerprint = fingerprint
        self._now = now
        self._present = present
        self._kept = False
        self.answer: Answer | None = None

    def opened(self) -> None:
        """Claim the key; waits for a rival's transaction. Raises KeyTaken when it exists."""
        if self._kept:
            return
        claim: dict[str, Any] = {"id": new_id(), "fingerprint": self._fingerprint, "now": self._now}
        with connection.cursor() as cursor:
            try:
                cursor.execute(_CLAIM, {**self._address, **claim, "expired": self._now - KEPT_FOR})
            except OperationalError as error:
                if isinstance(error.__cause__, LockNotAvailable):
                    raise IdempotencyInProgress() from error
                raise
            if cursor.fetchone() is None:
                raise self.taken()

    def finished(self, result: Any) -> None:
        """Keep the answer (or, for a longer request, the id of what it made) with the work."""
        if self._kept:
            return
        if self._present is not None:
            self.answer = self._present(result)
            self._write(self.answer, None)
        else:
            self._write(None, result if isinstance(result, UUID) else None)
        self._kept = True

    def finish(self, answer: Answer) -> Answer:
        """Keep the answer of a longer request; returns the one kept first."""
        if self._write(answer, None):
            return answer
        return self.taken().answer or answer

    def release(self) -> None:
        """Forget this request if it is unfinished: only successes are kept."""
        if not self._kept:
            return
        with connection.cursor() as cursor:
            cursor.execute(_RELEASE, list(self._address.values()))

    def taken(self) -> KeyTaken:
        """What the key's record holds. Raises IdempotencyMismatch for another request's."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, list(self._address.values()))
            row = cursor.fetchone()
        if row is None:
            return KeyTaken(None, None)
        self._kept = True
        fingerprint, resource_id, status_code, location, body = row
        if bytes(fingerprint) != self._fingerprint:
            raise IdempotencyMismatch()
        answer = Answer(status_code, bytes(body), location) if status_code else None
        return KeyTaken(answer, resource_id)

    def _write(self, answer: Answer | None, resource_id: UUID | None) -> bool:
        values: dict[str, Any] = {
            "resource": resource_id,
            "status": answer.status_code if answer else None,
            "location": answer.location if answer else None,
            "body": answer.body if answer else None,
        }
        with connection.cursor() as cursor:
            cursor.execute(_FINISH, {**self._address, **values})
            return bool(cursor.rowcount)


def forget_expired(*, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_idempotencyrecord WHERE created_at < %s", [now - KEPT_FOR])
