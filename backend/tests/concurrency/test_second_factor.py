"""Proofs that work once, used many times at the same moment; and the last two factors, removed
together."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any

import pyotp
import pytest
from django.db import transaction
from pytest_django import Settings
from rest_framework.test import APIClient

from core import clock
from tests.contract.conftest import sign_in
from tests.factories import make_user
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, post
from tests.users.factors import (
    BEGIN,
    BEGIN_SIGN_IN,
    CONFIRM,
    PASSKEYS,
    SIGN_IN,
    TOTP,
    VERIFY,
    add_app,
    add_passkey,
    digits,
    wrong_digits,
)
from users.callers import Caller
from users.errors import CodeNotValid, LinkNotValid
from users.models import OneTime, Passkey, RecoveryCode, SecurityEvent, TokenFamily, User
from users.models import Totp as Row
from users.services import one_time
from users.services.second_factor import passkeys, recovery, totp
from users.services.second_factor.gate import Challenge, open_or_challenge

from .racing import PATIENCE, REAL_COMMITS, patiently, race, statuses, values

pytestmark = REAL_COMMITS
USES = 64


@pytest.fixture
def ada(settings: Settings) -> User:
    """She may guess as often as she likes: what stops these races is not the limit."""
    settings.SECOND_FACTOR_FAILURES = settings.PASSKEYS_PER_ADDRESS = 10_000
    return make_user(username="ada")


@pytest.fixture
def client(ada: User) -> APIClient:
    return bearer(sign_in(ada).access)


@pytest.fixture
def app(ada: User) -> pyotp.TOTP:
    """Her app, whose digits of this moment nobody has used."""
    now = clock.now()
    row = Row.objects.create(user=ada, created_at=now, confirmed_at=now)
    return pyotp.TOTP(totp.secret_of(row))


@pytest.fixture
def code(ada: User, app: pyotp.TOTP) -> str:
    return recovery.code_of(RecoveryCode.objects.create(user=ada))


def challenge_for(user: User) -> str:
    """What who knows the password gets, without the cost of one."""
    with transaction.atomic():
        made = open_or_challenge(user, caller=Caller("203.0.113.9/32"), now=clock.now())
    assert isinstance(made, Challenge)
    return made.token


def posting(path: str, body: dict[str, Any]) -> Callable[[], Any]:
    return patiently(lambda: post(path, body))


def verifying(user: User, **sent: str) -> Callable[[], Any]:
    """With a challenge of its own."""
    return posting(VERIFY, {"challenge": challenge_for(user), **sent})


def look_then_mark(barrier: Barrier) -> Callable[..., None]:
    """A careless `one_time.use`."""

    def use(one: OneTime, *, now: datetime) -> None:
        if OneTime.objects.get(pk=one.pk).used_at is not None:
            raise LinkNotValid()
        barrier.wait(PATIENCE)
        OneTime.objects.filter(pk=one.pk).update(used_at=now)

    return use


class TestAChallenge:
    def test_of_sixty_four_uses_one_signs_in(self, ada: User, app: pyotp.TOTP) -> None:
        body = {"challenge": challenge_for(ada), "digits": digits(app)}

        answers = values(race([posting(VERIFY, body)] * USES))

        assert statuses(answers) == {200: 1, 410: USES - 1}
        assert TokenFamily.objects.count() == 1

    def test_of_sixty_four_wrong_answers_at_most_five_are_looked_at(
        self, ada: User, app: pyotp.TOTP
    ) -> None:
        body = {"challenge": challenge_for(ada), "digits": wrong_digits(app)}

        answers = values(race([posting(VERIFY, body)] * USES))

        looked_at = statuses(answers)[400]
        assert 0 < looked_at <= one_time.MOST_FAILURES
        assert statuses(answers) == {400: looked_at, 410: USES - looked_at}
        assert SecurityEvent.objects.filter(kind="second_factor_failed").count() == 1


class TestDigits:
    def test_of_sixty_four_challenges_one_takes_them(self, ada: User, app: pyotp.TOTP) -> None:
        shown = digits(app)

        answers = values(race([verifying(ada, digits=shown) for _ in range(USES)]))

        assert statuses(answers) == {200: 1, 400: USES - 1}
        assert TokenFamily.objects.count() == 1

    def test_their_twin_that_looks_and_then_marks_takes_them_again(
        self, ada: User, app: pyotp.TOTP, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everybody_has_looked = Barrier(8)

        def careless(user: User, shown: str, *, now: datetime) -> None:
            row = Row.objects.get(user=user)
            step = app.timecode(now)
            if row.last_step >= step or app.generate_otp(step) != shown:
                raise CodeNotValid()
            everybody_has_looked.wait(PATIENCE)
            Row.objects.filter(pk=row.pk).update(last_step=step)

        monkeypatch.setattr(totp, "use", careless)
        shown = digits(app)

        answers = values(race([verifying(ada, digits=shown) for _ in range(8)]))

        assert statuses(answers)[200] > 1

    def test_of_sixty_four_confirmations_one_counts(self, client: APIClient) -> None:
        made = pyotp.TOTP(client.post(TOTP, {}, format="json").json()["secret"])
        body = {"digits": digits(made)}

        def confirm() -> Any:
            return client.post(CONFIRM, body, format="json")

        answers = values(race([patiently(confirm)] * USES))

        assert statuses(answers) == {200: 1, 400: USES - 1}
        assert RecoveryCode.objects.count() == recovery.HOW_MANY
        assert SecurityEvent.objects.filter(kind="totp_added").count() == 1


class TestARecoveryCode:
    def test_of_sixty_four_challenges_one_takes_it(self, ada: User, code: str) -> None:
        answers = values(race([verifying(ada, recovery=code) for _ in range(USES)]))

        assert statuses(answers) == {200: 1, 400: USES - 1}
        assert SecurityEvent.objects.filter(kind="recovery_code_used").count() == 1

    def test_its_twin_that_looks_and_then_marks_takes_it_again(
        self, ada: User, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everybody_has_looked = Barrier(8)

        def careless(user: User, typed: str, *, caller: Caller, now: datetime) -> None:
            row = RecoveryCode.objects.get(user=user)
            if row.used_at is not None or typed != recovery.code_of(row):
                raise CodeNotValid()
            everybody_has_looked.wait(PATIENCE)
            RecoveryCode.objects.filter(pk=row.pk).update(used_at=now)

        monkeypatch.setattr(recovery, "use", careless)

        answers = values(race([verifying(ada, recovery=code) for _ in range(8)]))

        assert statuses(answers)[200] > 1


class TestAPasskey:
    @pytest.fixture
    def phone(self, client: APIClient) -> Authenticator:
        """One that does not count, so that only the challenge makes a signature unique."""
        made = Authenticator(counts=False)
        add_passkey(client, made)
        return made

    def signed(self, phone: Authenticator) -> dict[str, Any]:
        begun = post(BEGIN_SIGN_IN).json()
        return {"challenge": begun["challenge"], "credential": phone.sign(begun["options"])}

    def test_of_sixty_four_uses_of_a_signature_one_signs_in(self, phone: Authenticator) -> None:
        body = self.signed(phone)

        answers = values(race([posting(SIGN_IN, body)] * USES))

        assert statuses(answers) == {200: 1, 410: USES - 1}

    def test_its_twin_that_looks_and_then_marks_signs_in_again(
        self, phone: Authenticator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everybody_has_looked = Barrier(one_time.MOST_FAILURES)
        body = self.signed(phone)
        monkeypatch.setattr(one_time, "use", look_then_mark(everybody_has_looked))

        answers = values(race([posting(SIGN_IN, body)] * one_time.MOST_FAILURES))

        assert statuses(answers)[200] > 1

    def test_a_new_one_is_kept_once(self, client: APIClient) -> None:
        begun = client.post(BEGIN, {}, format="json").json()
        credential = Authenticator().register(begun["options"])
        body = {"challenge": begun["challenge"], "name": "Phone", "credential": credential}

        def add() -> Any:
            return client.post(PASSKEYS, body, format="json")

        answers = values(race([patiently(add)] * USES))

        assert statuses(answers) == {201: 1, 410: USES - 1}
        assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (1, recovery.HOW_MANY)

    def test_of_a_key_and_its_copy_with_the_same_count_one_signs_in(
        self, phone: Authenticator
    ) -> None:
        phone.counts = True
        bodies = []
        for _ in range(8):
            phone.keys[0].count = 0
            bodies.append(self.signed(phone))

        answers = values(race([posting(SIGN_IN, body) for body in bodies]))

        assert statuses(answers) == {200: 1, 400: 7}


class TestTheLastTwoFactors:
    @pytest.fixture
    def removing(self, client: APIClient) -> list[Callable[[], Any]]:
        add_app(client)
        key = add_passkey(client, Authenticator())
        paths = [TOTP, f"{PASSKEYS}{key['id']}/"]
        return [patiently(lambda path=path: client.delete(path)) for path in paths]  # type: ignore[misc]

    def test_removed_together_take_the_recovery_codes_along(
        self, removing: list[Callable[[], Any]]
    ) -> None:
        answers = values(race(removing))

        assert statuses(answers) == {204: 2}
        assert RecoveryCode.objects.count() == 0

    def test_their_twin_without_the_lock_on_the_person_leaves_them(
        self, removing: list[Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both_have_removed, both_have_looked = Barrier(2), Barrier(2)
        right = recovery.drop_without_a_factor

        def unlocked(user_id: Any) -> User:
            return User.objects.get(pk=user_id)

        def after_both(user: User) -> None:
            both_have_removed.wait(PATIENCE)
            right(user)
            both_have_looked.wait(PATIENCE)

        for module in (totp, passkeys):
            monkeypatch.setattr(module, "locked_user", unlocked)
        monkeypatch.setattr(recovery, "drop_without_a_factor", after_both)

        answers = values(race(removing))

        assert statuses(answers) == {204: 2}
        assert RecoveryCode.objects.count() == recovery.HOW_MANY
