"""Keys of devices: added, asked for, signing in alone; and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fido2.utils import websafe_encode
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.authenticator import CREATE, Authenticator
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import (
    BEGIN,
    BEGIN_SIGN_IN,
    GONE,
    LOGIN,
    PASSKEYS,
    REFUSED,
    SIGN_IN,
    STALE,
    STATE,
    add_app,
    add_passkey,
    challenged,
    verify,
)
from users.models import Passkey, RecoveryCode, SecurityEvent, User
from users.services.second_factor import passkeys
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


@pytest.fixture
def ada() -> User:
    return make_user(username="ada", email="ada@example.com", password=PASSWORD)


@pytest.fixture
def client(ada: User, signed_in: Device, frozen: FakeClock) -> APIClient:
    return bearer(signed_in(ada).access)


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()


def begin(path: str = BEGIN_SIGN_IN) -> dict[str, Any]:
    answer = post(path)
    assert answer.status_code == 200, answer.content
    begun: dict[str, Any] = answer.json()
    return begun


def sign_in(device: Authenticator, begun: dict[str, Any] | None = None) -> Any:
    begun = begun or begin()
    credential = device.sign(begun["options"])
    return post(SIGN_IN, {"challenge": begun["challenge"], "credential": credential})


def register(client: APIClient, device: Authenticator) -> Any:
    begun = client.post(BEGIN, {}, format="json").json()
    body = {"challenge": begun["challenge"], "name": "Phone"}
    credential = device.register(begun["options"])
    return client.post(PASSKEYS, {**body, "credential": credential}, format="json")


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
