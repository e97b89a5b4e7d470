"""Codes for who has lost the app and the keys."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from core import clock
from tests.conftest import FakeClock
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, refusal
from tests.users.factors import (
    RECOVERY,
    WRONG,
    add_app,
    add_passkey,
    challenged,
    verify,
)
from users.models import RecoveryCode
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]


class TestRecoveryCodes:
    def test_each_lets_in_once(self, client: APIClient) -> None:
        _, codes = add_app(client)

        first = verify(challenged("ada")["challenge"], recovery=codes[3])
        again = verify(challenged("ada")["challenge"], recovery=codes[3])
        other = verify(challenged("ada")["challenge"], recovery=codes[4])

        assert (first.status_code, other.status_code) == (200, 200)
        assert refusal(again) == WRONG
        assert client.get("/api/auth/second-factor/").json()["recovery_codes_left"] == 8

    @pytest.mark.parametrize(
        "typed",
        [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:3]} {code[3:]}"],
    )
    def test_are_read_as_people_type_them(
        self, client: APIClient, typed: Callable[[str], str]
    ) -> None:
        _, codes = add_app(client)

        assert verify(challenged("ada")["challenge"], recovery=typed(codes[0])).status_code == 200

    def test_are_in_no_row(self, client: APIClient) -> None:
        _, codes = add_app(client)

        rows = str(list(RecoveryCode.objects.values()))
        assert not [code for code in codes if code in rows]

    def test_new_ones_end_the_old_ones(self, client: APIClient) -> None:
        _, (old, *_) = add_app(client)

        made = client.post(RECOVERY, {}, format="json")

        codes = made.json()["recovery_codes"]
        assert (made.status_code, len({*codes}), old in codes) == (201, 10, False)
        assert refusal(verify(challenged("ada")["challenge"], recovery=old)) == WRONG
        assert verify(challenged("ada")["challenge"], recovery=codes[0]).status_code == 200

    def test_need_a_factor_and_a_fresh_proof(self, client: APIClient, frozen: FakeClock) -> None:
        assert refusal(client.post(RECOVERY, {}, format="json")) == WRONG
        add_app(client)
        frozen.advance(minutes=6)

        assert refusal(client.post(RECOVERY, {}, format="json")) == (
            403,
            "reauthentication_required",
        )

    def test_of_somebody_else_are_worth_nothing(self, client: APIClient, signed_in: Device) -> None:
        add_app(client)
        _, codes = add_app(bearer(signed_in().access))

        assert refusal(verify(challenged("ada")["challenge"], recovery=codes[0])) == WRONG

    def test_a_person_who_has_used_all_makes_new_ones(self, client: APIClient) -> None:
        add_app(client)
        RecoveryCode.objects.update(used_at=clock.now())

        assert add_passkey(client, Authenticator())["recovery_codes"] == []
        assert len(client.post(RECOVERY, {}, format="json").json()["recovery_codes"]) == 10
