"""Whose work this is: a request's, or a job's and that of the request that made it.

It names the lines of the log and the statements in PostgreSQL, and jobs hand it on.
"""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from . import tracing
from .ids import new_id

_SENT = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_NOT_IN_A_COMMENT = re.compile(r"[^A-Za-z0-9/_.:-]")


class Origin:
    """`route` is the pattern of a request's path, or a job's name; known once it is resolved."""

    __slots__ = ("request_id", "route")

    def __init__(self, request_id: str, route: str = "") -> None:
        self.request_id = request_id
        self.route = route


_present: ContextVar[Origin | None] = ContextVar("origin", default=None)


def present() -> Origin | None:
    return _present.get()


def begin(sent: str) -> Origin:
    """The origin of a request, under the id that a proxy sent or a new one.

    It stays until the thread's next request, for an answer may be read from the database while
    it is sent.
    """
    origin = Origin(sent if _SENT.match(sent) else new_id().hex)
    _present.set(origin)
    return origin


def handed_on() -> dict[str, Any]:
    """What a job is told of the present origin: an argument, or none."""
    origin = _present.get()
    if origin is None:
        return {}
    return {"origin": {"request_id": origin.request_id, **tracing.handed_on()}}


@contextmanager
def resumed(told: dict[str, str] | None, route: str) -> Iterator[Origin]:
    """The origin of a job that was told this; without, a new one: nobody asked for it."""
    origin = Origin(told["request_id"] if told else new_id().hex, route)
    token = _present.set(origin)
    try:
        yield origin
    finally:
        _present.reset(token)


def named(_logger: object, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """For structlog: each line of the log has the request's id, and the trace's if there is one."""
    origin = _present.get()
    if origin is not None:
        entry["request_id"] = origin.request_id
        if trace_id := tracing.trace_id():
            entry["trace_id"] = trace_id
    return entry


@cache
def comment(route: str) -> str:
    """The end of a statement, in the way of sqlcommenter: one text for each route.

    Not the request's id, for PostgreSQL would plan every statement anew (docs/decisions/0027).
    """
    readable = _PARAMETER.sub(r":\1", route)
    return f" /*route='{_NOT_IN_A_COMMENT.sub('', readable)}'*/" if route else ""
