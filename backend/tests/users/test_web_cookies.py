from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, refusal
from users.models import TokenFamily
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
WEB = {"X-Client": "web", "Origin": "http://testserver"}
LOGIN, REFRESH, LOGOUT = "/api/auth/login/", "/api/auth/token/refresh/", "/api/auth/logout/"
DEAD = (401, "token_not_valid")
Device = Callable[..., SignedIn]


@pytest.fixture(autouse=True)
def _plain_http(settings: Settings) -> None:
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.WEB_ORIGINS = ["https://web.example"]


def browser(refresh: str | None = None, name: str = "refresh") -> APIClient:
    client = APIClient()
    if refresh is not None:
        client.cookies[name] = refresh
    return client


def post(client: APIClient, path: str, body: Any = None, **headers: str) -> Any:
    return client.post(path, body or {}, format="json", headers=headers or WEB)


def test_a_web_sign_in_keeps_the_refresh_token_from_scripts() -> None:
    make_user(username="ada", password=PASSWORD)
    client = browser()

    response = post(client, LOGIN, {"email": "ada", "password": PASSWORD})

    assert response.status_code == 200
    assert list(response.json()) == ["user", "access"]
    cookie = response.cookies["refresh"]
    assert cookie.value not in response.content.decode()
    assert {name: value for name, value in cookie.items() if value and name != "expires"} == {
        "path": "/api/auth/",
        "httponly": True,
        "samesite": "Lax",
        "max-age": 30 * 24 * 3600,
    }
    assert post(client, REFRESH).status_code == 200


@pytest.mark.parametrize(
    ("names", "initials"),
    [(("Ada", "Lovelace"), "AL"), (("", "Æsir"), "Æ"), (("", ""), "A"), (("a;b", "|\r"), "A|")],
)
def test_a_hint_tells_pages_who_it_is_before_their_scripts_run(
    names: tuple[str, str], initials: str
) -> None:
    make_user(
        username="ada",
        first_name=names[0],
        last_name=names[1],
        time_zone="Europe/Berlin",
        password=PASSWORD,
    )
    client = browser()

    hint = post(client, LOGIN, {"email": "ada", "password": PASSWORD}).cookies["hint"]

    assert hint.value == quote(f"USER|{initials}|Europe/Berlin", safe="")
    assert (hint["path"], hint["httponly"], hint["samesite"]) == ("/", "", "Lax")
    assert post(client, REFRESH).cookies["hint"].value == hint.value
    assert post(client, LOGOUT).cookies["hint"]["max-age"] == 0


def test_other_clients_get_no_cookie() -> None:
    make_user(username="ada", password=PASSWORD)

    response = post(browser(), LOGIN, {"email": "ada", "password": PASSWORD}, Origin="null")

    assert response.status_code == 200
    assert response.cookies == {}


def test_a_web_registration_does_so_too() -> None:
    body = {"email": "a@b.org", "username": "ada", "password": PASSWORD}

    response = post(browser(), "/api/auth/register/", body)

    assert response.status_code == 201
    assert "refresh" not in response.json()
    assert response.cookies["refresh"]["httponly"] is True


def test_over_https_the_cookie_is_secure_by_name_and_flag(
    settings: Settings, signed_in: Device
) -> None:
    settings.HTTPS = True
    device = signed_in()
    origin = {"X-Client": "web", "Origin": "https://web.example"}
    plain = post(browser(device.refresh), REFRESH, **origin)
    assert refusal(plain) == DEAD

    response = post(browser(device.refresh, "__Secure-refresh"), REFRESH, **origin)

    assert response.status_code == 200
    cookie = response.cookies["__Secure-refresh"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["samesite"]) == (
        True,
        True,
        "/api/auth/",
        "Lax",
    )
    goodbye = post(browser(cookie.value, "__Secure-refresh"), LOGOUT, **origin)
    assert goodbye.cookies["__Secure-refresh"]["secure"] is True


def test_a_refresh_by_cookie_replaces_the_cookie(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    client = browser(device.refresh)

    response = post(client, REFRESH)

    assert response.status_code == 200
    assert list(response.json()) == ["access"]
    assert response.cookies["refresh"].value != device.refresh
    assert bearer(response.json()["access"]).get("/api/me/").status_code == 200
    frozen.moment += timedelta(minutes=1)
    assert refusal(post(browser(device.refresh), REFRESH)) == DEAD


def test_tabs_that_race_get_the_same_cookie(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()

    answers = [post(browser(device.refresh), REFRESH) for _ in range(2)]

    assert answers[0].cookies["refresh"].value == answers[1].cookies["refresh"].value


@pytest.mark.parametrize("origin", ["http://testserver", "https://web.example"])
@pytest.mark.parametrize(("path", "status"), [(REFRESH, 200), (LOGOUT, 204)])
def test_our_own_pages_may_use_the_cookie(
    path: str, status: int, origin: str, signed_in: Device
) -> None:
    client = browser(signed_in().refresh)

    assert post(client, path, **{**WEB, "Origin": origin}).status_code == status


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "https://evil.example",
        "https://testserver",
        "http://testserver:81",
        "http://testserver.evil.example",
        "https://web.example.evil.example",
        "http://web.example",
    ],
)
@pytest.mark.parametrize("path", [REFRESH, LOGOUT])
def test_other_pages_may_not_use_the_cookie(
    path: str, origin: str | None, signed_in: Device
) -> None:
    client = browser(signed_in().refresh)
    headers = {"X-Client": "web"} | ({} if origin is None else {"Origin": origin})

    response = post(client, path, **headers)

    assert refusal(response) == (403, "origin_not_allowed")
    assert response.cookies == {}
    family = TokenFamily.objects.get()
    assert (family.revoked_at, family.tokens.get().spent_at) == (None, None)


@pytest.mark.parametrize("path", [REFRESH, LOGOUT])
@pytest.mark.parametrize("client_header", [{}, {"X-Client": "app"}])
def test_without_the_header_the_cookie_is_ignored(
    path: str, client_header: dict[str, str], signed_in: Device
) -> None:
    client = browser(signed_in().refresh)

    response = post(client, path, **{"Origin": "http://testserver", **client_header})

    assert response.status_code == 400
    assert response.json() == {"refresh": ["This field is required."]}
    assert TokenFamily.objects.get().revoked_at is None


def test_the_token_of_the_body_wins_and_needs_no_origin(signed_in: Device) -> None:
    of_the_cookie, of_the_body = signed_in(), signed_in()
    client = browser(of_the_cookie.refresh)

    response = post(client, REFRESH, {"refresh": of_the_body.refresh}, **{"X-Client": "web"})

    me = bearer(response.json()["access"]).get("/api/me/")
    assert me.json()["id"] == str(of_the_body.user.pk)
    assert "refresh" not in response.json()
    assert of_the_cookie.user.token_families.get().tokens.get().spent_at is None


def test_a_logout_by_cookie_ends_the_device_and_clears_the_cookie(signed_in: Device) -> None:
    device = signed_in()
    client = browser(device.refresh)

    response = post(client, LOGOUT)

    assert response.status_code == 204
    cookie = response.cookies["refresh"]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/api/auth/")
    assert refusal(post(browser(device.refresh), REFRESH)) == DEAD
    assert refusal(bearer(device.access).get("/api/me/")) == DEAD


def test_a_browser_without_the_cookie_is_signed_out() -> None:
    assert refusal(post(browser(), REFRESH)) == DEAD
    assert post(browser(), LOGOUT).status_code == 204
    assert refusal(post(browser("garbage"), REFRESH)) == DEAD
    assert post(browser("garbage"), LOGOUT).status_code == 204


def test_the_second_documents_routes_know_no_cookie(signed_in: Device) -> None:
    device = signed_in()

    by_cookie = post(browser(device.refresh), "/api/token/refresh/")
    by_body = post(browser(), "/api/token/refresh/", {"refresh": device.refresh})

    assert by_cookie.status_code == 400
    assert list(by_body.json()) == ["access", "refresh"]
    assert by_body.cookies == {}
