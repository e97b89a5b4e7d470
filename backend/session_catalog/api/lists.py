"""Lists of sessions and events by keyset.

The ids of the page are chosen first, along an index; only its rows are written as JSON.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from core import clock
from core.http.conditional import with_etag
from core.http.paging import Page, page_of, page_response
from core.sql import rows

from . import search
from .representation import EVENT_JSON, SESSION_JSON, SESSION_TABLES
from .search import Scope, Stretch

# A search for common words looks at so many sessions in the order asked for.
LOOKED_AT = 8_000
# So many of the nearest sessions are put in the order of relevance.
RANKED = 500


@dataclass(frozen=True)
class Order:
    """A total order: by `key`, an SQL expression of the type `kind`, then by id."""

    name: str
    key: str
    kind: str = "timestamptz"

    @property
    def direction(self) -> str:
        return "DESC" if self.name.startswith("-") else "ASC"

    def stretches(self, when: str) -> Sequence[Stretch]:
        """The period in parts that each follow this order along an index."""
        if self.key == search.START:
            return search.STRETCHES_BY_START[when]
        return (Stretch(search.PERIODS[when]),)

    def beyond(self, page: Page) -> str:
        """The condition on what comes on this page and later."""
        if page.after is None:
            return "TRUE"
        comparison = "<" if self.direction == "DESC" else ">"
        return f"({self.key}, s.id) {comparison} (%(after)s::{self.kind}, %(after_id)s::uuid)"


ORDERS = {
    order.name: order
    for order in (
        Order("start_time", search.START),
        Order("-start_time", search.START),
        Order("price", "s.price", "numeric"),
        Order("-price", "s.price", "numeric"),
        Order("-created_at", "s.created_at"),
        Order("relevance", search.RELEVANCE, "float8[]"),
    )
}
NEWEST = ORDERS["-created_at"]
NEAREST = {
    "upcoming": ORDERS["start_time"],
    "past": ORDERS["-start_time"],
    "all": ORDERS["-start_time"],
}
OWN = "s.creator_id = %(reader)s::uuid AND s.deleted_at IS NULL"


def public_sessions(request: Request, query: dict[str, Any]) -> HttpResponseBase:
    """A page of the published sessions that the query (a ListQuery) asks for."""
    page = page_of(query, order=query["ordering"])
    scope = search.scope_of(query, now=clock.now())
    order = ORDERS[query["ordering"]]
    ways = chosen_by(order, page, scope, query["when"])
    return with_etag(request, _page(request, SESSION_JSON, order, page, ways, scope.values))


def own_sessions(request: Request, query: dict[str, Any], *, reader_id: UUID) -> HttpResponse:
    """A page of the reader's own sessions, whatever their status, newest first."""
    page = page_of(query, order="own")
    ways = [_chosen(NEWEST, page, OWN, (search.ANY_TIME,))]
    return _page(request, SESSION_JSON, NEWEST, page, ways, {"reader": reader_id})


def events(request: Request, query: dict[str, Any]) -> HttpResponseBase:
    """A page of all published sessions as events, newest first."""
    page = page_of(query, order=NEWEST.name)
    ways = [_chosen(NEWEST, page, search.LISTED, (search.ANY_TIME,))]
    return with_etag(request, _page(request, EVENT_JSON, NEWEST, page, ways, {}))


def chosen_by(order: Order, page: Page, scope: Scope, when: str) -> list[str]:
    """SQL for the `id` and `sort` of a page, in ways to try until one fills the page."""
    if order.name == "relevance":
        return [_ranked(order, page, near) for near in nearest(scope, when, RANKED)]
    if not scope.meant:
        return [_chosen(order, page, scope.sql, order.stretches(when))]
    fetched = f"{search.PERIODS[when]} AND {scope.sql}"
    few = Stretch(
        "TRUE",
        f"(SELECT * FROM session_catalog_session s WHERE {fetched} OFFSET 0) s",
    )
    by_fetching = _chosen(order, page, "TRUE", (few,))
    if scope.are_few:
        return [by_fetching]
    return [_looked_through(order, page, scope, order.stretches(when)), by_fetching]


def nearest(scope: Scope, when: str, limit: int) -> list[str]:
    """The same for the first `limit` sessions and one more: the soonest, or the latest past."""
    order = NEAREST[when]
    return chosen_by(order, Page(limit, None, order.name), scope, when)


def _page(
    request: Request,
    json: str,
    order: Order,
    page: Page,
    ways: Sequence[str],
    values: dict[str, Any],
) -> HttpResponse:
    if page.after:
        values = {**values, "after": page.after.value, "after_id": page.after.id}
    found: list[tuple[Any, ...]] = []
    for chosen in ways:
        found = rows(_written(json, order, chosen), values)
        if len(found) > page.limit:
            break
    return page_response(
        request, page, found, body=lambda each: each[0], position=lambda each: each[1:]
    )


def _written(json: str, order: Order, chosen: str) -> str:
    return f"""SELECT ({json})::text, chosen.sort::text, s.id FROM ({chosen}) chosen
JOIN ({SESSION_TABLES}) ON s.id = chosen.id
ORDER BY chosen.sort {order.direction}, chosen.id {order.direction}"""


def _chosen(order: Order, page: Page, scope: str, stretches: Sequence[Stretch]) -> str:
    """Along the index of the order, as far as it takes."""
    parts = (
        f"""(SELECT s.id, {order.key} AS sort FROM {stretch.source}
WHERE {scope} AND {_on_page(order, page, stretch)} {_first(order, page.limit + 1)})"""
        for stretch in stretches
    )
    return _first_of(order, page, parts)


def _looked_through(order: Order, page: Page, scope: Scope, stretches: Sequence[Stretch]) -> str:
    """Along the index of the order, and no further than some thousand sessions."""
    parts = (
        f"""(SELECT s.id, s.sort FROM (
  SELECT s.*, {order.key} AS sort FROM {stretch.source}
  WHERE {search.LISTED} AND {_on_page(order, page, stretch)} {_first(order, LOOKED_AT)}) s
WHERE {scope.sql} ORDER BY s.sort {order.direction}, s.id {order.direction}
LIMIT {page.limit + 1})"""
        for stretch in stretches
    )
    return _first_of(order, page, parts)


def _ranked(order: Order, page: Page, nearest: str) -> str:
    source = f"(SELECT s.* FROM ({nearest}) near JOIN session_catalog_session s USING (id)) s"
    return _chosen(order, page, "TRUE", (Stretch("TRUE", source),))


def _on_page(order: Order, page: Page, stretch: Stretch) -> str:
    is_later = page.after is not None
    return f"{stretch.page_condition(order.direction, is_later=is_later)} AND {order.beyond(page)}"


def _first_of(order: Order, page: Page, parts: Iterable[str]) -> str:
    return f"""SELECT * FROM ({" UNION ALL ".join(parts)}) either
ORDER BY sort {order.direction}, id {order.direction} LIMIT {page.limit + 1}"""


def _first(order: Order, limit: int) -> str:
    """The limit is written out: with an unknown one PostgreSQL plans for a tenth of the table."""
    down = order.direction
    return f"ORDER BY {order.key} {down}, s.id {down} LIMIT {limit}"
