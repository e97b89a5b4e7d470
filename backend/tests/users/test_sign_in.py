from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, post, refusal
from users.models import TokenFamily

pytestmark = pytest.mark.django_db
PATH = "/api/auth/login/"
WRONG = {"detail": "The e-mail or the password is not right.", "code": "invalid_credentials"}
REFUSED_PASSWORD = "not this one at all"


def sign_in(name: str, password: str = PASSWORD, *, address: str = "203.0.113.9") -> Any:
    body = {"email": name, "password": password}
    return APIClient().post(PATH, body, format="json", REMOTE_ADDR=address)


@pytest.mark.parametrize(
    "body",
    [
        {"email": "ada@example.com"},
        {"email": "ADA@Example.com"},
        {"email": "ada"},
        {"username": "ADA"},
        {"username": "ada@example.com"},
        {"email": " ada "},
        {"email": "ada", "username": "somebody else"},
    ],
)
def test_a_person_signs_in_by_email_or_username_in_any_case(body: dict[str, str]) -> None:
    person = make_user(username="Ada", email="Ada@example.com", password=PASSWORD)

    response = post(PATH, {**body, "password": PASSWORD})

    assert response.status_code == 200
    assert list(response.json()) == ["user", "access", "refresh"]
    assert response.json()["user"]["id"] == str(person.pk)
    assert response["Cache-Control"] == "no-store"
    profile = bearer(response.json()["access"]).get("/api/auth/profile/")
    assert profile.json() == response.json()["user"]


def test_the_second_documents_route_gives_the_tokens_alone() -> None:
    make_user(username="Ada", email="ada@example.com", password=PASSWORD)

    for name in ("ada", "ADA@example.com"):
        response = post("/api/token/", {"username": name, "password": PASSWORD})
        assert response.status_code == 200
        assert list(response.json()) == ["access", "refresh"]


@pytest.mark.parametrize("path", ["/api/auth/login/", "/api/token/"])
def test_every_failure_looks_the_same(path: str, hashes: list[str]) -> None:
    make_user(username="known", password=PASSWORD)
    make_user(username="inactive", password=PASSWORD, is_active=False)
    make_user(username="unusable")
    hashes.clear()
    tries = [
        ("known", REFUSED_PASSWORD),
        ("inactive", PASSWORD),
        ("unusable", PASSWORD),
        ("nobody", PASSWORD),
        ("nobody@example.com", PASSWORD),
    ]

    answers = [post(path, {"username": name, "password": word}) for name, word in tries]

    for answer in answers:
        assert answer.status_code == 401
        assert answer.json() == WRONG
        assert answer["WWW-Authenticate"] == "Bearer"
    assert [sorted(answer.headers) for answer in answers] == [sorted(answers[0].headers)] * 5
    # One slow call each: the time of a hash tells nothing either.
    assert len(hashes) == len(tries)
    assert TokenFamily.objects.count() == 0


def test_an_unknown_account_costs_the_same_queries_as_a_known_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_user(username="known", password=PASSWORD)

    for name in ("known", "nobody"):
        with django_assert_num_queries(4):
            sign_in(name, REFUSED_PASSWORD)


def test_a_password_that_nobody_can_have_is_refused_without_hashing_it(
    hashes: list[str],
) -> None:
    make_user(username="known", password=PASSWORD)
    hashes.clear()

    answers = [sign_in(name, "x" * 500_000) for name in ("known", "nobody")]

    assert [answer.json() for answer in answers] == [WRONG, WRONG]
    assert hashes == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"password": PASSWORD}, "email"),
        ({"email": "", "password": PASSWORD}, "email"),
        ({"email": "ada"}, "password"),
        ({"email": "ada", "password": ""}, "password"),
        ({"email": "a\x00da", "password": PASSWORD}, "email"),
        ({"email": "ada", "password": "nul\x00"}, "password"),
        ({"email": ["ada"], "password": PASSWORD}, "email"),
        ({"email": "x" * 255, "password": PASSWORD}, "email"),
        ({"email": "ada", "password": PASSWORD, "remember": True}, "remember"),
        ([], "non_field_errors"),
        ("ada", "non_field_errors"),
    ],
)
def test_a_body_that_is_no_login_is_refused(body: Any, field: str) -> None:
    response = post(PATH, body)

    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_characters_of_every_kind_are_a_wrong_password() -> None:
    make_user(username="known", password=PASSWORD)

    for name in ("known\U0001f600", "%", "' OR 1=1 --", "\u202eknown", "ﬁ@ﬁ"):
        assert sign_in(name, "\U0001f511 clé").json() == WRONG


@pytest.mark.usefixtures("strict_limits")
def test_after_ten_failures_an_account_waits_for_the_end_of_the_window(frozen: FakeClock) -> None:
    make_user(username="ada", email="ada@example.com", password=PASSWORD)
    names = ["ada", "ADA@example.com"] * 5
    assert [sign_in(name, REFUSED_PASSWORD).status_code for name in names] == [401] * 10

    response = sign_in("ada")

    assert refusal(response) == (429, "throttled")
    assert response["Retry-After"] == "300"
    assert TokenFamily.objects.count() == 0
    frozen.moment += timedelta(minutes=5)
    assert sign_in("ada").status_code == 200


@pytest.mark.usefixtures("strict_limits")
def test_a_name_that_nobody_has_is_limited_alike(frozen: FakeClock) -> None:
    answers = [sign_in(name, REFUSED_PASSWORD) for name in ["nobody", "NOBODY"] * 5]
    assert [answer.status_code for answer in answers] == [401] * 10

    assert refusal(sign_in("nobody")) == (429, "throttled")
    assert sign_in("somebody").status_code == 401


@pytest.mark.usefixtures("strict_limits")
def test_right_passwords_are_no_failures(frozen: FakeClock) -> None:
    make_user(username="ada", password=PASSWORD)

    assert [sign_in("ada").status_code for _ in range(12)] == [200] * 12


@pytest.mark.usefixtures("strict_limits")
def test_an_attacker_elsewhere_does_not_lock_the_owner_out(frozen: FakeClock) -> None:
    make_user(username="ada", password=PASSWORD)
    assert sign_in("ada", address="203.0.113.9").status_code == 200
    for _ in range(12):
        sign_in("ada", REFUSED_PASSWORD, address="198.51.100.7")

    assert refusal(sign_in("ada", address="198.51.100.8")) == (429, "throttled")
    assert sign_in("ada", address="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("strict_limits")
def test_a_known_address_has_a_limit_too(frozen: FakeClock) -> None:
    make_user(username="ada", password=PASSWORD)
    sign_in("ada")

    answers = [sign_in("ada", REFUSED_PASSWORD).status_code for _ in range(11)]

    assert answers == [401] * 10 + [429]


@pytest.mark.usefixtures("strict_limits")
def test_failures_of_one_address_are_limited_over_all_accounts(
    frozen: FakeClock, settings: Settings
) -> None:
    settings.LOGIN_FAILURES_PER_ADDRESS = 3
    make_user(username="ada", password=PASSWORD)
    neighbours = [f"2001:db8:1:2::{number}" for number in (1, 2, 3)]
    for address in neighbours:
        assert sign_in(f"person-{address[-1]}", address=address).status_code == 401

    assert refusal(sign_in("ada", address="2001:db8:1:2:ffff::1")) == (429, "throttled")
    assert sign_in("ada", address="2001:db8:1:3::1").status_code == 200


def test_a_stale_token_in_the_header_does_not_matter() -> None:
    make_user(username="ada", password=PASSWORD)

    body = {"email": "ada", "password": PASSWORD}
    assert post(PATH, body, authorization="Bearer dead").status_code == 200
    assert post(PATH, body, authorization="Basic YTpi").status_code == 200
