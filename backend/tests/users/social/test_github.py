"""GitHub speaks OAuth without OpenID Connect: its words, from a server on this machine."""

from collections.abc import Iterator
from typing import Any

import flask
import pytest
from oidc_provider_mock._server import _threaded_server
from pytest_django import Settings

from users.models import User
from users.services.social.providers import _GitHub

from .oidc import Browser

pytestmark = pytest.mark.django_db
EMAILS = [
    {"email": "old@example.com", "primary": False, "verified": True},
    {"email": "ada@example.com", "primary": True, "verified": True},
]
PERSON = {"id": 7, "login": "ada", "name": "Ada Lovelace", "email": None}


@pytest.fixture
def emails() -> list[dict[str, Any]]:
    return [dict(each) for each in EMAILS]


@pytest.fixture
def browser(
    emails: list[dict[str, Any]], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.PUBLIC_URL = "http://localhost:3000"
    app = {"provider_id": "github", "name": "GitHub", "client_id": "us", "secret": "hidden"}
    settings.SOCIALACCOUNT_PROVIDERS = {"github": {"APPS": [app]}}
    server = flask.Flask("github")
    server.post("/token")(lambda: flask.jsonify(access_token="t", token_type="bearer"))
    server.get("/user", endpoint="user")(lambda: flask.jsonify(PERSON))
    server.get("/emails", endpoint="emails")(lambda: flask.jsonify(emails))
    with _threaded_server(app=server, host="127.0.0.1") as running:
        base = f"http://127.0.0.1:{running.server_port}"
        monkeypatch.setattr(_GitHub, "access_token_url", f"{base}/token")
        monkeypatch.setattr(_GitHub, "profile_url", f"{base}/user")
        monkeypatch.setattr(_GitHub, "emails_url", f"{base}/emails")
        yield Browser()


def come(browser: Browser) -> dict[str, str]:
    url = browser.start(service="github")
    assert url.startswith("https://github.com/login/oauth/authorize?")
    state = url.partition("state=")[2].partition("&")[0]
    return browser.back(f"http://x/api/auth/social/github/callback/?code=1&state={state}")


def test_its_primary_address_is_the_accounts(browser: Browser) -> None:
    arrival = browser.exchange(come(browser)).json()

    assert arrival["suggested"] == {
        "email": "ada@example.com",
        "username": "ada",
        "first_name": "Ada",
        "last_name": "Lovelace",
    }


def test_an_address_that_it_has_not_checked_counts_for_nothing(
    browser: Browser, emails: list[dict[str, Any]]
) -> None:
    for each in emails:
        each["verified"] = False

    assert come(browser) == {"error": "unverified"}


def test_an_answer_without_a_person_is_no_sign_in(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(PERSON, "id")

    assert come(browser) == {"error": "provider_fault"}
    assert User.objects.count() == 0
