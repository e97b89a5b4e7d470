"""Lists of sessions and events: one query each, by keyset.

The ids of the page are chosen first, along an index; only its rows are written as JSON.
"""

from collections.abc import Sequence
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
from .search import Stretch


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

    @property
    def beyond(self) -> str:
        comparison = "<" if self.name.startswith("-") else ">"
        return f"({self.key}, s.id) {comparison} (%(after)s::{self.kind}, %(after_id)s::uuid)"


ORDERS = {
    order.name: order
    for order in (
        Order("start_time", search.START),
        Order("-start_time", search.START),
        Order("price", "s.price", "numeric"),
        Order("-price", "s.price", "numeric"),
        Order("-created_at", "s.created_at"),
    )
}
NEWEST = ORDERS["-created_at"]
OWN = "s.creator_id = %(reader)s::uuid AND s.deleted_at IS NULL"


def public_sessions(request: Request, query: dict[str, Any]) -> HttpResponseBase:
    """A page of the published sessions that the query (a ListQuery) asks for."""
    order = ORDERS[query["ordering"]]
    stretches = order.stretches(query["when"])
    scope = " AND ".join(search.conditions(query))
    page = page_of(query, order=order.name)
    values = search.values(query, now=clock.now())
    return with_etag(request, _page(request, SESSION_JSON, order, page, scope, values, stretches))


def own_sessions(request: Request, query: dict[str, Any], *, reader_id: UUID) -> HttpResponse:
    """A page of the reader's own sessions, whatever their status, newest first."""
    page = page_of(query, order="own")
    return _page(request, SESSION_JSON, NEWEST, page, OWN, {"reader": reader_id})


def events(request: Request, query: dict[str, Any]) -> HttpResponseBase:
    """A page of all published sessions as events, newest first."""
    page = page_of(query, order=NEWEST.name)
    return with_etag(request, _page(request, EVENT_JSON, NEWEST, page, search.LISTED, {}))


def _page(
    request: Request,
    json: str,
    order: Order,
    page: Page,
    scope: str,
    values: dict[str, Any],
    stretches: Sequence[Stretch] = (search.ANY_TIME,),
) -> HttpResponse:
    """The page of the rows in the SQL condition `scope` that lie in one of the stretches."""
    if page.after:
        values = {**values, "after": page.after.value, "after_id": page.after.id}
    found = rows(_sql(json, order, page, scope, stretches), values)
    return page_response(
        request, page, found, body=lambda each: each[0], position=lambda each: each[1:]
    )


def _sql(json: str, order: Order, page: Page, scope: str, stretches: Sequence[Stretch]) -> str:
    """The limit is written out: with an unknown one PostgreSQL plans for a tenth of the table."""
    down, limit = order.direction, page.limit + 1
    beyond = order.beyond if page.after else "TRUE"
    parts = (
        f"""(SELECT s.id, {order.key} AS sort FROM {stretch.source}
WHERE {scope} AND {stretch.page_condition(down, is_later=page.after is not None)} AND {beyond}
ORDER BY {order.key} {down}, s.id {down} LIMIT {limit})"""
        for stretch in stretches
    )
    return f"""SELECT ({json})::text, chosen.sort::text, s.id
FROM (SELECT * FROM ({" UNION ALL ".join(parts)}) either
  ORDER BY sort {down}, id {down} LIMIT {limit}) chosen
JOIN ({SESSION_TABLES}) ON s.id = chosen.id
ORDER BY chosen.sort {down}, chosen.id {down}"""
