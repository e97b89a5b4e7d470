"""Reads of the catalogue from a replica, and never older than what the reader has done.

The answer to each write names the position of the database's log that it has reached. Whoever
sends it along reads from the replica only when that has come so far; from the primary otherwise.
Without DATABASE_REPLICA_URL there is none of this (docs/decisions/0030-reads-from-a-replica.md).
"""

import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from core.errors import NotFound
from core.sql import REPLICA, reading_from, row

P = ParamSpec("P")
V = TypeVar("V")
Get = Callable[Concatenate[V, Request, P], HttpResponseBase]

HEADER, COOKIE = "X-Write-Position", "write_position"
# A replica that is used has replayed all that is older than this.
REMEMBERED = 2
LEFT_ALONE = 2.0  # seconds after it did not answer
_POSITION = re.compile(r"[0-9A-Fa-f]{1,8}-[0-9A-Fa-f]{1,8}\Z")
_START = "0-0"
_REACHED = """
SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %(position)s::pg_lsn
  AND pg_last_xact_replay_timestamp() > now() - make_interval(secs => %(lag)s)
"""
_WRITTEN = "SELECT replace(pg_current_wal_lsn()::text, '/', '-')"

logger = structlog.get_logger("replica")
_left_alone_until = 0.0


class WritePosition:
    """Tells with each write what has to be read with it. In use only beside a replica."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if request.method not in SAFE_METHODS and response.status_code < 500:
            self._tell(response)
        return response

    def _tell(self, response: HttpResponse) -> None:
        """After the commit, so that it is behind it. The answer is true also without."""
        try:
            found = row(_WRITTEN, {})
        except Error:
            return
        position = found[0] if found else _START
        response[HEADER] = position
        response.set_cookie(
            COOKIE,
            position,
            max_age=settings.REPLICA_LAG * REMEMBERED,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def from_replica(get: Get[V, P]) -> Get[V, P]:
    """A view's `get`, tried on the replica and, when that can't say, asked of the primary."""

    @wraps(get)
    def run(view: V, request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if REPLICA not in settings.DATABASES or time.monotonic() < _left_alone_until:
            return get(view, request, *args, **kwargs)
        try:
            with reading_from(REPLICA):
                if _has_reached(_position_of(request)):
                    return get(view, request, *args, **kwargs)
        except Error as error:
            _leave_alone(error)
        except NotFound:
            # What is new to a link's reader need not be there yet.
            pass
        return get(view, request, *args, **kwargs)

    return run


def _position_of(request: Request) -> str:
    """What the client says that it has seen; of nothing understandable, the beginning."""
    sent = request.headers.get(HEADER) or request.COOKIES.get(COOKIE, "")
    return sent if _POSITION.match(sent) else _START


def _has_reached(position: str) -> bool:
    values: dict[str, Any] = {"position": position.replace("-", "/"), "lag": settings.REPLICA_LAG}
    found = row(_REACHED, values)
    return bool(found and found[0])


def _leave_alone(error: Error) -> None:
    """Not every request shall wait for one that is away."""
    global _left_alone_until  # noqa: PLW0603
    _left_alone_until = time.monotonic() + LEFT_ALONE
    logger.warning("the replica is left alone", error=str(error).strip())
    connections[REPLICA].close()
