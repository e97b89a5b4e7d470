"""What the stream tells of a session's seats, and how it asks the database for changes."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import connections
from psycopg import AsyncConnection, conninfo

from core import origin

# Only what differs from what is known already: with nothing new the answer is empty.
_CHANGED = f"""
SELECT known.id, q.capacity - q.taken, q.version, q.on_sale
FROM unnest(%s::uuid[], %s::bigint[]) AS known (id, version)
LEFT JOIN session_catalog_seats q ON q.session_id = known.id
WHERE q.version IS DISTINCT FROM known.version{origin.comment("api/sessions/live/")}
"""
NEVER_READ = -1
MAX_IDS = 100  # of one request, here and where seats are polled


@dataclass(frozen=True)
class SeatsState:
    """A session's seats at one version, told to any number of viewers."""

    version: int | None  # null: the session is not there (any more)
    on_sale: bool
    json: str
    mark: int  # 64 bits that stand for the session at this version

    @cached_property
    def frame(self) -> bytes:
        """What those are told who watch nothing else: the same bytes for all of them."""
        return frame("seats", self.mark, self.json)


def frame(event: str, mark: int, states: str) -> bytes:
    return f"id: {mark:016x}\nevent: {event}\ndata: [{states}]\n\n".encode()


def state_of(session_id: UUID, free: int | None, version: int | None, on_sale: bool) -> SeatsState:
    """As the batch of seats has it; one that is not on sale says so instead."""
    shown: dict[str, object] = {"id": str(session_id)}
    if on_sale and free is not None:
        shown |= {"spots_available": free, "is_full": free <= 0}
    else:
        shown["closed"] = True
    text = f"{session_id} {version}".encode()
    return SeatsState(
        version,
        on_sale,
        json.dumps({**shown, "version": version}, separators=(",", ":")),
        int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big"),
    )


class SeatsTable:
    """One connection that is made again when it breaks. Not for several tasks at once."""

    def __init__(self) -> None:
        self._connection: AsyncConnection | None = None

    async def changed(
        self, known: Sequence[tuple[UUID, int | None]]
    ) -> Iterable[tuple[UUID, SeatsState]]:
        """The sessions whose version is another one than known. Raises psycopg.Error."""
        if self._connection is None or self._connection.closed:
            self._connection = await AsyncConnection.connect(
                _address(), autocommit=True, prepare_threshold=_prepare_threshold()
            )
        ids, versions = [each[0] for each in known], [each[1] for each in known]
        cursor = await self._connection.execute(_CHANGED, [ids, versions])
        return [
            (session_id, state_of(session_id, free, version, bool(on_sale)))
            for session_id, free, version, on_sale in await cursor.fetchall()
        ]

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


def _prepare_threshold() -> int | None:
    """A pooler between that knows no prepared statements is said in one place."""
    given: int | None = connections["default"].get_connection_params()["prepare_threshold"]
    return given


def _address() -> str:
    """The same database, with the same time-outs, as that of the API."""
    given = connections["default"].get_connection_params()
    named = ("dbname", "user", "password", "host", "port", "options", "connect_timeout")
    return conninfo.make_conninfo(
        application_name="sessions-marketplace-live",
        **{name: given[name] for name in named if given.get(name)},
    )
