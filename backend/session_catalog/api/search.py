"""Which published sessions a query means: SQL conditions on the session `s`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .words import Meant, meaning_of

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
FACETS = ("topic", "level", "language", "format")
# Up to so many sessions are fetched and sorted rather than looked for in the order asked for. With
# n of a million that fit, the first fifty are found among 50,000,000 / n: equally many at 7,000.
FEW = 7_000
NOTHING = "FALSE"

# Title, creator, topic and place, description: of A, B, C, D, which PostgreSQL wants backwards.
_WEIGHTS = "'{0.1, 0.3, 0.5, 1.0}'"
# A word as typed in a title counts about 1.8, one like it 0.6, the creator's name 0.35, a word
# as typed in a description 0.18. ts_rank divides by the number of words that would do, which
# says nothing here. Of what fits equally well the nearest comes first.
RELEVANCE = f"""ARRAY[-round((
2 * ts_rank({_WEIGHTS}, s.words, %(exact)s::tsquery)
+ %(choice)s * ts_rank({_WEIGHTS}, s.words, %(loose)s::tsquery)
+ CASE WHEN s.creator_id = ANY(%(named)s::uuid[]) THEN 0.35 ELSE 0 END)::numeric, 3)::float8,
extract(epoch FROM {START})::float8]"""


@dataclass(frozen=True)
class Scope:
    """The sessions that fit all `conditions`, which speak of `s` and of `values`.

    `meant` is empty without a search for words; `facets` are the conditions on the fields that
    people count by, by their names.
    """

    conditions: Sequence[str]
    facets: dict[str, str]
    values: dict[str, Any]
    meant: Sequence[Meant] = ()

    @property
    def sql(self) -> str:
        return " AND ".join([*self.conditions, *self.facets.values()])

    @property
    def are_few(self) -> bool:
        """The rarest of the words is rare."""
        return min((each.sessions for each in self.meant), default=FEW) < FEW


def scope_of(query: dict[str, Any], *, now: datetime) -> Scope:
    """What `query` (of the form Filters) asks for, but for its period and order.

    Of several words a rare one alone is looked up in the index: reading the long lists of the
    others costs more than looking at the sessions that it leaves. `IS TRUE` hides them from it.
    """
    named = {name: query[name] for name in _CONDITIONS if name in query}
    facets = {name: _facet(name, query[name]) for name in FACETS if name in query}
    values = {"now": now, **named, **{name: query[name] for name in facets}}
    conditions = [LISTED, *(_CONDITIONS[name] for name in named)]
    if "q" not in query:
        return Scope(conditions, facets, values)
    meant = meaning_of(query["q"])
    if not meant:
        return Scope([*conditions, NOTHING], facets, {**values, **_ranked(())})
    rarest = min(range(len(meant)), key=lambda place: meant[place].sessions)
    for place, each in enumerate(meant):
        text = _text(place, each)
        by_index = place == rarest or meant[rarest].sessions >= FEW
        conditions.append(text if by_index else f"({text}) IS TRUE")
        values |= {f"word{place}": each.query, f"creators{place}": list(each.creators)}
    return Scope(conditions, facets, {**values, **_ranked(meant)}, meant)


def _facet(name: str, chosen: Sequence[str]) -> str:
    """One value by `=`, for only then an index gives its sessions in their order."""
    if len(chosen) == 1:
        return f"s.{name} = (%({name})s::text[])[1]"
    return f"s.{name} = ANY(%({name})s::text[])"


def _text(place: int, meant: Meant) -> str:
    contains = f"s.words @@ %(word{place})s::tsquery"
    if not meant.creators:
        return contains
    return f"({contains} OR s.creator_id = ANY(%(creators{place})s::uuid[]))"


def _ranked(meant: Sequence[Meant]) -> dict[str, Any]:
    return {
        "exact": " | ".join(f"({each.exact})" for each in meant),
        "loose": " | ".join(f"({each.query})" for each in meant),
        "choice": sum(each.choice for each in meant) / max(len(meant), 1),
        "named": [creator for each in meant for creator in each.creators],
    }
