"""The URL table, as tests read it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.views import APIView

from config.api_docs import Docs

METHODS = ("get", "post", "put", "patch", "delete")
# Not part of the API's description: it itself, where providers report, and where services that
# people sign in with send browsers back to.
UNDOCUMENTED = {
    "/api/",
    "/api/docs/",
    "/api/schema/",
    "/api/payments/events/{provider}/",
    "/api/auth/social/{service}/callback/",
}


def routes() -> list[str]:
    """Every route below /api/, with its parameters in braces."""
    return sorted(route for route, _ in _leaves() if route.startswith("/api/"))


def methods_of(route: str) -> list[str]:
    """The methods that the view of an API route answers; pages are only read."""
    view = dict(_leaves())[route]
    if not (isinstance(view, type) and issubclass(view, APIView)) or view is Docs:
        return ["get"]
    allowed = view.http_method_names
    return [name for name in METHODS if name in allowed and hasattr(view, name)]


def _leaves() -> Iterator[tuple[str, object]]:
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            continue
        assert isinstance(pattern, URLPattern)
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        yield f"/{path}", getattr(pattern.callback, "view_class", pattern.callback)
