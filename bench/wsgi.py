"""The product and its baselines in one server. What begins with /bare/ passes no middleware."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from core import observing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


class WithoutMiddleware(WSGIHandler):
    def load_middleware(self, is_async: bool = False) -> None:
        handler: Any = self  # the stubs know none of these
        handler._view_middleware = []
        handler._template_response_middleware = []
        handler._exception_middleware = []
        handler._middleware_chain = convert_exception_to_response(handler._get_response)


_product = get_wsgi_application()
observing.begin("api")
_bare = WithoutMiddleware()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    handler = _bare if environ["PATH_INFO"].startswith("/bare/") else _product
    return handler(environ, start_response)
