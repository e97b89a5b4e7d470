"""The only place where a fault becomes an HTTP answer."""

import logging
from typing import Any

import psycopg
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from psycopg.errors import ReadOnlySqlTransaction
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core import metrics
from core.errors import DomainError, InvalidFields, Kind, NotFound, TooManyRequests, Unavailable

from .parsing import PayloadTooLarge

logger = logging.getLogger(__name__)
REFUSALS = metrics.Counter(
    "marketplace_refusals",
    "Requests refused for a reason of the domain, by its code.",
    "code",
    begins=("session_full", "already_booked", "hold_expired", "payment_declined", "unavailable"),
)

STATUS = {
    Kind.INVALID: status.HTTP_400_BAD_REQUEST,
    Kind.UNAUTHENTICATED: status.HTTP_401_UNAUTHORIZED,
    Kind.PAYMENT: status.HTTP_402_PAYMENT_REQUIRED,
    Kind.FORBIDDEN: status.HTTP_403_FORBIDDEN,
    Kind.NOT_FOUND: status.HTTP_404_NOT_FOUND,
    Kind.CONFLICT: status.HTTP_409_CONFLICT,
    Kind.GONE: status.HTTP_410_GONE,
    Kind.STALE: status.HTTP_412_PRECONDITION_FAILED,
    Kind.LIMITED: status.HTTP_429_TOO_MANY_REQUESTS,
    Kind.UNAVAILABLE: status.HTTP_503_SERVICE_UNAVAILABLE,
}
RETRY_AFTER_SECONDS = 1


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's exception handler. None: a defect, answered with 500."""
    if isinstance(error, OperationalError | InterfaceError) or _is_lost(error):
        logger.warning("database unavailable", exc_info=error)
        error = Unavailable()
    if isinstance(error, DomainError):
        return domain_response(error)
    if isinstance(error, Http404):
        return domain_response(NotFound())
    if isinstance(error, RequestDataTooBig):
        error = PayloadTooLarge()
    response = exception_handler(error, context)
    if response is not None:
        response.data = _with_code(error, response.data)
    return response


def _is_lost(error: Exception) -> bool:
    """A primary that became a standby answers until proxies have noticed. And where a proxy's
    farewell meets an answer the driver is confused: a fault of its own, without a code."""
    cause = error.__cause__
    if not isinstance(error, InternalError) or not isinstance(cause, psycopg.InternalError):
        return False
    return isinstance(cause, ReadOnlySqlTransaction) or cause.sqlstate is None


def domain_response(error: DomainError) -> Response:
    REFUSALS.add(error.code)
    headers = {}
    if isinstance(error, InvalidFields):
        return Response(error.fields, status=STATUS[error.kind])
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    elif error.kind is Kind.UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    elif error.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    body = {"detail": error.sentence, "code": error.code, **error.extra}
    return Response(body, status=STATUS[error.kind], headers=headers)


def _with_code(error: Exception, body: Any) -> Any:
    """A field map stays as it is; every other fault is a sentence with its code."""
    if isinstance(error, exceptions.ValidationError):
        return body if isinstance(body, dict) else {"non_field_errors": body}
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        codes = error.get_codes()
        code = codes if isinstance(codes, str) else error.default_code
        return {"detail": str(body["detail"]), "code": code}
    return body


def _plain_error(request: HttpRequest, code: int, name: str, sentence: str) -> JsonResponse:
    return JsonResponse({"detail": sentence, "code": name}, status=code)


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain_error(request, 400, "bad_request", "The request could not be understood.")


def forbidden(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain_error(request, 403, "permission_denied", "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _plain_error(request, 404, NotFound.code, NotFound.detail)


def server_error(request: HttpRequest) -> JsonResponse:
    return _plain_error(request, 500, "server_error", "Something went wrong on our side.")
