"""Signing in with another service, through a real provider on this machine."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from authlib.jose import JsonWebKey
from pytest_django import Settings

from core import clock
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users import oidc
from tests.users.conftest import bearer, refusal
from tests.users.factors import add_app, digits, verify
from tests.users.oidc import Browser, Provider
from users.models import OneTime, SecurityEvent, TokenFamily, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
EXCHANGE, COMPLETE = "/api/auth/social/exchange/", "/api/auth/social/complete/"
PROVE, ACCOUNTS = "/api/auth/social/prove/", "/api/auth/social/accounts/"
GONE = (410, "link_not_valid")
ADA = {"email": "ada@example.com", "email_verified": True, "name": "Ada Lovelace"}
Device = Callable[..., SignedIn]


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with oidc.running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Settings) -> Provider:
    server.lies, server.signs_with = (lambda claims: claims), None
    server.userinfo, server.sleeps, server.names_its_key = {}, {}, True
    server.token_requests.clear()
    server.knows("ada", **ADA)
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.PUBLIC_URL = "http://localhost:3000"
    app = {
        "provider_id": "oidc",
        "name": "Example",
        "client_id": oidc.CLIENT,
        "secret": "hidden",
        "settings": {"server_url": server.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return server


@pytest.fixture
def browser(provider: Provider) -> Browser:
    return Browser()


@pytest.fixture
def linked(provider: Provider) -> User:
    user = make_user(username="ada", email="ada@example.com", email_verified=True)
    SocialAccount.objects.create(user=user, provider="oidc", uid="ada")
    return user


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


class TestAnAddressThatSomebodyHas:
    @pytest.fixture
    def owner(self, provider: Provider) -> User:
        return make_user(username="ada", email="Ada@Example.com", password=PASSWORD)

    def test_is_not_taken_over_but_proved_by_its_password(
        self, browser: Browser, owner: User
    ) -> None:
        told = browser.come()
        arrival = browser.exchange(told).json()
        assert SocialAccount.objects.count() == 0

        wrong = browser.post(PROVE, {"ticket": arrival["ticket"], "password": "not it"})
        right = browser.post(PROVE, {"ticket": arrival["ticket"], "password": PASSWORD})

        assert told["error"] == "address_taken"
        assert arrival["outcome"] == "password_needed"
        assert "access" not in arrival
        assert (wrong.status_code, list(wrong.json())) == (400, ["password"])
        assert right.json()["user"]["id"] == str(owner.pk)
        assert SocialAccount.objects.get().user == owner
        assert SecurityEvent.objects.filter(kind="social_linked", user=owner).exists()
        assert browser.exchange(browser.come()).json()["outcome"] == "sign_in"

    def test_a_second_factor_comes_before_the_link(
        self, browser: Browser, owner: User, signed_in: Device, frozen: FakeClock
    ) -> None:
        app, _ = add_app(bearer(signed_in(owner).access))
        frozen.advance(seconds=30)
        ticket = browser.exchange(browser.come()).json()["ticket"]

        asked = browser.post(PROVE, {"ticket": ticket, "password": PASSWORD})
        linked_before = SocialAccount.objects.exists()
        again = browser.post(PROVE, {"ticket": ticket, "password": PASSWORD})
        answer = verify(asked.json()["challenge"], digits=digits(app))

        assert refusal(asked) == (401, "mfa_required")
        assert linked_before is False
        assert refusal(again) == GONE
        assert answer.json()["user"]["id"] == str(owner.pk)
        assert answer.json()["user"]["email_verified"] is True
        assert SocialAccount.objects.get().user == owner

    def test_makes_no_second_account(self, browser: Browser, owner: User) -> None:
        ticket = browser.exchange(browser.come()).json()["ticket"]

        assert refusal(browser.post(COMPLETE, {"ticket": ticket, "username": "x"})) == GONE
        assert User.objects.count() == 1

    def test_guessing_its_password_has_the_limits_of_a_sign_in(
        self, browser: Browser, owner: User, strict_limits: None
    ) -> None:
        ticket = browser.exchange(browser.come()).json()["ticket"]
        guess = {"ticket": ticket, "password": "wrong guess"}

        statuses = [browser.post(PROVE, guess).status_code for _ in range(11)]

        assert statuses == [400] * 10 + [429]


class TestLinking:
    def link(self, browser: Browser, device: SignedIn) -> Any:
        return browser.post("/api/auth/social/oidc/link/", Authorization=f"Bearer {device.access}")

    def test_who_is_signed_in_links_and_unlinks(self, browser: Browser, signed_in: Device) -> None:
        device = signed_in(make_user(password=PASSWORD))
        url = self.link(browser, device).json()["url"]
        told = browser.back(browser.agree(url))

        assert browser.exchange(told).json() == {"outcome": "linked", "next": "/profile/security"}

        client = bearer(device.access)
        (shown,) = client.get(ACCOUNTS).json()
        assert shown["provider"] == "oidc"
        assert client.delete(f"{ACCOUNTS}{shown['id']}/").status_code == 204
        assert client.get(ACCOUNTS).json() == []

    def test_a_fresh_proof_is_needed(
        self, browser: Browser, signed_in: Device, frozen: FakeClock
    ) -> None:
        device = signed_in(make_user(password=PASSWORD))
        frozen.advance(minutes=6)

        assert refusal(self.link(browser, device)) == (403, "reauthentication_required")

    def test_what_is_somebody_elses_is_not_linked(
        self, browser: Browser, linked: User, signed_in: Device
    ) -> None:
        url = self.link(browser, signed_in()).json()["url"]

        assert browser.back(browser.agree(url)) == {"error": "already_linked"}

    def test_the_only_way_in_stays(self, linked: User, signed_in: Device) -> None:
        client = bearer(signed_in(linked).access)
        (shown,) = client.get(ACCOUNTS).json()

        answer = client.delete(f"{ACCOUNTS}{shown['id']}/")

        assert refusal(answer) == (409, "last_way_in")

    def test_somebody_elses_is_not_there(self, linked: User, signed_in: Device) -> None:
        number = SocialAccount.objects.get().pk

        answer = bearer(signed_in().access).delete(f"{ACCOUNTS}{number}/")

        assert refusal(answer) == (404, "not_found")


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


def test_beginning_has_a_limit_for_each_address(browser: Browser, settings: Settings) -> None:
    settings.SOCIAL_PER_ADDRESS = 2

    statuses = [browser.post("/api/auth/social/oidc/start/").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_nothing_secret_of_the_provider_is_kept(browser: Browser, linked: User) -> None:
    browser.exchange(browser.come())

    kept = SocialAccount.objects.values().get()
    assert kept["extra_data"] == {}
    assert not OneTime.objects.filter(used_at=None, expires_at__gt=clock.now()).exists()
