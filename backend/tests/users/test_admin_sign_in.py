"""How staff sign in to the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from core.errors import Unavailable
from core.models import RateLimit
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, post
from tests.users.factors import add_app, add_passkey, digits, wrong_digits
from tests.users.staff import LIST, client_of
from users import passwords
from users.models import TokenFamily, User
from users.services.token_families import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_http")]


def admin_login(
    name: str, password: str = PASSWORD, address: str = "203.0.113.9", code: str = ""
) -> Any:
    body = {"username": name, "password": password, "code": code}
    return Client(REMOTE_ADDR=address).post("/admin/login/?next=/admin/", body)


@pytest.mark.parametrize("name", ["Root", "root", "ROOT@example.com"])
def test_staff_sign_in_by_email_or_username_in_any_case(name: str) -> None:
    make_user(username="Root", email="root@example.com", password=PASSWORD, is_staff=True)

    assert admin_login(name).status_code == 302


def test_people_who_are_no_staff_do_not_get_in() -> None:
    make_user(username="ada", password=PASSWORD)

    response = admin_login("ada")

    assert response.status_code == 200
    assert "correct username and password for a staff account" in response.content.decode()


@pytest.mark.usefixtures("strict_limits")
def test_the_admins_login_has_the_same_limits_and_says_so() -> None:
    make_user(username="root", password=PASSWORD, is_staff=True)
    for _ in range(5):
        post("/api/auth/login/", {"email": "root", "password": "wrong"})
        admin_login("root", "wrong", address="127.0.0.1")

    response = admin_login("root", address="198.51.100.7")

    assert response.status_code == 200
    assert "Too many attempts." in response.content.decode()


@pytest.mark.usefixtures("strict_limits")
def test_an_attacker_elsewhere_does_not_lock_the_admin_out() -> None:
    make_user(username="root", password=PASSWORD, is_staff=True)
    assert admin_login("root").status_code == 302
    for _ in range(12):
        admin_login("root", "wrong", address="198.51.100.7")

    assert admin_login("root").status_code == 302
    assert not TokenFamily.objects.filter(revoked_at=None).exists()
    assert RateLimit.objects.filter(key="login:address:198.51.100.7/32").get().hits == 12


def test_a_busy_server_is_told_in_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(passwords.Bulkhead):
        def run(self, *_: Any) -> Any:
            raise Unavailable()

    make_user(username="root", password=PASSWORD, is_staff=True)
    monkeypatch.setattr(passwords, "_bulkhead", Full(places=1, wait=1))

    response = admin_login("root")

    assert response.status_code == 200
    assert "The server is busy right now." in response.content.decode()


class TestTheSecondFactorOfStaff:
    @pytest.fixture
    def root(self) -> User:
        return make_user(username="root", password=PASSWORD, is_staff=True, is_superuser=True)

    @pytest.fixture
    def own(self, root: User, signed_in: Callable[..., SignedIn], frozen: FakeClock) -> APIClient:
        return bearer(signed_in(root, prefix="198.51.100.7/32").access)

    def test_the_password_alone_opens_nothing(self, own: APIClient) -> None:
        add_app(own)

        answer = admin_login("root")

        assert answer.status_code == 200
        assert "Type the code of your app as well" in answer.content.decode()
        assert not TokenFamily.objects.filter(address_prefix="203.0.113.9/32").exists()

    def test_the_digits_of_the_moment_let_in_once(self, own: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(own)
        frozen.advance(seconds=30)

        first = admin_login("root", code=digits(app))
        replayed = admin_login("root", code=digits(app))

        assert first.status_code == 302
        assert replayed.status_code == 200
        assert "were used already" in replayed.content.decode()

    def test_so_does_a_recovery_code(self, own: APIClient) -> None:
        added = add_passkey(own, Authenticator())
        code = added["recovery_codes"][0].lower()

        assert admin_login("root", code=code).status_code == 302
        assert admin_login("root", code=code).status_code == 200

    def test_without_the_password_a_code_is_worth_nothing(self, own: APIClient) -> None:
        _, (code, *_) = add_app(own)

        answer = admin_login("root", "wrong", code=code)

        assert "correct username and password" in answer.content.decode()
        assert admin_login("root", code=code).status_code == 302

    def test_wrong_codes_are_noted_and_limited(self, own: APIClient, root: User) -> None:
        app, _ = add_app(own)
        wrong = wrong_digits(app)

        answers = [admin_login("root", code=wrong).content.decode() for _ in range(11)]

        assert ["Too many attempts." in each for each in answers] == [False] * 10 + [True]
        assert root.security_events.filter(kind="second_factor_failed").count() == 10

    def test_who_has_none_is_not_asked(self, root: User) -> None:
        assert admin_login("root").status_code == 302

    def test_a_clerk_takes_it_away_from_who_has_lost_it(
        self, clerk: User, root: User, own: APIClient, signed_in: Callable[..., SignedIn]
    ) -> None:
        device = signed_in(make_user(password=PASSWORD))
        person = device.user
        add_app(own)
        add_app(bearer(device.access))
        add_passkey(bearer(device.access), Authenticator())
        sent = {"action": "take_second_factor_away", "_selected_action": [person.pk, root.pk]}

        answer = client_of(clerk).post(LIST, sent)

        assert answer.status_code == 302
        left = (person.passkeys.count(), person.recovery_codes.count())
        assert (hasattr(User.objects.get(pk=person.pk), "totp"), *left) == (False, 0, 0)
        assert person.security_events.filter(kind="second_factor_taken").count() == 1
        login = {"email": person.email, "password": PASSWORD}
        assert post("/api/auth/login/", login).status_code == 200
        # Superusers are out of a clerk's reach.
        assert hasattr(User.objects.get(pk=root.pk), "totp")
