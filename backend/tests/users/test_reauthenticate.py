"""Proving once more who one is, and what waits for it."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, refusal
from tests.users.factors import (
    AGAIN,
    BEGIN,
    BEGIN_AGAIN,
    GONE,
    REFUSED,
    STALE,
    TOTP,
    WRONG,
    add_app,
    add_passkey,
    challenged,
    digits,
    wrong_digits,
)
from users.models import User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]
DONE = 204


def state(client: APIClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(AGAIN).json()
    return answer


def prove(client: APIClient, **sent: Any) -> Any:
    return client.post(AGAIN, sent, format="json")


def prove_by(client: APIClient, device: Authenticator, begun: dict[str, Any] | None = None) -> Any:
    begun = begun or client.post(BEGIN_AGAIN, {}, format="json").json()
    credential = device.sign(begun["options"])
    return prove(client, challenge=begun["challenge"], credential=credential)


class TestWithWhat:
    def test_a_sign_in_is_a_proof_for_five_minutes(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        assert state(client) == {"recent": True, "methods": ["password"]}
        frozen.advance(minutes=5)
        assert state(client) == {"recent": False, "methods": ["password"]}

    def test_who_has_a_factor_uses_that(self, client: APIClient) -> None:
        add_app(client)
        add_passkey(client, Authenticator())

        assert state(client)["methods"] == ["totp", "passkey", "recovery"]

    def test_who_has_no_password_signs_in_again_with_the_provider(self, signed_in: Device) -> None:
        device = signed_in()
        assert state(bearer(device.access))["methods"] == []
        SocialAccount.objects.create(user=device.user, provider="oidc", uid="ada")

        assert state(bearer(device.access))["methods"] == ["provider"]


class TestByThePassword:
    def test_it_counts_as_a_proof_of_this_device(
        self, client: APIClient, ada: User, signed_in: Device, frozen: FakeClock
    ) -> None:
        other = bearer(signed_in(ada).access)
        frozen.advance(minutes=6)

        assert prove(client, password=PASSWORD).status_code == DONE

        assert state(client)["recent"] is True
        assert state(other)["recent"] is False
        assert client.post(TOTP, {}, format="json").status_code == 201

    def test_a_wrong_one_does_not(self, client: APIClient, frozen: FakeClock) -> None:
        frozen.advance(minutes=6)

        answer = prove(client, password="wrong")

        assert (answer.status_code, answer.json()) == (
            400,
            {"password": ["This is not your password."]},
        )
        assert state(client)["recent"] is False

    def test_guessing_it_has_the_limits_of_a_sign_in(
        self, client: APIClient, strict_limits: None
    ) -> None:
        statuses = [prove(client, password="wrong").status_code for _ in range(11)]

        assert statuses == [400] * 10 + [429]

    def test_it_is_not_enough_for_who_has_a_factor(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        add_app(client)
        frozen.advance(minutes=6)

        assert refusal(prove(client, password=PASSWORD)) == STALE
        assert state(client)["recent"] is False


class TestByASecondFactor:
    def test_digits_do_once(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        frozen.advance(minutes=6)

        first, replayed = prove(client, digits=digits(app)), prove(client, digits=digits(app))

        assert first.status_code == DONE
        assert refusal(replayed) == WRONG
        assert state(client)["recent"] is True

    def test_digits_that_signed_in_do_not(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)

        assert refusal(prove(client, digits=digits(app))) == WRONG

    def test_a_recovery_code_does_once(self, client: APIClient, frozen: FakeClock) -> None:
        _, codes = add_app(client)
        frozen.advance(minutes=6)

        assert prove(client, recovery=codes[0]).status_code == DONE
        assert refusal(prove(client, recovery=codes[0])) == WRONG

    def test_a_passkey_does(self, client: APIClient, frozen: FakeClock) -> None:
        phone = Authenticator()
        add_passkey(client, phone)
        frozen.advance(minutes=6)

        assert prove_by(client, phone).status_code == DONE
        assert state(client)["recent"] is True

    def test_one_that_recognizes_its_owner(self, client: APIClient, frozen: FakeClock) -> None:
        phone = Authenticator()
        add_passkey(client, phone)
        frozen.advance(minutes=6)
        phone.recognizes = False

        assert refusal(prove_by(client, phone)) == REFUSED
        assert state(client)["recent"] is False

    def test_a_challenge_works_once_for_its_person(
        self, client: APIClient, signed_in: Device
    ) -> None:
        mine, theirs = Authenticator(), Authenticator()
        other = bearer(signed_in().access)
        add_passkey(client, mine)
        add_passkey(other, theirs)
        begun = client.post(BEGIN_AGAIN, {}, format="json").json()
        begun["options"]["allowCredentials"] = []

        assert refusal(prove_by(other, theirs, begun)) == GONE
        assert refusal(prove_by(client, theirs, begun)) == REFUSED
        assert prove_by(client, mine, begun).status_code == DONE
        assert refusal(prove_by(client, mine, begun)) == GONE

    def test_a_challenge_of_a_sign_in_is_not_for_this(self, client: APIClient) -> None:
        phone = Authenticator()
        add_passkey(client, phone)
        asked = challenged("ada")
        of_the_password = {"challenge": asked["challenge"], "options": asked["passkey"]}
        of_a_new_key = client.post(BEGIN, {}, format="json").json()

        assert refusal(prove_by(client, phone, of_the_password)) == GONE
        assert refusal(prove_by(client, phone, of_a_new_key)) == GONE

    def test_who_has_no_passkey_is_not_asked_for_one(self, client: APIClient) -> None:
        assert refusal(client.post(BEGIN_AGAIN, {}, format="json")) == REFUSED

    def test_guesses_are_limited(self, client: APIClient) -> None:
        app, _ = add_app(client)
        wrong = wrong_digits(app)

        statuses = [prove(client, digits=wrong).status_code for _ in range(11)]

        assert statuses == [400] * 10 + [429]

    @pytest.mark.parametrize(
        "sent", [{}, {"digits": "123456", "password": "x"}, {"credential": {}}, {"challenge": "x"}]
    )
    def test_one_proof_of_the_right_shape_is_sent(
        self, client: APIClient, sent: dict[str, Any]
    ) -> None:
        assert prove(client, **sent).status_code == 400


class TestWhatWaitsForIt:
    PASSWORDS = {"current_password": PASSWORD, "new_password": "another horse 43 staple"}

    def test_people_with_a_factor_change_the_password_after_it(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        frozen.advance(minutes=6)
        path = "/api/auth/password/change/"

        assert refusal(client.post(path, self.PASSWORDS, format="json")) == STALE
        prove(client, digits=digits(app))
        assert client.post(path, self.PASSWORDS, format="json").status_code == 204

    def test_and_the_email(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        frozen.advance(minutes=6)
        body, path = {"email": "new@example.com"}, "/api/auth/profile/"

        assert refusal(client.patch(path, body, format="json")) == STALE
        assert client.patch(path, {"first_name": "Ada"}, format="json").status_code == 200
        assert client.patch(path, {"email": "Ada@example.com"}, format="json").status_code == 200
        prove(client, digits=digits(app))
        changed = client.patch(path, body, format="json")
        assert changed.json()["pending_email"] == "new@example.com"

    def test_others_notice_nothing(self, client: APIClient, frozen: FakeClock) -> None:
        frozen.advance(minutes=6)

        changed = client.patch("/api/auth/profile/", {"email": "n@example.com"}, format="json")

        assert changed.status_code == 200
        body = self.PASSWORDS
        assert client.post("/api/auth/password/change/", body, format="json").status_code == 204
