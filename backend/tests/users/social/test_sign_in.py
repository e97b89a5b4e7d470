"""Signing in with another service, through a real provider on this machine."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from pytest_django import Settings

from core import clock
from tests.conftest import FakeClock
from tests.factories import make_user
from tests.users.conftest import bearer, refusal
from tests.users.factors import add_app, digits, verify
from users.models import OneTime, TokenFamily, User
from users.services.token_families import SignedIn

from .oidc import Browser, Provider

pytestmark = pytest.mark.django_db
EXCHANGE, COMPLETE = "/api/auth/social/exchange/", "/api/auth/social/complete/"
PROVE, ACCOUNTS = "/api/auth/social/prove/", "/api/auth/social/accounts/"
GONE = (410, "link_not_valid")
Device = Callable[..., SignedIn]


class TestWhatIsOffered:
    def test_only_what_is_configured(self, browser: Browser, settings: Settings) -> None:
        offered = browser.client.get("/api/auth/providers/").json()
        settings.SOCIALACCOUNT_PROVIDERS = {}

        assert offered == [{"id": "oidc", "name": "Example"}]
        assert browser.client.get("/api/auth/providers/").json() == []
        unknown = browser.post("/api/auth/social/oidc/start/")
        assert refusal(unknown) == (404, "not_found")

    def test_the_way_to_the_provider_has_state_nonce_and_pkce(self, browser: Browser) -> None:
        query = parse_qs(urlsplit(browser.start()).query)

        assert query["code_challenge_method"] == ["S256"]
        assert query["redirect_uri"] == ["http://localhost:3000/api/auth/social/oidc/callback/"]
        assert {"state", "nonce", "code_challenge"} <= set(query)
        assert set(query["scope"][0].split()) == {"openid", "profile", "email"}

    def test_the_cookie_is_for_these_routes_and_no_script(self, browser: Browser) -> None:
        browser.start()

        cookie = browser.client.cookies["browser"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
            "/api/auth/social/",
            True,
            "Lax",
        )

    @pytest.mark.parametrize(
        "page", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\r\nb", "/ a"]
    )
    def test_only_pages_of_ours_come_next(self, browser: Browser, page: str) -> None:
        answer = browser.post("/api/auth/social/oidc/start/", {"next": page})

        assert (answer.status_code, list(answer.json())) == (400, ["next"])


class TestSomebodyNew:
    def test_chooses_a_name_and_a_role_and_is_signed_in(
        self, browser: Browser, provider: Provider
    ) -> None:
        told = browser.come(next="/sessions/1")
        arrival = browser.exchange(told).json()
        chosen = {"ticket": arrival["ticket"], "username": "ada", "role": "creator"}

        answer = browser.post(COMPLETE, chosen)

        assert set(told) == {"code"}
        assert (arrival["outcome"], arrival["next"]) == ("new", "/sessions/1")
        assert arrival["suggested"] == {
            "email": "ada@example.com",
            "username": "",
            "first_name": "Ada",
            "last_name": "Lovelace",
        }
        assert answer.status_code == 201
        assert "refresh" not in answer.json()
        assert answer.cookies["refresh"]["httponly"] is True
        assert bearer(answer.json()["access"]).get("/api/me/").json()["role"] == "CREATOR"
        person = User.objects.get()
        assert (person.email_verified, person.has_usable_password()) == (True, False)
        (sent,) = provider.token_requests
        assert sent["code_verifier"]

    def test_a_taken_name_is_said_and_the_ticket_stays_good(self, browser: Browser) -> None:
        make_user(username="ada")
        ticket = browser.exchange(browser.come()).json()["ticket"]

        taken = browser.post(COMPLETE, {"ticket": ticket, "username": "Ada"})
        free = browser.post(COMPLETE, {"ticket": ticket, "username": "ada2"})
        again = browser.post(COMPLETE, {"ticket": ticket, "username": "ada3"})

        assert (taken.status_code, list(taken.json())) == (400, ["username"])
        assert free.status_code == 201
        assert refusal(again) == GONE

    def test_no_token_is_ever_in_an_address(self, browser: Browser) -> None:
        told = browser.come()

        answer = browser.exchange(told).json()

        assert "access" not in answer
        assert TokenFamily.objects.count() == 0


class TestSomebodyKnown:
    def test_is_signed_in_at_once(self, browser: Browser, linked: User) -> None:
        answer = browser.exchange(browser.come(next="/dashboard"))

        body = answer.json()
        assert (body["outcome"], body["next"]) == ("sign_in", "/dashboard")
        assert body["user"]["id"] == str(linked.pk)
        assert bearer(body["access"]).get("/api/me/").status_code == 200
        assert "refresh" in answer.cookies

    def test_by_the_providers_id_and_not_by_the_address(
        self, browser: Browser, linked: User, provider: Provider
    ) -> None:
        provider.knows("ada", email="new@example.com", email_verified=False)

        assert browser.exchange(browser.come()).json()["user"]["id"] == str(linked.pk)

    def test_an_account_that_is_locked_stays_out(self, browser: Browser, linked: User) -> None:
        User.objects.update(is_active=False)

        assert browser.come() == {"error": "inactive"}

    def test_locked_while_on_the_way_as_well(self, browser: Browser, linked: User) -> None:
        told = browser.come()
        User.objects.update(is_active=False)

        assert refusal(browser.exchange(told)) == GONE

    def test_with_a_second_factor_is_asked_for_it(
        self, browser: Browser, linked: User, signed_in: Device, frozen: FakeClock
    ) -> None:
        app, _ = add_app(bearer(signed_in(linked).access))
        frozen.advance(seconds=30)
        told = browser.come(next="/dashboard")

        asked = browser.exchange(told)

        assert refusal(asked) == (401, "mfa_required")
        assert (asked.json()["methods"], asked.json()["next"]) == (
            ["totp", "recovery"],
            "/dashboard",
        )
        assert "refresh" not in asked.cookies
        assert refusal(browser.exchange(told)) == GONE
        answer = verify(asked.json()["challenge"], digits=digits(app))
        assert answer.json()["user"]["id"] == str(linked.pk)

    def test_a_client_that_is_not_the_web_gets_the_refresh_token(
        self, browser: Browser, linked: User
    ) -> None:
        answer = browser.post(EXCHANGE, {"handoff": browser.come()["code"]}, **{"X-Client": "app"})

        assert answer.json()["refresh"]


def test_beginning_has_a_limit_for_each_address(browser: Browser, settings: Settings) -> None:
    settings.SOCIAL_PER_ADDRESS = 2

    statuses = [browser.post("/api/auth/social/oidc/start/").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_nothing_secret_of_the_provider_is_kept(browser: Browser, linked: User) -> None:
    browser.exchange(browser.come())

    kept = SocialAccount.objects.values().get()
    assert kept["extra_data"] == {}
    assert not OneTime.objects.filter(used_at=None, expires_at__gt=clock.now()).exists()
