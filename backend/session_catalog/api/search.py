"""Which published sessions a query means: SQL conditions on the session `s`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

LISTED = "s.status = 'published' AND s.deleted_at IS NULL"
# As in the indexes session_by_start and session_by_price: an open session is always to come.
START = "coalesce(s.start_time, 'infinity'::timestamptz)"
END = "coalesce(s.end_time, 'infinity'::timestamptz)"

ENDED = "s.end_time <= %(now)s::timestamptz"
NOT_ENDED = f"{END} > %(now)s::timestamptz"
_RUNNING = "tstzrange(s.start_time, s.end_time) @> %(now)s::timestamptz"


@dataclass(frozen=True)
class Stretch:
    """Sessions of a period: rows of `source`, which names them `s`, that fit `condition`.

    PostgreSQL begins to walk an index at a plain bound and only filters by the comparison of
    rows that a cursor means. So a later page has the cursor in that bound: `later_up` and
    `later_down` mean the same rows as `condition` and the cursor together.
    """

    condition: str
    source: str = "session_catalog_session s"
    later_up: str = ""
    later_down: str = ""

    def page_condition(self, direction: str, *, is_later: bool) -> str:
        later = self.later_up if direction == "ASC" else self.later_down
        return later if is_later and later else self.condition


# In the order of their starts the running sessions are a stretch of their own, so that no list
# walks over the ended ones that began between them. OFFSET 0 makes PostgreSQL find them by
# their spans; otherwise it may walk the whole index of starts, hoping for 51 of them soon.
RUNNING = Stretch(
    "TRUE",
    f"""(SELECT * FROM session_catalog_session s
WHERE {LISTED} AND s.start_time IS NOT NULL AND {_RUNNING} OFFSET 0) s""",
)
TO_COME = Stretch(
    f"{START} > %(now)s::timestamptz",
    later_up=f"""{START} >= greatest(
%(now)s::timestamptz + interval '1 microsecond', %(after)s::timestamptz)""",
)
ANY_TIME = Stretch("TRUE")
OVER = Stretch(
    f"{START} <= %(now)s::timestamptz AND {ENDED}",
    later_down=f"{START} <= least(%(now)s::timestamptz, %(after)s::timestamptz) AND {ENDED}",
)

STRETCHES_BY_START = {"upcoming": (RUNNING, TO_COME), "past": (OVER,), "all": (ANY_TIME,)}
PERIODS = {"upcoming": NOT_ENDED, "past": ENDED, "all": "TRUE"}

_CONDITIONS = {
    "q": """(s.title ILIKE %(q)s::text OR s.description ILIKE %(q)s::text OR s.creator_id IN (
SELECT id FROM users_user WHERE username ILIKE %(q)s::text
OR concat_ws(' ', first_name, last_name) ILIKE %(q)s::text))""",
    "creator_id": "s.creator_id = %(creator_id)s::uuid",
    "creator_name": """s.creator_id = (
SELECT id FROM users_user WHERE lower(username) = lower(%(creator_name)s::text))""",
    "from": f"s.start_time IS NOT NULL AND {START} >= %(from)s::timestamptz",
    "to": f"{START} < %(to)s::timestamptz",
    "max_price": "s.price <= %(max_price)s::numeric",
    # A value rather than EXISTS, which PostgreSQL may turn into a join with all seats there are.
    "has_seats": """(SELECT q.taken < q.capacity FROM session_catalog_seats q
WHERE q.session_id = s.id)""",
}


def conditions(query: dict[str, Any]) -> list[str]:
    return [LISTED, *(sql for name, sql in _CONDITIONS.items() if name in query)]


def values(query: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    named = {name: query[name] for name in _CONDITIONS if name in query}
    if "q" in named:
        named["q"] = f"%{_escaped(named['q'])}%"
    return {"now": now, **named}


def _escaped(text: str) -> str:
    """Without a meaning for LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
