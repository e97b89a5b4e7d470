"""Every fault of the domain, as clients meet it. A new one needs a row here."""

import importlib
import pkgutil
import re
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.http import Http404
from psycopg.errors import ReadOnlySqlTransaction
from rest_framework import exceptions

from bookings import errors as bookings
from core import errors as core
from core.http.errors import STATUS, handle
from payments import errors as payments
from session_catalog import errors as session_catalog
from users import errors as users

BEARER = {"WWW-Authenticate": "Bearer"}
SOON = {"Retry-After": "1"}
# Fault, status, code, further members, headers.
TABLE = [
    (core.NotFound(), 404, "not_found", {}, {}),
    (core.RoleRequired(), 403, "creator_required", {}, {}),
    (core.InvalidTransition(), 409, "invalid_transition", {}, {}),
    (core.Stale(), 412, "stale", {}, {}),
    (core.TooManyRequests(retry_after=42), 429, "throttled", {}, {"Retry-After": "42"}),
    (core.Unavailable(), 503, "unavailable", {}, SOON),
    (core.IdempotencyMismatch(), 409, "idempotency_mismatch", {}, {}),
    (core.IdempotencyInProgress(), 409, "idempotency_in_progress", {}, {}),
    (users.InvalidCredentials(), 401, "invalid_credentials", {}, BEARER),
    (users.TokenNotValid(), 401, "token_not_valid", {}, BEARER),
    (users.OriginNotAllowed(), 403, "origin_not_allowed", {}, {}),
    (users.LinkNotValid(), 410, "link_not_valid", {}, {}),
    (users.CodeNotValid(), 400, "code_not_valid", {}, {}),
    (users.MfaRequired(methods=["totp"]), 401, "mfa_required", {"methods": ["totp"]}, BEARER),
    (users.PasskeyRefused(), 400, "passkey_refused", {}, {}),
    (users.PasskeyCopied(), 400, "passkey_refused", {}, {}),
    (users.AlreadyProtected(), 409, "already_protected", {}, {}),
    (users.EmailNotVerified(), 403, "email_not_verified", {}, {}),
    (users.ProviderDown(), 503, "provider_down", {}, SOON),
    (users.ProviderLied(), 503, "provider_fault", {}, SOON),
    (users.AlreadyLinked(), 409, "already_linked", {}, {}),
    (users.LastWayIn(), 409, "last_way_in", {}, {}),
    (users.LastSuperuser(), 409, "last_superuser", {}, {}),
    (users.ReauthenticationRequired(), 403, "reauthentication_required", {}, {}),
    (session_catalog.CapacityBelowBookings(), 409, "capacity_below_bookings", {}, {}),
    (session_catalog.SessionHasBookings(), 409, "session_has_bookings", {}, {}),
    (session_catalog.SessionIsCancelled(), 409, "invalid_transition", {}, {}),
    (session_catalog.SessionIsOver(), 409, "invalid_transition", {}, {}),
    (payments.PaymentDeclined(), 402, "payment_declined", {}, {}),
    (payments.NothingToConfirm(), 409, "invalid_transition", {}, {}),
    (payments.ProviderUnavailable(), 503, "provider_unavailable", {}, SOON),
    (payments.EventRefused(), 400, "event_refused", {}, {}),
    (payments.RefundNotFailed(), 409, "invalid_transition", {}, {}),
    (bookings.OwnSession(), 403, "own_session", {}, {}),
    (bookings.AlreadyBooked(booking="id"), 409, "already_booked", {"booking": "id"}, {}),
    (bookings.SessionClosed(), 409, "session_closed", {}, {}),
    (bookings.SessionFull(), 409, "session_full", {}, {}),
    (bookings.HoldExpired(), 410, "hold_expired", {}, {}),
    (bookings.AlreadyStarted(), 409, "invalid_transition", {}, {}),
]


def confused() -> InternalError:
    """What the driver says when a pooler's farewell comes with the answer to BEGIN."""
    fault = InternalError()
    fault.__cause__ = psycopg.InternalError("received 2 results from command 'BEGIN'")
    return fault


def stopped_leading() -> InternalError:
    """What a primary says that has just become a standby."""
    fault = InternalError()
    fault.__cause__ = ReadOnlySqlTransaction()
    return fault


# What is no fault of the domain: the framework's own, and the database's.
FOREIGN = [
    (Http404(), 404, "not_found"),
    (PermissionDenied(), 403, "permission_denied"),
    (RequestDataTooBig(), 413, "too_large"),
    (OperationalError(), 503, "unavailable"),
    (InterfaceError(), 503, "unavailable"),
    (stopped_leading(), 503, "unavailable"),
    (confused(), 503, "unavailable"),
    (exceptions.NotAuthenticated(), 401, "not_authenticated"),
    (exceptions.AuthenticationFailed(), 401, "authentication_failed"),
    (exceptions.PermissionDenied(), 403, "permission_denied"),
    (exceptions.NotFound(), 404, "not_found"),
    (exceptions.MethodNotAllowed("TRACE"), 405, "method_not_allowed"),
    (exceptions.NotAcceptable(), 406, "not_acceptable"),
    (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported_media_type"),
    (exceptions.ParseError(), 400, "parse_error"),
    (exceptions.Throttled(wait=3), 429, "throttled"),
]


def every_fault():
    """The classes of all errors modules, found by walking the project."""
    for each in pkgutil.iter_modules([str(settings.BASE_DIR)]):
        if (Path(settings.BASE_DIR) / each.name / "errors.py").exists():
            importlib.import_module(f"{each.name}.errors")
    waiting, found = [core.DomainError], set()
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        found.update(subclasses)
        waiting.extend(subclasses)
    return found


def test_every_fault_has_its_row():
    missing = every_fault() - {type(fault) for fault, *_ in TABLE} - {core.InvalidFields}

    assert missing == set()


@pytest.mark.parametrize(
    ("fault", "status", "code", "extra", "headers"),
    TABLE,
    ids=[type(row[0]).__name__ for row in TABLE],
)
def test_a_fault_has_its_status_its_body_and_its_headers(fault, status, code, extra, headers):
    answer = handle(fault, {})

    assert answer is not None
    assert answer.status_code == status
    assert answer.data == {"detail": type(fault).detail, "code": code, **extra}
    assert {name: answer[name] for name in answer.headers if name != "Content-Type"} == headers


@pytest.mark.parametrize("fault", [row[0] for row in TABLE], ids=lambda each: type(each).__name__)
def test_a_fault_speaks_in_sentences_and_its_code_is_stable(fault):
    assert re.fullmatch(r"[A-Z][^\n]*[.!]", type(fault).detail)
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", type(fault).code)


def test_another_sentence_keeps_the_code():
    answer = handle(core.InvalidTransition("The session has ended."), {})

    assert answer is not None
    assert answer.data == {"detail": "The session has ended.", "code": "invalid_transition"}


def test_every_kind_has_its_status():
    assert set(STATUS) == set(core.Kind)


def test_wrong_fields_are_a_map_of_lists():
    answer = handle(core.InvalidFields(price="Too high.", title=["Too long.", "Too dull."]), {})

    assert answer is not None
    assert answer.status_code == 400
    assert answer.data == {"price": ["Too high."], "title": ["Too long.", "Too dull."]}


@pytest.mark.parametrize(
    "said", [{"title": ["Too long."]}, ["Too long."], "Too long."], ids=["map", "list", "sentence"]
)
def test_so_are_those_of_the_framework(said):
    answer = handle(exceptions.ValidationError(said), {})

    assert answer is not None
    field = "title" if isinstance(said, dict) else "non_field_errors"
    assert (answer.status_code, answer.data) == (400, {field: ["Too long."]})


@pytest.mark.parametrize(("fault", "status", "code"), FOREIGN, ids=lambda each: type(each).__name__)
def test_every_other_fault_has_the_same_shape(fault, status, code):
    answer = handle(fault, {})

    assert answer is not None
    assert answer.status_code == status
    assert set(answer.data) == {"detail", "code"}
    assert answer.data["code"] == code
    assert isinstance(answer.data["detail"], str)
    if status in {429, 503}:
        assert int(answer["Retry-After"]) >= 1


@pytest.mark.parametrize("defect", [IntegrityError("x"), KeyError("x"), RuntimeError("x")])
def test_a_defect_stays_a_defect(defect):
    assert handle(defect, {}) is None


@pytest.mark.django_db
def test_a_defect_is_answered_without_a_word_about_it(as_user, monkeypatch, settings):
    def broken(*_, **__):
        raise RuntimeError("a secret")

    monkeypatch.setattr("session_catalog.api.lists.rows", broken)
    client = as_user()
    client.raise_request_exception = False

    answer = client.get("/api/sessions/")

    assert answer.status_code == 500
    assert answer.json() == {
        "detail": "Something went wrong on our side.",
        "code": "server_error",
    }


@pytest.mark.parametrize(
    "path", ["/api/nowhere/", "/nowhere", "/api/bookings/7/", "/api/sessions/x/"]
)
def test_a_route_that_is_not_there_answers_like_everything_else(as_user, path):
    answer = as_user().get(path)

    assert answer.status_code == 404
    assert answer.json() == {"detail": "Not found.", "code": "not_found"}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_the_way_to_a_route_without_its_slash_keeps_the_method(as_user, method):
    answer = getattr(as_user(), method)("/api/sessions?limit=1")

    assert answer.status_code == 308
    assert answer["Location"] == "/api/sessions/?limit=1"


@pytest.mark.django_db
def test_a_disk_of_the_database_that_is_full_is_told_like_one_that_is_gone():
    with connection.cursor() as cursor, pytest.raises(OperationalError) as full:
        cursor.execute("DO $$ BEGIN RAISE disk_full; END $$")
    response = handle(full.value, {})
    assert (response.status_code, response.data["code"]) == (503, "unavailable")
    assert response["Retry-After"]
