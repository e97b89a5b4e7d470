"""Guesses at a second factor, and what its owner gets to know."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD
from tests.jobs import run_jobs
from tests.users.authenticator import Authenticator
from tests.users.conftest import refusal
from tests.users.factors import (
    LOGIN,
    PASSKEYS,
    RECOVERY,
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
from users.models import SecurityEvent, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]
LIMITED = (429, "throttled")


class TestGuessing:
    def guess(self, wrong: str, times: int, address: str = "203.0.113.77") -> list[tuple[int, str]]:
        """So many wrong answers, each to a challenge of its own."""
        return [self._guess(wrong, address) for _ in range(times)]

    def _guess(self, wrong: str, address: str) -> tuple[int, str]:
        client = APIClient(REMOTE_ADDR=address)
        asked = client.post(LOGIN, {"email": "ada", "password": PASSWORD}, format="json")
        body = {"challenge": asked.json()["challenge"], "digits": wrong}
        return refusal(client.post(VERIFY, body, format="json"))

    def test_is_limited_across_challenges(self, client: APIClient) -> None:
        app, _ = add_app(client)

        answers = self.guess(wrong_digits(app), 11)

        assert answers == [WRONG] * 10 + [LIMITED]

    def test_across_addresses_too(self, client: APIClient) -> None:
        app, _ = add_app(client)
        wrong = wrong_digits(app)

        answers = [self._guess(wrong, f"198.51.100.{number}") for number in range(11)]

        assert answers == [WRONG] * 10 + [LIMITED]

    def test_for_an_hour(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        self.guess(wrong_digits(app), 10)
        frozen.advance(minutes=59)
        assert self.guess(wrong_digits(app), 1) == [LIMITED]
        frozen.advance(minutes=1)

        assert self.guess(wrong_digits(app), 1) == [WRONG]

    def test_elsewhere_does_not_lock_the_owner_out(
        self, client: APIClient, ada: User, signed_in: Device, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        signed_in(ada, prefix="127.0.0.1/32")
        self.guess(wrong_digits(app), 11)
        frozen.advance(seconds=30)

        assert verify(challenged("ada")["challenge"], digits=digits(app)).status_code == 200

    def test_right_answers_are_not_counted(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)

        for _ in range(12):
            frozen.advance(seconds=30)
            assert verify(challenged("ada")["challenge"], digits=digits(app)).status_code == 200

    def test_recovery_codes_shares_that_limit(self, client: APIClient) -> None:
        app, _ = add_app(client)
        self.guess(wrong_digits(app), 10)

        answer = verify(challenged("ada")["challenge"], recovery="AAAAA-AAAAA")

        assert refusal(answer) == LIMITED

    def test_who_confirms_an_app_has_it_as_well(self, client: APIClient) -> None:
        client.post(TOTP, {}, format="json")

        answers = [
            client.post("/api/auth/totp/confirm/", {"digits": "000000"}, format="json").status_code
            for _ in range(11)
        ]

        assert answers[-1] == 429


class TestWhatPeopleGetToKnow:
    def kinds(self, user: User) -> list[str]:
        return [event.kind for event in SecurityEvent.objects.filter(user=user).order_by("id")]

    def mails(self, mailoutbox: list[Any]) -> list[str]:
        run_jobs()
        return [mail.subject for mail in mailoutbox]

    def test_what_is_added_and_taken_away_is_recorded_and_mailed(
        self, client: APIClient, ada: User, mailoutbox: list[Any]
    ) -> None:
        add_app(client)
        key = add_passkey(client, Authenticator())
        client.post(RECOVERY, {}, format="json")
        client.delete(f"{PASSKEYS}{key['id']}/")
        client.delete(TOTP)

        assert self.kinds(ada)[1:] == [
            "totp_added",
            "passkey_added",
            "recovery_codes_made",
            "passkey_removed",
            "totp_removed",
        ]
        assert self.mails(mailoutbox) == [
            "Your account asks for codes",
            "A passkey was added",
            "New recovery codes",
            "A passkey was removed",
            "Your account no longer asks for codes",
        ]
        assert {mail.to[0] for mail in mailoutbox} == {"ada@example.com"}

    def test_so_are_a_recovery_code_and_a_copied_key(
        self, client: APIClient, ada: User, mailoutbox: list[Any]
    ) -> None:
        phone = Authenticator()
        codes = add_passkey(client, phone)["recovery_codes"]
        assert verify(challenged("ada")["challenge"], recovery=codes[0]).status_code == 200
        asked = challenged("ada")
        verify(asked["challenge"], credential=phone.sign(asked["passkey"]))
        phone.keys[0].count = 0
        asked = challenged("ada")
        verify(asked["challenge"], credential=phone.sign(asked["passkey"]))

        assert {"recovery_code_used", "passkey_copied"} <= {*self.kinds(ada)}
        assert {"A recovery code was used", "A passkey of yours was refused"} <= {
            *self.mails(mailoutbox)
        }

    def test_five_wrong_answers_tell_that_the_password_is_known(
        self, client: APIClient, ada: User, mailoutbox: list[Any]
    ) -> None:
        app, _ = add_app(client)
        challenge, wrong = challenged("ada")["challenge"], wrong_digits(app)
        for _ in range(7):
            verify(challenge, digits=wrong)

        assert self.kinds(ada).count("second_factor_failed") == 1
        assert self.mails(mailoutbox).count("Somebody knows your password") == 1

    def test_a_sign_in_is_recorded_when_it_is_one(
        self, client: APIClient, ada: User, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        before = len(self.kinds(ada))
        asked = challenged("ada")
        assert len(self.kinds(ada)) == before
        frozen.advance(seconds=30)

        verify(asked["challenge"], digits=digits(app))

        assert self.kinds(ada)[before:] == ["new_device"]
