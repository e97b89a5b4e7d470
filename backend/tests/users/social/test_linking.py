"""An account that is there already, and another service."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, refusal
from tests.users.factors import add_app, digits, verify
from users.models import SecurityEvent, User
from users.services.token_families import SignedIn

from .oidc import Browser, Provider

pytestmark = pytest.mark.django_db
EXCHANGE, COMPLETE = "/api/auth/social/exchange/", "/api/auth/social/complete/"
PROVE, ACCOUNTS = "/api/auth/social/prove/", "/api/auth/social/accounts/"
GONE = (410, "link_not_valid")
Device = Callable[..., SignedIn]


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
