"""What every request passes through."""

import re
import time
from collections.abc import Callable
from typing import Any

import structlog
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.deprecation import MiddlewareMixin

from .ids import new_id

Handler = Callable[[HttpRequest], HttpResponse]
logger = structlog.get_logger("request")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")


class RequestLog:
    """A request id in every log line and answer, and one line a request."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-Id", "")
        request_id = sent if _REQUEST_ID.match(sent) else new_id().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self._get_response(request)
            if settings.REQUEST_LOG:
                self._log(request, response, time.perf_counter() - started)
        response["X-Request-Id"] = request_id
        return response

    def _log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        log = logger.error if response.status_code >= 500 else logger.info
        log(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            user_id=str(getattr(request, "actor_id", "")) or None,
        )


class PreservingRedirect(HttpResponsePermanentRedirect):
    """308: the client repeats the same method and body."""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """A route without its trailing slash leads to it; a POST must not become a GET there."""

    response_redirect_class = PreservingRedirect


NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class ContentPolicy(CSPMiddleware):
    """The policy of the settings for pages; one that allows nothing, and is known beforehand,
    for JSON."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type") == "application/json":
            response["Content-Security-Policy"] = NOTHING
            return response
        return super().process_response(request, response)


class _ForPages(MiddlewareMixin):
    """Of no use to the API, which knows its people by their tokens."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        return super().__call__(request)


class PageSession(_ForPages, SessionMiddleware):
    pass


class PageAuthentication(_ForPages, AuthenticationMiddleware):
    pass


class PageMessages(_ForPages, MessageMiddleware):
    pass
