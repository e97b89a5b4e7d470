"""The URL table, as tests read it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
# Not part of the API's description: it itself, and where providers report.
UNDOCUMENTED = {
    "/api/",
    "/api/docs/",
    "/api/schema/",
    "/api/payments/events/{provider}/",
}


def routes() -> list[str]:
    """Every route below /api/, with its parameters in braces."""
    return sorted(route for route, _ in _leaves() if route.startswith("/api/"))


def methods_of(route: str) -> list[str]:
    """The methods that the view of an API route answers."""
    view = dict(_leaves())[route]
    return [name for name in METHODS if hasattr(view, name)]


def _leaves() -> Iterator[tuple[str, object]]:
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            continue
        assert isinstance(pattern, URLPattern)
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        yield f"/{path}", getattr(pattern.callback, "view_class", pattern.callback)
