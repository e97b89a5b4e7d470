from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, post, refusal
from users.models import RefreshToken, Role, TokenFamily, User

pytestmark = pytest.mark.django_db
PATH = "/api/auth/register/"
ADA = {"email": "Ada@Example.com", "username": "ada", "password": PASSWORD}


def test_a_new_person_gets_an_account_and_is_signed_in(frozen: FakeClock) -> None:
    response = post(PATH, {**ADA, "first_name": "Ada", "time_zone": "Europe/Berlin"})

    body = response.json()
    assert response.status_code == 201
    assert response["Location"] == "/api/auth/profile/"
    assert response["Cache-Control"] == "no-store"
    assert {name: body[name] for name in body if name not in ("id", "access", "refresh")} == {
        "email": "Ada@Example.com",
        "username": "ada",
        "role": "USER",
        "avatar": None,
        "first_name": "Ada",
        "last_name": "",
        "time_zone": "Europe/Berlin",
        "date_joined": frozen.moment.isoformat().replace("+00:00", "Z"),
        "email_verified": False,
        "pending_email": None,
        "has_password": True,
    }
    assert bearer(body["access"]).get("/api/me/").json()["id"] == body["id"]
    assert post("/api/auth/token/refresh/", {"refresh": body["refresh"]}).status_code == 200


def test_the_password_is_kept_as_argon2id_with_owasps_parameters() -> None:
    post(PATH, ADA)

    assert User.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("sent", ["CREATOR", "creator", "Creator"])
def test_the_role_may_be_chosen_in_any_case(sent: str) -> None:
    assert post(PATH, {**ADA, "role": sent}).json()["role"] == "CREATOR"
    assert User.objects.get().role == Role.CREATOR


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@EXAMPLE.COM"])
def test_a_taken_email_is_refused_without_regard_to_case(email: str) -> None:
    make_user(email="Ada@example.com")

    response = post(PATH, {**ADA, "email": email})

    assert response.status_code == 400
    assert response.json() == {"email": ["Someone already uses this e-mail."]}
    assert User.objects.count() == 1
    assert TokenFamily.objects.count() == 0


# The second is a ligature that Unicode (NFKC) takes for "ADAfi".
@pytest.mark.parametrize("username", ["adafi", "ADA\ufb01"])
def test_a_taken_username_is_refused_without_regard_to_case(username: str) -> None:
    make_user(username="Adafi")

    response = post(PATH, {**ADA, "username": username})

    assert response.status_code == 400
    assert response.json() == {"username": ["Someone already uses this username."]}
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short1", "This password is too short. It must contain at least 8 characters."),
        ("password123", "This password is too common."),
        ("29384756102", "This password is entirely numeric."),
        ("ada@example", "The password is too similar to the email."),
        ("x" * 129, "Ensure this field has no more than 128 characters."),
    ],
)
def test_a_weak_or_endless_password_is_refused(password: str, sentence: str) -> None:
    response = post(PATH, {**ADA, "password": password})

    assert response.status_code == 400
    assert sentence in response.json()["password"]
    assert User.objects.count() == 0


def test_a_password_of_128_characters_is_taken_as_it_is_typed() -> None:
    password = " spaced " + "x" * 120

    assert post(PATH, {**ADA, "password": password}).status_code == 201
    login = {"email": "ada", "password": password}
    assert post("/api/auth/login/", login).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "ada@home"),
        ("username", "ada home"),
        ("username", "x" * 151),
        ("username", ""),
        ("username", None),
        ("username", ["ada"]),
        ("username", "a\x00da"),
        ("username", "\u00bd"),
        ("email", "no e-mail"),
        ("email", "a@" + "b" * 250 + ".com"),
        ("email", {"a": 1}),
        ("password", None),
        ("password", "nul \x00 and more letters"),
        ("role", "ADMIN"),
        ("role", 7),
        ("role", None),
        ("first_name", "two\nlines"),
        ("last_name", "x" * 151),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "localtime"),
        ("time_zone", "../../etc/passwd"),
        ("is_staff", True),
        ("is_superuser", True),
        ("is_superuser", "true"),
        ("id", "0198d7a4-0000-7000-8000-000000000000"),
        ("is_active", False),
        ("groups", [1]),
        ("last_login", None),
        ("avatar", "https://example.com/me.png"),
    ],
)
def test_what_does_not_fit_is_refused_on_its_field(field: str, value: Any) -> None:
    response = post(PATH, {**ADA, field: value})

    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert User.objects.count() == 0


def test_a_lone_half_of_a_character_is_refused() -> None:
    raw = b'{"email": "a@b.org", "username": "a\\ud800", "password": "correct horse 42"}'
    client = bearer("")

    response = client.post(PATH, raw, content_type="application/json")

    assert refusal(response) == (400, "parse_error")
    assert User.objects.count() == 0


def test_flags_that_change_nothing_are_ignored() -> None:
    body = {**ADA, "is_staff": False, "is_superuser": False, "date_joined": "2001-01-01T00:00:00Z"}

    response = post(PATH, body)

    assert response.status_code == 201
    person = User.objects.get()
    assert (person.is_staff, person.is_superuser, person.date_joined.year > 2001) == (
        False,
        False,
        True,
    )


def test_a_stale_token_in_the_header_does_not_matter() -> None:
    assert post(PATH, ADA, authorization="Bearer dead").status_code == 201


def test_a_key_for_retries_does_not_keep_tokens() -> None:
    """The second is a new attempt, which finds the name taken."""
    first = post(PATH, ADA, idempotency_key="one")
    second = post(PATH, ADA, idempotency_key="one")

    assert (first.status_code, second.status_code) == (201, 400)


@pytest.mark.usefixtures("strict_limits")
def test_registrations_of_one_address_are_limited(frozen: FakeClock, settings: Settings) -> None:
    settings.REGISTRATIONS_PER_HOUR = 2
    taken = {**ADA, "password": "short"}
    assert [post(PATH, taken).status_code for _ in range(2)] == [400, 400]

    response = post(PATH, ADA)

    assert refusal(response) == (429, "throttled")
    assert response["Retry-After"] == "3600"
    assert RefreshToken.objects.count() == 0
    frozen.moment += timedelta(hours=1)
    assert post(PATH, ADA).status_code == 201
