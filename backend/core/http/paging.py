"""Keyset pages: bare arrays, an opaque signed cursor, and a `Link` to the next page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core import signing
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
_SALT = "cursor"

T = TypeVar("T")


class PageQuery(serializers.Serializer[Any]):
    """The paging parameters of every list; mix it into the list's own query."""

    limit = serializers.IntegerField(
        min_value=1, required=False, help_text="Rows a page, 50 if left out, 200 at most."
    )
    cursor = serializers.CharField(
        required=False, max_length=1000, help_text="Where the page begins; from the Link header."
    )

    def validate_limit(self, value: int) -> int:
        return min(value, MAX_LIMIT)


@dataclass(frozen=True)
class Position:
    """Where a page begins: after the row with this sort value and id."""

    value: Any
    id: str


@dataclass(frozen=True)
class Page:
    limit: int
    after: Position | None
    order: str


def page_of(query: dict[str, Any], *, order: str) -> Page:
    """Read `limit` and `cursor`. A cursor of another order, or not ours, raises ValidationError."""
    limit = query.get("limit", DEFAULT_LIMIT)
    if "cursor" not in query:
        return Page(limit, None, order)
    try:
        sent_order, value, row_id = signing.loads(query["cursor"], salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise ValidationError({"cursor": ["This cursor is not one of ours."]}) from None
    if sent_order != order:
        raise ValidationError({"cursor": ["This cursor belongs to another order."]})
    return Page(limit, Position(value, row_id), order)


def page_response(
    request: Request,
    page: Page,
    rows: Sequence[T],
    *,
    body: Callable[[T], str],
    position: Callable[[T], tuple[Any, Any]],
) -> HttpResponse:
    """A bare array of `limit` rows; `rows` holds one more when there is a next page.

    `body` gives a row's JSON text, `position` its sort value (JSON-ready) and id.
    """
    shown = rows[: page.limit]
    text = "[" + ",".join(body(row) for row in shown) + "]"
    response = HttpResponse(text.encode(), content_type="application/json")
    if len(rows) > page.limit:
        value, row_id = position(shown[-1])
        cursor = signing.dumps([page.order, value, str(row_id)], salt=_SALT)
        response["Link"] = f'<{_with_cursor(request, cursor)}>; rel="next"'
    return response


def _with_cursor(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
