"""A passkey that signs in alone, and what is refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.users.authenticator import CREATE, Authenticator
from tests.users.ceremonies import begin, register, sign_in
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import (
    BEGIN,
    BEGIN_SIGN_IN,
    GONE,
    REFUSED,
    SIGN_IN,
    STATE,
    add_app,
    add_passkey,
    challenged,
)
from users.models import SecurityEvent, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


class TestSigningInAlone:
    def test_the_browser_offers_any_key_for_this_site(self) -> None:
        options = begin()["options"]

        assert options["rpId"] == "localhost"
        assert options["userVerification"] == "required"
        assert "allowCredentials" not in options

    def test_needs_no_password_and_nothing_more(
        self, client: APIClient, ada: User, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        add_app(client)

        answer = sign_in(phone)

        assert answer.status_code == 200
        assert answer.json()["user"]["id"] == str(ada.pk)
        assert bearer(answer.json()["access"]).get("/api/me/").status_code == 200
        assert client.get(STATE).json()["passkeys"][0]["last_used_at"]

    def test_gives_the_web_its_cookie(self, client: APIClient, phone: Authenticator) -> None:
        add_passkey(client, phone)
        begun = begin()
        body = {"challenge": begun["challenge"], "credential": phone.sign(begun["options"])}

        answer = post(SIGN_IN, body, x_client="web")

        assert "refresh" not in answer.json()
        assert any(name.endswith("refresh") for name in answer.cookies)

    def test_a_challenge_works_once(self, client: APIClient, phone: Authenticator) -> None:
        add_passkey(client, phone)
        begun = begin()
        assert sign_in(phone, begun).status_code == 200

        assert refusal(sign_in(phone, begun)) == GONE

    def test_for_five_minutes(
        self, client: APIClient, phone: Authenticator, frozen: FakeClock
    ) -> None:
        add_passkey(client, phone)
        begun = begin()
        frozen.advance(minutes=5)

        assert refusal(sign_in(phone, begun)) == GONE

    def test_a_signature_of_another_challenge_is_refused(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        mixed = {**begin(), "challenge": begin()["challenge"]}

        assert refusal(sign_in(phone, mixed)) == REFUSED

    @pytest.mark.parametrize("challenge", ["", "dead", "A" * 64, "é"])
    def test_a_forged_challenge_is_gone(
        self, client: APIClient, phone: Authenticator, challenge: str
    ) -> None:
        add_passkey(client, phone)
        body = {"challenge": challenge, "credential": phone.sign(begin()["options"])}

        assert post(SIGN_IN, body).status_code == (410 if challenge else 400)

    def test_a_challenge_of_another_kind_is_gone(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        """One that was given to who knows the password, or to add a key."""
        add_passkey(client, phone)
        known = challenged("ada")
        of_the_password = {"challenge": known["challenge"], "options": known["passkey"]}
        of_a_new_key = client.post(BEGIN, {}, format="json").json()

        assert refusal(sign_in(phone, of_the_password)) == GONE
        of_a_new_key["options"].pop("excludeCredentials")
        assert refusal(sign_in(phone, of_a_new_key)) == GONE

    def test_a_key_that_nobody_has_is_refused(self, phone: Authenticator) -> None:
        stranger = Authenticator()
        options = {
            "authenticatorSelection": {"residentKey": "required"},
            "rp": {"id": "localhost"},
            "user": {"id": "AAAA"},
            "challenge": "AAAA",
        }
        stranger.register(options)

        assert refusal(sign_in(stranger)) == REFUSED

    def test_a_signature_that_another_key_made_is_refused(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        forger = Authenticator()
        register(client, forger)
        forger.keys[0].name = phone.keys[0].name

        assert refusal(sign_in(forger)) == REFUSED

    def test_a_key_under_the_name_of_somebody_else_is_refused(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        phone.keys[0].person = "AAAA"

        assert refusal(sign_in(phone)) == REFUSED

    def test_a_key_of_another_site_is_refused(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        phone.keys[0].site = "evil.example"

        assert refusal(sign_in(phone)) == REFUSED

    def test_the_answer_to_making_a_key_is_no_signature(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        begun = begin()
        body = {"challenge": begun["challenge"]}
        body["credential"] = phone.sign(begun["options"], kind=CREATE)

        assert refusal(post(SIGN_IN, body)) == REFUSED

    def test_a_challenge_takes_five_wrong_answers(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        begun = begin()
        liar = replace(phone, origin="https://evil.example")

        answers = [refusal(sign_in(liar, begun)) for _ in range(6)]

        assert answers == [REFUSED] * 5 + [GONE]
        assert refusal(sign_in(phone, begun)) == GONE

    def test_a_person_who_is_locked_stays_out(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)
        User.objects.update(is_active=False)

        assert refusal(sign_in(phone)) == REFUSED

    def test_waits_for_a_confirmed_address_where_that_is_demanded(
        self, client: APIClient, phone: Authenticator, settings: Settings
    ) -> None:
        add_passkey(client, phone)
        settings.VERIFY_EMAIL = "sign_in"

        assert refusal(sign_in(phone)) == (403, "email_not_verified")

    def test_beginning_has_a_limit(self, settings: Settings) -> None:
        settings.PASSKEYS_PER_ADDRESS = 3

        statuses = [post(BEGIN_SIGN_IN).status_code for _ in range(4)]

        assert statuses == [200, 200, 200, 429]


class TestACopyOfAKey:
    def test_shows_by_a_count_that_has_not_grown(
        self, client: APIClient, phone: Authenticator, ada: User
    ) -> None:
        add_passkey(client, phone)
        copy = replace(phone, keys=[replace(phone.keys[0])])
        assert sign_in(phone).status_code == 200
        assert sign_in(phone).status_code == 200

        answer = sign_in(copy)

        assert refusal(answer) == REFUSED
        assert "copy" in answer.json()["detail"]
        assert SecurityEvent.objects.filter(user=ada, kind="passkey_copied").count() == 1
        assert sign_in(phone).status_code == 200

    def test_a_device_that_does_not_count_is_no_copy(self, client: APIClient) -> None:
        phone = Authenticator(counts=False)
        add_passkey(client, phone)

        assert [sign_in(phone).status_code for _ in range(2)] == [200, 200]

    def test_one_that_stops_counting_is(self, client: APIClient, phone: Authenticator) -> None:
        add_passkey(client, phone)
        assert sign_in(phone).status_code == 200
        phone.counts, phone.keys[0].count = False, 0

        assert refusal(sign_in(phone)) == REFUSED
