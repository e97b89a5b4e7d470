"""Security headers are on every answer, whoever gives it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from config import health
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
# A page that a browser made of JSON could load nothing, send nothing and be framed nowhere.
JSON = {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"}


def defect(*_: object, **__: object) -> HttpResponse:
    raise RuntimeError("a defect")


def policy(response: Any) -> set[str]:
    return set(response["Content-Security-Policy"].split("; "))


def assert_headers(response: Any) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] in {"same-origin", "unsafe-none"}
    is_json = response.get("Content-Type") == "application/json"
    assert policy(response) >= (JSON if is_json else PAGE)


ANSWERS: list[tuple[str, int]] = [
    ("/health/", 200),
    ("/api/sessions/", 200),
    ("/api/schema/", 200),
    ("/api/docs/", 200),
    ("/api/", 302),
    ("/health", 308),
    ("/no/such/page/", 404),
    ("/api/sessions/00000000-0000-0000-0000-000000000000/", 404),
    ("/api/me/", 401),
    ("/admin/login/", 200),
    ("/admin/", 302),
    ("/static/admin/css/base.css", 200),
    ("/static/no-such-file.css", 404),
]


@pytest.mark.parametrize(("path", "status"), ANSWERS, ids=[path for path, _ in ANSWERS])
def test_an_answer_carries_them(path: str, status: int, static_client: Client) -> None:
    response = static_client.get(path)
    assert response.status_code == status
    assert_headers(response)


@pytest.fixture
def static_client(settings: Any) -> Client:
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    return Client()


def test_a_method_that_is_not_allowed_carries_them(client: Client) -> None:
    response = client.post("/health/")
    assert response.status_code == 405
    assert_headers(response)


def test_a_host_that_is_not_ours_gets_them(client: Client) -> None:
    response = client.get("/api/sessions/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert_headers(response)


def test_a_request_without_its_csrf_token_gets_them() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert_headers(response)


def test_a_defect_is_answered_with_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_missing", defect)
    client.raise_request_exception = False
    response = client.get("/readyz")
    assert response.status_code == 500
    assert response.json() == {
        "detail": "Something went wrong on our side.",
        "code": "server_error",
    }
    assert_headers(response)


def test_a_page_of_the_admin_carries_them(client: Client) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    for path in ("/admin/", "/admin/audit/", "/admin/bookings/booking/"):
        response = client.get(path)
        assert response.status_code == 200
        assert_headers(response)


@pytest.fixture
def https(settings: Any) -> Callable[[], Client]:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    return Client


def test_over_https_the_browser_is_told_to_stay_there(https: Callable[[], Client]) -> None:
    response = https().get("/api/sessions/", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert_headers(response)


def test_plain_http_leads_to_https_with_the_headers_as_well(https: Callable[[], Client]) -> None:
    response = https().get("/api/sessions/")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/api/sessions/"
    assert_headers(response)


@pytest.mark.parametrize("path", ["/health/", "/livez", "/readyz"])
def test_watchers_need_no_https(path: str, https: Callable[[], Client]) -> None:
    assert https().get(path).status_code == 200
