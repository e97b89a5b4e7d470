"""Between a right password and a device: who is asked, and with what."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core import clock
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import (
    BEGIN,
    BEGIN_SIGN_IN,
    GONE,
    LOGIN,
    TOTP,
    VERIFY,
    WRONG,
    add_app,
    add_passkey,
    challenged,
    digits,
    verify,
    wrong_digits,
)
from tests.users.mails import read, token_in
from users.models import OneTime, Purpose, RecoveryCode, TokenFamily, Totp, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


class TestWhoIsAsked:
    def test_nobody_without_a_factor(self, ada: User) -> None:
        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200

    def test_a_key_that_is_not_confirmed_is_none(self, ada: User) -> None:
        Totp.objects.create(user=ada, created_at=clock.now())

        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200

    def test_recovery_codes_alone_are_none(self, ada: User) -> None:
        RecoveryCode.objects.create(user=ada)

        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200

    def test_who_asks_for_tokens_alone_as_well(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        frozen.advance(seconds=30)

        asked = post("/api/token/", {"username": "ada", "password": PASSWORD})

        assert refusal(asked) == (401, "mfa_required")
        assert asked["WWW-Authenticate"] == "Bearer"
        assert verify(asked.json()["challenge"], digits=digits(app)).status_code == 200

    def test_nobody_with_a_wrong_password(self, client: APIClient) -> None:
        add_app(client)

        answer = post(LOGIN, {"email": "ada", "password": "wrong"})

        assert refusal(answer) == (401, "invalid_credentials")
        assert not OneTime.objects.filter(purpose=Purpose.SECOND_FACTOR).exists()

    def test_who_has_reset_the_password_too(
        self, client: APIClient, mailoutbox: list[Any], frozen: FakeClock
    ) -> None:
        User.objects.update(email_verified=True)
        app, _ = add_app(client)
        post("/api/auth/password/forgot/", {"email": "ada@example.com"})
        token = token_in(read(mailoutbox, "ada@example.com"))
        new = "another horse 43 staple"
        reset = post("/api/auth/password/reset/", {"token": token, "new_password": new})
        frozen.advance(seconds=30)

        asked = post(LOGIN, {"email": "ada", "password": new})

        assert (reset.status_code, reset.content) == (204, b"")
        assert refusal(asked) == (401, "mfa_required")
        assert verify(asked.json()["challenge"], digits=digits(app)).status_code == 200

    def test_but_who_reset_it_by_an_address_that_was_never_confirmed_owns_the_account(
        self, client: APIClient, ada: User, mailoutbox: list[Any]
    ) -> None:
        """Else a stranger could register it, leave a passkey and wait for its owner."""
        phone = Authenticator()
        add_passkey(client, phone)
        add_app(client)
        SocialAccount.objects.create(user=ada, provider="oidc", uid="stranger")
        post("/api/auth/password/forgot/", {"email": "ada@example.com"})
        new = "another horse 43 staple"
        token = token_in(read(mailoutbox, "ada@example.com"))
        post("/api/auth/password/reset/", {"token": token, "new_password": new})

        assert post(LOGIN, {"email": "ada", "password": new}).status_code == 200
        assert (ada.passkeys.count(), ada.recovery_codes.count()) == (0, 0)
        assert SocialAccount.objects.count() == 0

    def test_not_for_a_refresh(self, client: APIClient, ada: User, signed_in: Device) -> None:
        add_app(client)
        refresh = signed_in(ada).refresh

        assert post("/api/token/refresh/", {"refresh": refresh}).status_code == 200

    def test_the_methods_are_those_they_have_now(
        self, client: APIClient, ada: User, frozen: FakeClock
    ) -> None:
        told = []
        add_app(client)
        told.append(challenged("ada")["methods"])
        add_passkey(client, Authenticator())
        told.append(challenged("ada")["methods"])
        client.delete(TOTP)
        told.append(challenged("ada")["methods"])
        RecoveryCode.objects.update(used_at=clock.now())
        told.append(challenged("ada")["methods"])

        assert told == [
            ["totp", "recovery"],
            ["totp", "passkey", "recovery"],
            ["passkey", "recovery"],
            ["passkey"],
        ]

    def test_the_web_gets_its_cookie_in_the_end(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        frozen.advance(seconds=30)
        body = {"challenge": challenged("ada")["challenge"], "digits": digits(app)}

        answer = post(VERIFY, body, x_client="web")

        assert "refresh" not in answer.json()
        assert any(name.endswith("refresh") for name in answer.cookies)
        assert "hint" in answer.cookies


class TestWhatItCosts:
    def queries(self, send: Callable[[], Any]) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert send().status_code == 200
        return [each["sql"] for each in seen]

    def test_a_sign_in_without_a_factor_costs_one_query_for_it(self, ada: User) -> None:
        seen = self.queries(lambda: post(LOGIN, {"email": "ada", "password": PASSWORD}))

        about_it = [sql for sql in seen if "users_totp" in sql or "users_passkey" in sql]
        assert len(about_it) == 1

    def test_a_refresh_and_a_request_cost_none(self, ada: User, signed_in: Device) -> None:
        device = signed_in(ada)
        add_app(bearer(device.access))

        seen = self.queries(lambda: bearer(device.access).get("/api/me/"))
        seen += self.queries(lambda: post("/api/token/refresh/", {"refresh": device.refresh}))

        assert not [sql for sql in seen if "users_totp" in sql or "users_passkey" in sql]


class TestAChallenge:
    @pytest.mark.parametrize("forged", ["dead", "A" * 64, "é", "null", "\x00"])
    def test_that_is_forged_opens_nothing(self, client: APIClient, forged: str) -> None:
        app, _ = add_app(client)

        answer = verify(forged, digits=digits(app))

        assert answer.status_code in {400, 410}
        assert TokenFamily.objects.count() == 1

    def test_with_any_letter_changed_opens_nothing(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        good = challenged("ada")["challenge"]
        frozen.advance(seconds=30)

        for place, letter in enumerate(good):
            other = "A" if letter != "A" else "B"
            forged = good[:place] + other + good[place + 1 :]
            assert refusal(verify(forged, digits=digits(app))) == GONE, place
        assert verify(good, digits=digits(app)).status_code == 200

    def test_and_that_of_another_tab_are_both_good(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        _, codes = add_app(client)
        one, two = challenged("ada")["challenge"], challenged("ada")["challenge"]

        answers = [verify(two, recovery=codes[0]), verify(one, recovery=codes[1])]

        assert [answer.status_code for answer in answers] == [200, 200]

    def test_works_once(self, client: APIClient, frozen: FakeClock) -> None:
        app, codes = add_app(client)
        challenge = challenged("ada")["challenge"]
        frozen.advance(seconds=30)
        assert verify(challenge, digits=digits(app)).status_code == 200

        assert refusal(verify(challenge, recovery=codes[0])) == GONE
        assert RecoveryCode.objects.filter(used_at=None).count() == 10

    def test_lasts_five_minutes(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        challenge = challenged("ada")["challenge"]
        frozen.advance(minutes=5)

        assert refusal(verify(challenge, digits=digits(app))) == GONE

    def test_takes_five_wrong_answers(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        challenge, wrong = challenged("ada")["challenge"], wrong_digits(app)
        frozen.advance(seconds=30)

        answers = [refusal(verify(challenge, digits=wrong)) for _ in range(5)]

        assert answers == [WRONG] * 5
        assert refusal(verify(challenge, digits=digits(app))) == GONE

    def test_a_wrong_answer_does_not_use_it_up(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        challenge = challenged("ada")["challenge"]
        frozen.advance(seconds=30)
        assert refusal(verify(challenge, digits=wrong_digits(app))) == WRONG

        assert verify(challenge, digits=digits(app)).status_code == 200

    def test_is_for_one_person(
        self, client: APIClient, signed_in: Device, frozen: FakeClock
    ) -> None:
        add_app(client)
        bob = make_user(username="bob", password=PASSWORD)
        app, codes = add_app(bearer(signed_in(bob).access))
        frozen.advance(seconds=30)

        challenge = challenged("ada")["challenge"]

        assert refusal(verify(challenge, digits=digits(app))) == WRONG
        assert refusal(verify(challenge, recovery=codes[0])) == WRONG

    def test_ends_with_the_password_that_it_followed(
        self, client: APIClient, ada: User, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        challenge = challenged("ada")["challenge"]
        body = {"current_password": PASSWORD, "new_password": "another horse 43 staple"}
        assert client.post("/api/auth/password/change/", body, format="json").status_code == 204
        frozen.advance(seconds=30)

        assert refusal(verify(challenge, digits=digits(app))) == GONE

    def test_of_a_person_who_is_locked_opens_nothing(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        challenge = challenged("ada")["challenge"]
        frozen.advance(seconds=30)
        User.objects.update(is_active=False)

        assert refusal(verify(challenge, digits=digits(app))) == GONE

    def test_of_another_kind_opens_nothing(self, client: APIClient, frozen: FakeClock) -> None:
        """One to sign in by a passkey, to add one, or to prove oneself again."""
        app, _ = add_app(client)
        add_passkey(client, Authenticator())
        frozen.advance(seconds=30)
        others = [
            post(BEGIN_SIGN_IN).json(),
            client.post(BEGIN, {}, format="json").json(),
            client.post("/api/auth/reauthenticate/begin/", {}, format="json").json(),
        ]

        for other in others:
            assert refusal(verify(other["challenge"], digits=digits(app))) == GONE

    @pytest.mark.parametrize(
        "sent", [{}, {"digits": "123456", "recovery": "x"}, {"digits": "12345"}, {"credential": 1}]
    )
    def test_takes_one_answer_of_the_right_shape(
        self, client: APIClient, sent: dict[str, Any]
    ) -> None:
        add_app(client)

        assert verify(challenged("ada")["challenge"], **sent).status_code == 400
