"""Limits that hold across processes: fixed windows counted by one atomic statement."""

import hashlib
import math
from datetime import datetime, timedelta

from django.db import connection

from .errors import TooManyRequests

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

_CONSUME = """
INSERT INTO core_ratelimit AS r (key, hits, ends_at) VALUES (%(key)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
  hits = CASE WHEN r.ends_at <= %(now)s THEN 1 ELSE r.hits + 1 END,
  ends_at = CASE WHEN r.ends_at <= %(now)s THEN excluded.ends_at ELSE r.ends_at END
RETURNING hits, ends_at
"""


def fingerprint(name: str) -> str:
    """A part of a key for what somebody typed: short, and the same in any case."""
    return hashlib.sha256(name.lower().encode()).hexdigest()


def consume(key: str, *, limit: int, window: timedelta, now: datetime) -> None:
    """Count one attempt. Raises TooManyRequests past `limit` in the running window.

    Runs in a transaction of its own, so that a refused attempt counts as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CONSUME, {"key": key, "now": now, "end": now + window})
        hits, ends_at = cursor.fetchone()
    if hits > limit:
        raise TooManyRequests(max(1, math.ceil((ends_at - now).total_seconds())))


def give_back(key: str, *, now: datetime) -> None:
    """Take one counted attempt back: it turned out not to be one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_ratelimit SET hits = hits - 1"
            " WHERE key = %s AND hits > 0 AND ends_at > %s",
            [key, now],
        )


def forget_ended(*, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_ratelimit WHERE ends_at <= %s", [now])
