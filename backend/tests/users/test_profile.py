from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import make_user
from tests.users.conftest import refusal
from users.models import RoleChange, User

pytestmark = pytest.mark.django_db
PATH = "/api/auth/profile/"
Client = Callable[..., APIClient]


def shown(person: User) -> dict[str, Any]:
    return {
        "id": str(person.pk),
        "email": person.email,
        "username": person.username,
        "role": person.role,
        "avatar": person.avatar,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "time_zone": person.time_zone,
        "date_joined": person.date_joined.isoformat().replace("+00:00", "Z"),
        "email_verified": person.email_verified,
        "pending_email": person.pending_email,
        "has_password": person.has_usable_password(),
    }


def test_people_read_their_own_account(as_user: Client) -> None:
    person = make_user(first_name="Ada", avatar="https://example.com/a.png")
    make_user()

    response = as_user(person).get(PATH)

    assert response.status_code == 200
    assert response.json() == shown(person)
    assert response["Cache-Control"] == "no-store"


def test_me_is_the_short_form(as_user: Client) -> None:
    person = make_user()

    response = as_user(person).get("/api/me/")

    assert response.status_code == 200
    assert response.json() == {
        "id": str(person.pk),
        "username": person.username,
        "email": person.email,
        "role": "USER",
        "avatar": None,
    }


@pytest.mark.parametrize("method", ["get", "put", "patch"])
def test_nobody_has_no_profile(as_user: Client, method: str) -> None:
    response = getattr(as_user(), method)(PATH, {}, format="json")

    assert refusal(response) == (401, "not_authenticated")


def test_a_patch_changes_what_it_names(as_user: Client) -> None:
    person = make_user(last_name="Lovelace")
    changes = {
        "username": "ada",
        "first_name": " Ada ",
        "avatar": "https://example.com/a.png",
        "time_zone": "America/New_York",
    }

    response = as_user(person).patch(PATH, changes, format="json")

    assert response.status_code == 200
    person.refresh_from_db()
    assert response.json() == shown(person)
    assert {name: getattr(person, name) for name in [*changes, "last_name"]} == {
        **changes,
        "first_name": "Ada",
        "last_name": "Lovelace",
    }


def test_a_read_edited_and_put_profile_is_taken(as_user: Client) -> None:
    client = as_user(make_user(avatar="https://example.com/a.png"))
    read = client.get(PATH).json()

    response = client.put(
        PATH, {**read, "last_name": "Hopper", "date_joined": "1999-01-01"}, format="json"
    )

    assert response.status_code == 200
    assert response.json() == {**read, "last_name": "Hopper"}


def test_a_put_leaves_what_it_does_not_name(as_user: Client) -> None:
    person = make_user(first_name="Ada", avatar="https://example.com/a.png", time_zone="Asia/Tokyo")

    response = as_user(person).put(PATH, {"email": "a@b.org", "username": "ada"}, format="json")

    assert response.status_code == 200
    person.refresh_from_db()
    assert (person.pending_email, person.first_name, person.avatar, person.time_zone) == (
        "a@b.org",
        "Ada",
        "https://example.com/a.png",
        "Asia/Tokyo",
    )


@pytest.mark.parametrize("missing", ["email", "username"])
def test_a_put_names_email_and_username(as_user: Client, missing: str) -> None:
    body = {"email": "a@b.org", "username": "ada", "first_name": "Ada"}
    del body[missing]

    response = as_user(make_user()).put(PATH, body, format="json")

    assert response.status_code == 400
    assert response.json() == {missing: ["This field is required."]}


@pytest.mark.parametrize("empty", [None, ""])
def test_the_avatar_can_be_taken_away(as_user: Client, empty: str | None) -> None:
    person = make_user(avatar="https://example.com/a.png")

    response = as_user(person).patch(PATH, {"avatar": empty}, format="json")

    assert response.json()["avatar"] is None
    person.refresh_from_db()
    assert person.avatar is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nothing"),
        ("email", ""),
        ("email", None),
        ("username", "a@b"),
        ("username", ""),
        ("avatar", "http://example.com/a.png"),
        ("avatar", "HTTPS://example.com/a.png"),
        ("avatar", "javascript:alert(1)"),
        ("avatar", "data:text/html,x"),
        ("avatar", "https://"),
        ("avatar", "https://example.com/a\nb"),
        ("avatar", "https://example.com/" + "a" * 2048),
        ("avatar", ["https://example.com/a.png"]),
        ("avatar", {"url": 1}),
        ("first_name", None),
        ("first_name", {}),
        ("last_name", "a\x00"),
        ("last_name", "a\rBcc: b"),
        ("time_zone", "Nowhere"),
        ("time_zone", ""),
        ("role", "CREATOR"),
        ("role", "creator"),
        ("role", None),
        ("role", ["USER"]),
        ("id", "0198d7a4-0000-7000-8000-000000000000"),
        ("is_staff", True),
        ("is_superuser", True),
        ("is_active", False),
        ("password", "correct horse 43"),
        ("groups", []),
        ("user_permissions", [1]),
        ("last_login", "2020-01-01T00:00:00Z"),
        ("token_families", []),
    ],
)
@pytest.mark.parametrize("method", ["patch", "put"])
def test_what_may_not_be_written_is_refused_on_its_field(
    as_user: Client, method: str, field: str, value: Any
) -> None:
    person = make_user(avatar="https://example.com/a.png", first_name="Ada")
    before = User.objects.filter(pk=person.pk).values().get()
    body = {"email": person.email, "username": person.username, "last_name": "Changed"}

    response = getattr(as_user(person), method)(PATH, {**body, field: value}, format="json")

    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert User.objects.filter(pk=person.pk).values().get() == before


@pytest.mark.parametrize("role", ["USER", "user"])
def test_what_equals_the_present_value_is_ignored(as_user: Client, role: str) -> None:
    person = make_user()
    body = {"role": role, "id": str(person.pk), "is_staff": False, "first_name": "Ada"}

    response = as_user(person).patch(PATH, body, format="json")

    assert response.status_code == 200
    assert response.json()["first_name"] == "Ada"
    assert RoleChange.objects.count() == 0


@pytest.mark.parametrize("body", [[], "text", 7, [{"email": "a@b.org"}]])
def test_a_body_that_is_no_object_is_refused(as_user: Client, body: Any) -> None:
    response = as_user(make_user()).patch(PATH, body, format="json")

    assert response.status_code == 400
    assert response.json() == {"non_field_errors": ["Send a JSON object."]}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "TAKEN@example.com", "Someone already uses this e-mail."),
        ("username", "Taken", "Someone already uses this username."),
    ],
)
def test_what_somebody_else_has_is_refused(
    as_user: Client, field: str, value: str, sentence: str
) -> None:
    make_user(username="taken", email="taken@example.com")
    person = make_user(first_name="Ada")

    response = as_user(person).patch(PATH, {field: value, "first_name": "Eve"}, format="json")

    assert response.status_code == 400
    assert response.json() == {field: [sentence]}
    person.refresh_from_db()
    assert person.first_name == "Ada"


def test_the_case_of_ones_own_name_can_change(as_user: Client) -> None:
    person = make_user(username="ada", email="ada@example.com")

    body = {"username": "Ada", "email": "Ada@Example.com"}
    response = as_user(person).patch(PATH, body, format="json")

    assert response.status_code == 200
    assert response.json()["username"] == "Ada"
    assert response.json()["email"] == "Ada@Example.com"


@pytest.mark.parametrize(
    ("method", "path"), [("patch", PATH), ("put", PATH), ("post", "/api/auth/become-creator/")]
)
def test_an_account_deleted_meanwhile_is_not_found(as_user: Client, method: str, path: str) -> None:
    person = make_user()
    client = as_user(person)
    User.objects.filter(pk=person.pk).delete()
    body = {"email": "a@b.org", "username": "ada"} if path == PATH else {}

    response = getattr(client, method)(path, body, format="json")

    assert refusal(response) == (404, "not_found")
