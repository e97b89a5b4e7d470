"""Keys of devices: added, renamed, taken away; and what is refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fido2.utils import websafe_encode
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD
from tests.users.authenticator import Authenticator
from tests.users.ceremonies import register, sign_in
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import (
    BEGIN,
    GONE,
    LOGIN,
    PASSKEYS,
    REFUSED,
    STALE,
    STATE,
    add_app,
    add_passkey,
)
from users.models import Passkey, RecoveryCode, User
from users.services.second_factor import passkeys
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


class TestAdding:
    def test_the_browser_is_asked_for_a_key_that_can_sign_in_alone(
        self, client: APIClient, ada: User
    ) -> None:
        options = client.post(BEGIN, {}, format="json").json()["options"]

        assert options["rp"] == {"id": "localhost", "name": "Sessions Marketplace"}
        assert (options["user"]["name"], options["user"]["displayName"]) == (ada.email, "ada")
        assert options["authenticatorSelection"] == {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        }
        assert options["excludeCredentials"] == []

    def test_a_key_is_kept_with_its_name_and_codes_are_shown_once(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        first = add_passkey(client, phone, "My phone")
        second = add_passkey(client, Authenticator(), "Laptop")

        assert set(first) == {"id", "name", "created_at", "last_used_at", "recovery_codes"}
        assert (first["name"], first["last_used_at"]) == ("My phone", None)
        assert len(first["recovery_codes"]) == 10
        assert second["recovery_codes"] == []
        shown = client.get(STATE).json()
        assert [key["name"] for key in shown["passkeys"]] == ["My phone", "Laptop"]
        assert shown["recovery_codes_left"] == 10

    def test_a_device_that_has_one_is_told_so(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        add_passkey(client, phone)

        options = client.post(BEGIN, {}, format="json").json()["options"]

        name = websafe_encode(phone.keys[0].name)
        assert options["excludeCredentials"] == [{"type": "public-key", "id": name}]

    def test_a_fresh_proof_is_needed(
        self, client: APIClient, phone: Authenticator, frozen: FakeClock
    ) -> None:
        key = add_passkey(client, phone)
        frozen.advance(minutes=6)

        assert refusal(client.post(BEGIN, {}, format="json")) == STALE
        assert refusal(client.delete(f"{PASSKEYS}{key['id']}/")) == STALE

    def test_a_challenge_works_once(self, client: APIClient, phone: Authenticator) -> None:
        begun = client.post(BEGIN, {}, format="json").json()
        body = {"challenge": begun["challenge"], "name": "Phone"}
        sent = {**body, "credential": phone.register(begun["options"])}
        other = {**body, "credential": phone.register(begun["options"])}

        assert client.post(PASSKEYS, sent, format="json").status_code == 201
        assert refusal(client.post(PASSKEYS, sent, format="json")) == GONE
        assert refusal(client.post(PASSKEYS, other, format="json")) == GONE
        assert Passkey.objects.count() == 1

    def test_for_five_minutes(
        self, client: APIClient, phone: Authenticator, frozen: FakeClock
    ) -> None:
        begun = client.post(BEGIN, {}, format="json").json()
        frozen.advance(minutes=5)
        body = {"challenge": begun["challenge"], "name": "Phone"}
        sent = {**body, "credential": phone.register(begun["options"])}

        assert refusal(client.post(PASSKEYS, sent, format="json")) == GONE

    def test_and_for_the_person_who_got_it(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        begun = client.post(BEGIN, {}, format="json").json()
        body = {"challenge": begun["challenge"], "name": "Phone"}
        sent = {**body, "credential": phone.register(begun["options"])}

        other = bearer(signed_in().access).post(PASSKEYS, sent, format="json")

        assert refusal(other) == GONE
        assert client.post(PASSKEYS, sent, format="json").status_code == 201

    def test_a_key_that_somebody_has_is_refused(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        add_passkey(client, phone)
        thief = Authenticator(new_name=phone.keys[0].name)

        answer = register(bearer(signed_in().access), thief)

        assert refusal(answer) == REFUSED
        assert Passkey.objects.count() == 1

    def test_a_key_without_end_is_refused(self, client: APIClient) -> None:
        answer = register(client, Authenticator(new_name=b"x" * 1024))

        assert refusal(answer) == REFUSED

    def test_a_key_of_a_kind_that_was_not_asked_for_is_refused(self, client: APIClient) -> None:
        answer = register(client, Authenticator(is_old=True))

        assert refusal(answer) == REFUSED

    def test_beginning_has_a_limit(self, client: APIClient, settings: Settings) -> None:
        settings.PASSKEYS_PER_ADDRESS = 3

        statuses = [client.post(BEGIN, {}, format="json").status_code for _ in range(4)]

        assert statuses == [200, 200, 200, 429]

    def test_a_person_has_at_most_twenty(
        self, client: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(passkeys, "MOST", 2)
        add_passkey(client, Authenticator())
        add_passkey(client, Authenticator())

        assert refusal(register(client, Authenticator())) == (409, "invalid_transition")


@pytest.mark.parametrize(
    "lie",
    [
        Authenticator(origin="https://evil.example"),
        Authenticator(origin="http://localhost:3001"),
        Authenticator(origin="http://localhost:3000.evil.example"),
        Authenticator(recognizes=False),
        Authenticator(framed=True),
    ],
    ids=["other origin", "other port", "origin behind ours", "nobody recognized", "in a frame"],
)
class TestADeviceThatLies:
    def test_adds_no_key(self, client: APIClient, lie: Authenticator) -> None:
        assert refusal(register(client, replace(lie, keys=[]))) == REFUSED
        assert Passkey.objects.count() == 0

    def test_signs_nobody_in(
        self, client: APIClient, phone: Authenticator, lie: Authenticator
    ) -> None:
        add_passkey(client, phone)

        assert refusal(sign_in(replace(lie, keys=phone.keys))) == REFUSED


class TestTakingAway:
    def test_a_key_that_is_gone_signs_nobody_in(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        key = add_passkey(client, phone)

        assert client.delete(f"{PASSKEYS}{key['id']}/").status_code == 204

        assert refusal(sign_in(phone)) == REFUSED
        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200
        assert RecoveryCode.objects.count() == 0

    def test_recovery_codes_stay_while_there_is_another_factor(
        self, client: APIClient, phone: Authenticator
    ) -> None:
        key = add_passkey(client, phone)
        add_app(client)

        client.delete(f"{PASSKEYS}{key['id']}/")

        assert RecoveryCode.objects.count() == 10

    def test_somebody_elses_key_is_not_there(
        self, client: APIClient, phone: Authenticator, signed_in: Device
    ) -> None:
        path = f"{PASSKEYS}{add_passkey(client, phone)['id']}/"
        other = bearer(signed_in().access)

        assert refusal(other.delete(path)) == (404, "not_found")
        assert refusal(other.patch(path, {"name": "x"}, format="json")) == (404, "not_found")

    def test_a_key_gets_another_name_without_a_fresh_proof(
        self, client: APIClient, phone: Authenticator, frozen: FakeClock
    ) -> None:
        path = f"{PASSKEYS}{add_passkey(client, phone)['id']}/"
        frozen.advance(minutes=6)

        answer = client.patch(path, {"name": "Old phone"}, format="json")

        assert (answer.status_code, answer.json()["name"]) == (200, "Old phone")
