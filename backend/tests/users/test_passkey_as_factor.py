"""A passkey that is asked for after the password."""

from collections.abc import Callable

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.users.authenticator import Authenticator
from tests.users.ceremonies import begin
from tests.users.conftest import bearer, refusal
from tests.users.factors import (
    REFUSED,
    add_app,
    add_passkey,
    challenged,
    verify,
)
from users.models import User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


class TestAsSecondFactor:
    def test_the_password_asks_for_one_of_the_persons_keys(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        add_passkey(client, phone)
        add_passkey(bearer(signed_in().access), Authenticator())

        asked = challenged("ada")

        assert asked["methods"] == ["passkey", "recovery"]
        assert len(asked["passkey"]["allowCredentials"]) == 1
        assert asked["passkey"]["userVerification"] == "preferred"

    def test_its_signature_lets_in(
        self, client: APIClient, phone: Authenticator, ada: User
    ) -> None:
        add_passkey(client, phone)
        asked = challenged("ada")

        answer = verify(asked["challenge"], credential=phone.sign(asked["passkey"]))

        assert answer.json()["user"]["id"] == str(ada.pk)

    def test_without_recognizing_its_owner_too_who_gave_the_password(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        asked = challenged("ada")
        phone.recognizes = False

        assert (
            verify(asked["challenge"], credential=phone.sign(asked["passkey"])).status_code == 200
        )

    def test_the_key_of_somebody_else_is_refused(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        add_passkey(client, phone)
        theirs = Authenticator()
        add_passkey(bearer(signed_in().access), theirs)
        asked = challenged("ada")
        options = {**asked["passkey"], "allowCredentials": []}

        answer = verify(asked["challenge"], credential=theirs.sign(options))

        assert refusal(answer) == REFUSED

    def test_a_signature_for_another_challenge_is_refused(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        mine, other = challenged("ada"), challenged("ada")

        answer = verify(mine["challenge"], credential=phone.sign(other["passkey"]))

        assert refusal(answer) == REFUSED

    def test_who_has_only_an_app_is_asked_for_no_key(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        theirs = bearer(signed_in().access)
        add_passkey(theirs, phone)
        add_app(client)
        begun = begin()

        answer = verify(challenged("ada")["challenge"], credential=phone.sign(begun["options"]))

        assert refusal(answer) == REFUSED

    def test_a_signature_can_not_be_guessed_so_it_is_not_counted_as_a_guess(
        self, client: APIClient, phone: Authenticator, settings: Settings
    ) -> None:
        settings.SECOND_FACTOR_FAILURES = 1
        add_passkey(client, phone)
        asked = challenged("ada")
        for _ in range(2):
            assert verify(asked["challenge"], digits="000000").status_code in {400, 429}

        answer = verify(asked["challenge"], credential=phone.sign(asked["passkey"]))

        assert answer.status_code == 200
