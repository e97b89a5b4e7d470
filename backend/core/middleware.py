"""What every request passes through."""

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

from . import metrics, origin, tracing

Handler = Callable[[HttpRequest], HttpResponse]
logger = structlog.get_logger("request")

REQUESTS = metrics.Counter(
    "marketplace_requests", "Requests answered, by pattern of their path.",
    "method", "route", "status",
)  # fmt: skip
SECONDS = metrics.Histogram(
    "marketplace_request_seconds", "From request to answer, in this process.", "method", "route"
)
WAITING = metrics.Histogram(
    "marketplace_request_wait_seconds",
    "From nginx to a free thread with its connection: the wait for the pool.",
)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RequestLog:
    """A request id in every log line, statement, job and answer; one line and one count a request.

    Each request is a span as well, while tracing is on.
    """

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whose = origin.begin(request.headers.get("X-Request-Id", ""))
        if tracing.is_on():
            response = self._traced(request, whose)
        else:
            response = self._watched(request, whose)
        response["X-Request-Id"] = whose.request_id
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        whose, match = origin.present(), request.resolver_match
        if whose is not None and match is not None:
            whose.route = match.route

    def _traced(self, request: HttpRequest, whose: origin.Origin) -> HttpResponse:
        method = str(request.method)
        words: dict[str, str | int] = {
            "http__request__method": method,
            "url__path": request.path,
            "request__id": whose.request_id,
        }
        asked_by = {"traceparent": request.headers.get("traceparent", "")}
        with tracing.span(method, kind="SERVER", parent=asked_by, **words) as span:
            response = self._watched(request, whose)
            span.update_name(f"{method} {whose.route}".strip())
            span.set_attribute("http.route", whose.route)
            span.set_attribute("http.response.status_code", response.status_code)
            if response.status_code >= 500:
                tracing.failed(span, str(response.status_code))
        return response

    def _watched(self, request: HttpRequest, whose: origin.Origin) -> HttpResponse:
        begun = time.perf_counter()
        if REQUESTS.is_counted:
            _count_wait(request.headers.get("X-Request-Start", ""))
        response = self._get_response(request)
        seconds = time.perf_counter() - begun
        if REQUESTS.is_counted:
            method = str(request.method) if request.method in _METHODS else "other"
            route = whose.route or "none"
            REQUESTS.add(method, route, f"{response.status_code // 100}xx")
            SECONDS.observe(seconds, method, route)
        if settings.REQUEST_LOG:
            _log(request, response, whose.route, seconds)
        return response


def _count_wait(began: str) -> None:
    """nginx says when it had the request: `t=` and seconds since 1970."""
    try:
        waited = time.time() - float(began.removeprefix("t="))
    except ValueError:
        return
    if 0 <= waited < 60:
        WAITING.observe(waited)


def _log(request: HttpRequest, response: HttpResponse, route: str, seconds: float) -> None:
    log = logger.error if response.status_code >= 500 else logger.info
    log(
        "request",
        method=request.method,
        path=request.path,
        route=route,
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
