"""What happens at the same moment: real threads, real connections, real commits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from rest_framework.test import APIClient

from core import limits
from core.errors import TooManyRequests
from core.models import RateLimit
from tests.concurrency.racing import race, statuses, values
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, post, refusal
from users.models import RefreshToken, RoleChange, TokenFamily, User
from users.passwords import MAX_PASSWORD_LENGTH
from users.services import token_families
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN, REFRESH, LOGOUT = "/api/auth/login/", "/api/auth/token/refresh/", "/api/auth/logout/"
TABS = 8
TRIES = 64
Device = Callable[..., SignedIn]


def refreshing(device: SignedIn) -> Callable[[], Any]:
    def refresh() -> Any:
        # A client that raises would raise the faults of the other threads' requests, too.
        client = APIClient(raise_request_exception=False)
        return client.post(REFRESH, {"refresh": device.refresh}, format="json")

    return refresh


class TestTabsThatRefreshAtOnce:
    def test_they_all_get_the_same_successor(self, signed_in: Device) -> None:
        device = signed_in()

        answers = values(race([refreshing(device)] * TABS))

        assert statuses(answers) == {200: TABS}
        assert len({answer.json()["refresh"] for answer in answers}) == 1
        assert RefreshToken.objects.count() == 2
        assert TokenFamily.objects.get().revoked_at is None
        for answer in answers:
            assert bearer(answer.json()["access"]).get("/api/me/").status_code == 200

    def test_their_twin_without_the_lock_breaks_on_the_constraint(
        self, signed_in: Device, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        device = signed_in()
        everybody_has_read = Barrier(TABS)
        replace = token_families._replace

        def without_lock(claims: Any) -> TokenFamily:
            return TokenFamily.objects.select_related("user").get(pk=claims.family_id)

        def replace_later(*arguments: Any) -> RefreshToken:
            everybody_has_read.wait(30)
            return replace(*arguments)

        monkeypatch.setattr(token_families, "_locked_family", without_lock)
        monkeypatch.setattr(token_families, "_replace", replace_later)

        answers = values(race([refreshing(device)] * TABS))

        assert statuses(answers) == {200: 1, 500: TABS - 1}

    def test_a_logout_among_them_wins(self, signed_in: Device) -> None:
        device = signed_in()

        def logout() -> Any:
            return post(LOGOUT, {"refresh": device.refresh})

        answers = values(race([refreshing(device), logout, refreshing(device)]))

        assert answers[1].status_code == 204
        assert TokenFamily.objects.get().revoked_at is not None
        for answer in (answers[0], answers[2]):
            tokens = answer.json()
            if answer.status_code == 200:
                dead = bearer(tokens["access"]).get("/api/me/")
                assert refusal(dead) == (401, "token_not_valid")

    def test_thieves_who_come_late_end_the_family_once(
        self, signed_in: Device, frozen: FakeClock
    ) -> None:
        device = signed_in()
        refreshing(device)()
        frozen.moment += timedelta(minutes=1)

        answers = values(race([refreshing(device)] * TABS))

        assert statuses(answers) == {401: TABS}
        assert TokenFamily.objects.get().revoked_at == frozen.moment
        assert RefreshToken.objects.count() == 2


@pytest.mark.usefixtures("strict_limits")
class TestManyWrongPasswordsAtOnce:
    # Refused before it is hashed: the test is about the count alone.
    WRONG = "x" * (MAX_PASSWORD_LENGTH + 1)

    @pytest.mark.parametrize("names", [["ada", "Ada@Example.com"], ["nobody", "NOBODY"]])
    def test_sixty_four_tries_never_pass_the_limit(
        self, names: list[str], frozen: FakeClock
    ) -> None:
        make_user(username="ada", email="ada@example.com", password=PASSWORD)
        tries = [self.trying(names[number % 2]) for number in range(TRIES)]

        answers = values(race(tries))

        assert statuses(answers) == {401: 10, 429: TRIES - 10}
        refused = [answer for answer in answers if answer.status_code == 429]
        assert {answer["Retry-After"] for answer in refused} == {"300"}

    def test_the_right_password_among_them_does_not_stretch_it(self) -> None:
        make_user(username="ada", password=PASSWORD)
        right = {"email": "ada", "password": PASSWORD}
        tries = [self.trying("ada") for _ in range(TRIES - 1)]

        answers = values(race([*tries, lambda: post(LOGIN, right)]))

        assert statuses(answers)[401] <= 10
        assert answers[-1].status_code in (200, 429)

    def test_the_limit_of_the_address_holds_too(self) -> None:
        tries = [self.trying(f"person{number}") for number in range(TRIES)]

        answers = values(race(tries))

        assert statuses(answers) == {401: 50, 429: TRIES - 50}

    def test_their_twin_that_looks_and_then_counts_lets_them_all_pass(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everybody_has_looked = Barrier(TRIES)
        consume = limits.consume

        def look_then_count(key: str, *, limit: int, window: timedelta, now: datetime) -> None:
            if not key.startswith("login:account"):
                return
            if RateLimit.objects.filter(key=key, hits__gte=limit).exists():
                raise TooManyRequests(1)
            everybody_has_looked.wait(30)
            consume(key, limit=TRIES, window=window, now=now)

        monkeypatch.setattr(limits, "consume", look_then_count)

        answers = values(race([self.trying("ada")] * TRIES))

        assert statuses(answers) == {401: TRIES}

    def trying(self, name: str) -> Callable[[], Any]:
        return lambda: post(LOGIN, {"email": name, "password": self.WRONG})


def test_of_two_people_who_register_the_same_name_one_gets_it() -> None:
    def registering(email: str, username: str) -> Callable[[], Any]:
        body = {"email": email, "username": username, "password": PASSWORD}
        return lambda: post("/api/auth/register/", body)

    by_email = values(race([registering("Ada@b.org", "ada"), registering("ada@B.org", "eve")]))
    by_name = values(race([registering("one@b.org", "Bob"), registering("two@b.org", "bob")]))

    for answers, field in ((by_email, "email"), (by_name, "username")):
        assert statuses(answers) == {201: 1, 400: 1}
        refused = next(answer for answer in answers if answer.status_code == 400)
        assert list(refused.json()) == [field]
    assert User.objects.count() == TokenFamily.objects.count() == 2


def test_becoming_a_creator_many_times_at_once_is_recorded_once(signed_in: Device) -> None:
    client = bearer(signed_in().access)

    answers = values(race([lambda: client.post("/api/auth/become-creator/")] * TABS))

    assert statuses(answers) == {200: TABS}
    assert RoleChange.objects.count() == 1


def test_changes_of_different_fields_at_once_both_stay(signed_in: Device) -> None:
    client = bearer(signed_in().access)

    def changing(**fields: str) -> Callable[[], Any]:
        return lambda: client.patch("/api/auth/profile/", fields, format="json")

    race([changing(first_name="Ada"), changing(last_name="Lovelace")])

    person = User.objects.get()
    assert (person.first_name, person.last_name) == ("Ada", "Lovelace")


def test_an_account_deleted_during_its_sign_in_does_not_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = make_user(username="ada", password=PASSWORD)
    check_password = User.check_password

    def check_then_delete(self: User, password: str) -> bool:
        right = check_password(self, password)
        User.objects.filter(pk=person.pk).delete()
        return right

    monkeypatch.setattr(User, "check_password", check_then_delete)

    response = post(LOGIN, {"email": "ada", "password": PASSWORD})

    assert refusal(response) == (401, "invalid_credentials")
