"""Upward calls: an app says what happened, the table in config says who listens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from .jobs import Job


@dataclass(frozen=True)
class Listeners:
    """`handlers` run in the open transaction, in order; `jobs` after its commit."""

    handlers: Sequence[Callable[..., None]] = field(default=())
    jobs: Sequence[Job] = field(default=())


@cache
def _table() -> Mapping[str, Listeners]:
    table: Mapping[str, Listeners] = import_string(settings.EVENT_HANDLERS)
    return table


def emit(event: str, **facts: Any) -> None:
    """Call the event's handlers and insert its jobs, in the open transaction.

    Raises RuntimeError outside a transaction and KeyError for an event not in the table.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event} was emitted outside a transaction")
    listeners = _table()[event]
    for handler in listeners.handlers:
        handler(**facts)
    for job in listeners.jobs:
        job.defer(**{name: _plain(value) for name, value in facts.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
