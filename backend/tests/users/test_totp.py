"""An app that shows six digits: added, asked for, taken away."""

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import (
    CONFIRM,
    LOGIN,
    STALE,
    STATE,
    TOTP,
    WRONG,
    add_app,
    challenged,
    digits,
    verify,
    wrong_digits,
)
from users.models import RecoveryCode, SecurityEvent, User
from users.models import Totp as Row
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


def confirm(client: APIClient, shown: str) -> tuple[int, str]:
    return refusal(client.post(CONFIRM, {"digits": shown}, format="json"))


class TestAdding:
    def test_an_app_gets_a_secret_that_its_digits_confirm(self, client: APIClient) -> None:
        made = client.post(TOTP, {}, format="json")
        app = pyotp.TOTP(made.json()["secret"])
        before = client.get(STATE).json()

        confirmed = client.post(CONFIRM, {"digits": digits(app)}, format="json")

        assert made.status_code == 201
        assert made["Cache-Control"] == "no-store"
        assert before == {"totp": None, "recovery_codes_left": 0, "passkeys": []}
        assert len({*confirmed.json()["recovery_codes"]}) == 10
        after = client.get(STATE).json()
        assert after["totp"]["confirmed_at"]
        assert after["recovery_codes_left"] == 10

    def test_the_address_for_the_picture_says_all_that_apps_read(self, client: APIClient) -> None:
        made = client.post(TOTP, {}, format="json").json()

        parts = urlsplit(made["uri"])
        assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
        assert unquote(parts.path) == "/Sessions Marketplace:ada@example.com"
        assert parse_qs(parts.query) == {
            "secret": [made["secret"]],
            "issuer": ["Sessions Marketplace"],
        }
        assert len(made["secret"]) == 32

    def test_the_secret_is_in_no_row(self, client: APIClient) -> None:
        secret = client.post(TOTP, {}, format="json").json()["secret"]

        assert secret not in str(Row.objects.values().get())

    def test_until_it_is_confirmed_it_is_not_asked_for(self, client: APIClient) -> None:
        client.post(TOTP, {}, format="json")

        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200

    def test_wrong_digits_confirm_nothing(self, client: APIClient) -> None:
        app = pyotp.TOTP(client.post(TOTP, {}, format="json").json()["secret"])

        assert confirm(client, wrong_digits(app)) == WRONG
        assert client.get(STATE).json()["totp"] is None

    def test_beginning_again_makes_the_first_secret_useless(self, client: APIClient) -> None:
        first = pyotp.TOTP(client.post(TOTP, {}, format="json").json()["secret"])
        client.post(TOTP, {}, format="json")

        assert confirm(client, digits(first)) == WRONG

    def test_it_must_be_confirmed_within_half_an_hour(
        self, client: APIClient, ada: User, signed_in: Device, frozen: FakeClock
    ) -> None:
        app = pyotp.TOTP(client.post(TOTP, {}, format="json").json()["secret"])
        frozen.advance(minutes=30)
        later = bearer(signed_in(ada).access)

        assert confirm(later, digits(app)) == WRONG

    def test_a_second_app_is_refused(self, client: APIClient) -> None:
        add_app(client)

        again = client.post(TOTP, {}, format="json")

        assert refusal(again) == (409, "already_protected")

    def test_a_fresh_proof_is_needed(self, client: APIClient, frozen: FakeClock) -> None:
        frozen.advance(minutes=6)

        assert refusal(client.post(TOTP, {}, format="json")) == STALE
        assert refusal(client.delete(TOTP)) == STALE
        assert Row.objects.count() == 0

    def test_another_persons_digits_confirm_nothing(
        self, client: APIClient, signed_in: Device
    ) -> None:
        app = pyotp.TOTP(client.post(TOTP, {}, format="json").json()["secret"])
        other = bearer(signed_in().access)
        other.post(TOTP, {}, format="json")

        assert confirm(other, digits(app)) == WRONG


class TestSigningIn:
    def test_the_password_alone_opens_nothing(self, client: APIClient, ada: User) -> None:
        add_app(client)

        answer = challenged("ada")

        assert set(answer) == {"detail", "code", "challenge", "methods", "passkey"}
        assert answer["methods"] == ["totp", "recovery"]
        assert answer["passkey"] is None
        assert ada.token_families.count() == 1

    def test_the_digits_of_the_moment_let_in(
        self, client: APIClient, ada: User, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        frozen.advance(seconds=30)

        answer = verify(challenged("ada@example.com")["challenge"], digits=digits(app))

        assert answer.status_code == 200
        assert set(answer.json()) == {"user", "access", "refresh"}
        assert answer.json()["user"]["id"] == str(ada.pk)
        assert bearer(answer.json()["access"]).get("/api/me/").status_code == 200

    def test_digits_work_once(self, client: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(client)
        of_the_confirmation = digits(app)
        challenge = challenged("ada")["challenge"]
        assert refusal(verify(challenge, digits=of_the_confirmation)) == WRONG
        frozen.advance(seconds=30)

        first = verify(challenge, digits=digits(app))
        replayed = verify(challenged("ada")["challenge"], digits=digits(app))

        assert first.status_code == 200
        assert refusal(replayed) == WRONG

    def test_older_digits_do_not_work_after_newer_ones(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        frozen.advance(seconds=60)
        older = digits(app, steps=-1)
        assert verify(challenged("ada")["challenge"], digits=digits(app)).status_code == 200

        assert refusal(verify(challenged("ada")["challenge"], digits=older)) == WRONG

    @pytest.mark.parametrize(("steps", "expected"), [(-2, 400), (-1, 200), (1, 200), (2, 400)])
    def test_the_phones_clock_may_be_half_a_minute_wrong(
        self, client: APIClient, frozen: FakeClock, steps: int, expected: int
    ) -> None:
        app, _ = add_app(client)
        frozen.advance(minutes=10)

        answer = verify(challenged("ada")["challenge"], digits=digits(app, steps=steps))

        assert answer.status_code == expected

    def test_spaces_between_the_digits_do_not_matter(
        self, client: APIClient, frozen: FakeClock
    ) -> None:
        app, _ = add_app(client)
        frozen.advance(seconds=30)
        shown = digits(app)

        answer = verify(challenged("ada")["challenge"], digits=f" {shown} ")

        assert answer.status_code == 200


class TestTakingAway:
    def test_digits_are_no_longer_asked_for(self, client: APIClient) -> None:
        add_app(client)

        assert client.delete(TOTP).status_code == 204

        assert post(LOGIN, {"email": "ada", "password": PASSWORD}).status_code == 200
        assert client.get(STATE).json()["totp"] is None

    def test_recovery_codes_go_with_the_last_factor(self, client: APIClient) -> None:
        add_app(client)

        client.delete(TOTP)

        assert RecoveryCode.objects.count() == 0

    def test_taking_away_what_is_not_there_changes_nothing(self, client: APIClient) -> None:
        assert client.delete(TOTP).status_code == 204
        assert not SecurityEvent.objects.filter(kind="totp_removed").exists()

    def test_the_next_app_has_another_secret(self, client: APIClient) -> None:
        first, _ = add_app(client)
        client.delete(TOTP)

        second, codes = add_app(client)

        assert first.secret != second.secret
        assert len(codes) == 10
