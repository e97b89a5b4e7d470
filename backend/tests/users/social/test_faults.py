"""Ways back that are swapped, replayed or forged, and providers that lie or are down."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.jose import JsonWebKey
from pytest_django import Settings

from tests.conftest import FakeClock
from tests.users.conftest import refusal
from users.models import TokenFamily, User
from users.services.token_families import SignedIn

from .oidc import Browser, Provider

pytestmark = pytest.mark.django_db
EXCHANGE, COMPLETE = "/api/auth/social/exchange/", "/api/auth/social/complete/"
PROVE, ACCOUNTS = "/api/auth/social/prove/", "/api/auth/social/accounts/"
GONE = (410, "link_not_valid")
Device = Callable[..., SignedIn]


class TestSwappedReplayedForged:
    def test_the_way_back_works_once(self, browser: Browser, linked: User) -> None:
        back = browser.agree(browser.start())
        assert set(browser.back(back)) == {"code"}

        assert browser.back(back) == {"error": "expired"}

    def test_and_in_the_browser_that_began_only(self, browser: Browser, linked: User) -> None:
        """Else somebody could make another person sign in to the wrong account."""
        back = browser.agree(browser.start())

        assert Browser().back(back) == {"error": "expired"}

    def test_so_does_the_handoff(self, browser: Browser, linked: User) -> None:
        told = browser.come()
        other = Browser()
        other.start()

        assert refusal(other.exchange(told)) == GONE
        assert refusal(Browser().exchange(told)) == GONE
        assert browser.exchange(told).status_code == 200
        assert refusal(browser.exchange(told)) == GONE

    def test_which_lasts_a_minute(self, browser: Browser, linked: User, frozen: FakeClock) -> None:
        told = browser.come()
        frozen.advance(seconds=60)

        assert refusal(browser.exchange(told)) == GONE

    def test_and_is_not_for_pages_of_others(self, browser: Browser, linked: User) -> None:
        body = {"handoff": browser.come()["code"]}

        answer = browser.post(EXCHANGE, body, Origin="https://evil.example")

        assert refusal(answer) == (403, "origin_not_allowed")

    def test_who_takes_too_long_begins_anew(
        self, browser: Browser, linked: User, frozen: FakeClock
    ) -> None:
        back = browser.agree(browser.start())
        frozen.advance(minutes=11)

        assert browser.back(back) == {"error": "expired"}

    @pytest.mark.parametrize("state", ["", "dead", "A" * 64])
    def test_a_forged_state(self, browser: Browser, state: str) -> None:
        browser.start()
        path = f"http://x/api/auth/social/oidc/callback/?code=1&state={state}"

        assert browser.back(path) == {"error": "expired"}

    def test_a_code_of_another_way(self, browser: Browser, linked: User) -> None:
        """The provider gave it for another nonce."""
        first = parse_qs(urlsplit(browser.agree(browser.start())).query)
        second = browser.start()
        state = parse_qs(urlsplit(second).query)["state"][0]
        mixed = f"http://x/api/auth/social/oidc/callback/?code={first['code'][0]}&state={state}"

        assert browser.back(mixed) == {"error": "provider_fault"}

    def test_two_tabs_do_not_disturb_each_other(self, browser: Browser, linked: User) -> None:
        one, two = browser.start(), browser.start()

        told = [browser.back(browser.agree(url)) for url in (two, one)]

        assert [browser.exchange(each).status_code for each in told] == [200, 200]

    def test_a_ticket_of_another_browser(self, browser: Browser) -> None:
        ticket = browser.exchange(browser.come()).json()["ticket"]
        other = Browser()
        other.start()

        assert refusal(other.post(COMPLETE, {"ticket": ticket, "username": "eve"})) == GONE


class TestAProviderThat:
    def test_is_told_no(self, browser: Browser) -> None:
        assert browser.back(browser.deny(browser.start())) == {"error": "denied"}

    @pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "true"}, {}])
    def test_has_not_checked_the_address(
        self, browser: Browser, provider: Provider, claims: dict[str, Any]
    ) -> None:
        provider.knows("eve", email="ada@example.com", **claims)

        assert browser.come("eve") == {"error": "unverified"}
        assert User.objects.count() == 0

    @pytest.mark.parametrize(
        "lie",
        [
            lambda claims: {**claims, "aud": "another"},
            lambda claims: {**claims, "aud": ["another"]},
            lambda claims: {**claims, "iss": "https://evil.example"},
            lambda claims: {**claims, "nonce": "another"},
            lambda claims: {name: claims[name] for name in claims if name != "nonce"},
            lambda claims: {name: claims[name] for name in claims if name != "exp"},
            lambda claims: {**claims, "sub": "eve"},
            lambda claims: {**claims, "exp": claims["iat"] - 3600},
            lambda claims: {**claims, "iat": claims["iat"] + 3600},
        ],
        ids=["aud", "auds", "iss", "nonce", "no-nonce", "no-exp", "sub", "old", "future"],
    )
    def test_lies(
        self, browser: Browser, linked: User, provider: Provider, lie: Callable[..., Any]
    ) -> None:
        provider.lies = lie

        assert browser.come() == {"error": "provider_fault"}
        assert TokenFamily.objects.count() == 0

    def test_signs_with_another_key(
        self, browser: Browser, linked: User, provider: Provider
    ) -> None:
        provider.signs_with = JsonWebKey.generate_key("RSA", 2048, is_private=True)

        assert browser.come() == {"error": "provider_fault"}

    def test_has_only_one_key_and_does_not_name_it(
        self, browser: Browser, linked: User, provider: Provider
    ) -> None:
        provider.names_its_key = False
        assert set(browser.come()) == {"code"}

        provider.signs_with = JsonWebKey.generate_key("RSA", 2048, is_private=True)
        assert browser.come() == {"error": "provider_fault"}

    def test_tells_of_somebody_else_beside(
        self, browser: Browser, linked: User, provider: Provider
    ) -> None:
        provider.userinfo = {"sub": "eve"}

        assert browser.come() == {"error": "provider_fault"}

    @pytest.mark.parametrize("seconds", [-90, 90])
    def test_has_another_clock(
        self, browser: Browser, linked: User, provider: Provider, seconds: int
    ) -> None:
        provider.lies = lambda claims: {
            **claims,
            "iat": claims["iat"] + seconds,
            "exp": claims["iat"] + max(seconds, -30),
        }

        assert set(browser.come()) == {"code"}

    def test_is_slow(
        self, browser: Browser, linked: User, provider: Provider, settings: Settings
    ) -> None:
        settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 1
        back = browser.agree(browser.start())
        provider.sleeps = {"/oauth2/token": 1.5}

        assert browser.back(back) == {"error": "provider_down"}

    def test_is_down(self, browser: Browser, settings: Settings) -> None:
        back = browser.agree(browser.start())
        (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        app["settings"]["server_url"] = "http://127.0.0.1:9"

        answer = browser.post("/api/auth/social/oidc/start/")

        assert browser.back(back) == {"error": "provider_down"}
        assert refusal(answer) == (503, "provider_down")
        assert answer["Retry-After"] == "1"

    def test_is_asked_by_many(self, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        """Those who wait for a provider must not take every thread from all others."""
        from threading import BoundedSemaphore

        from users.services.social import providers

        places = BoundedSemaphore(1)
        places.acquire()
        monkeypatch.setattr(providers, "_places", places)

        assert refusal(browser.post("/api/auth/social/oidc/start/")) == (503, "provider_down")
