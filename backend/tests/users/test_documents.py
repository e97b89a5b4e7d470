"""The account parts of both documents, as their clients send them."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import make_creator, make_user
from tests.users.conftest import bearer, refusal

pytestmark = pytest.mark.django_db


def test_the_first_documents_client_registers_logs_in_refreshes_and_edits_its_profile() -> None:
    client = APIClient()
    person = {"email": "ada@example.com", "username": "ada", "password": "correct horse 42"}

    registered = client.post("/api/auth/register/", person, format="json")
    login = {"email": person["email"], "password": person["password"]}
    logged_in = client.post("/api/auth/login/", login, format="json")
    refreshed = client.post(
        "/api/auth/token/refresh/", {"refresh": logged_in.json()["refresh"]}, format="json"
    )
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {refreshed.json()['access']}")
    read = client.get("/api/auth/profile/")
    changed = client.patch("/api/auth/profile/", {"first_name": "Ada"}, format="json")

    assert [registered.status_code, logged_in.status_code, refreshed.status_code] == [201, 200, 200]
    fields = {"id", "email", "username", "role", "avatar", "first_name", "last_name"}
    for account in (registered, read, changed):
        assert fields <= account.json().keys()
    assert fields <= logged_in.json()["user"].keys()
    assert (read.json()["role"], changed.json()["first_name"]) == ("USER", "Ada")


def test_the_second_documents_client_gets_tokens_and_reads_itself() -> None:
    creator = make_creator(
        username="creator_user", email="creator@example.com", password="password"
    )

    tokens = APIClient().post(
        "/api/token/", {"username": "creator_user", "password": "password"}, format="json"
    )
    refreshed = APIClient().post(
        "/api/token/refresh/", {"refresh": tokens.json()["refresh"]}, format="json"
    )
    me = bearer(refreshed.json()["access"]).get("/api/me/")

    assert me.json() == {
        "id": str(creator.pk),
        "username": "creator_user",
        "email": "creator@example.com",
        "role": "CREATOR",
        "avatar": None,
    }


@pytest.mark.parametrize(("role", "status"), [("CREATOR", 201), ("USER", 403)])
def test_the_second_documents_users_create_events_by_their_role(role: str, status: int) -> None:
    make_user(username="somebody", role=role, password="password")
    tokens = APIClient().post(
        "/api/token/", {"username": "somebody", "password": "password"}, format="json"
    )
    event = {
        "title": "Advanced Django",
        "description": "Deep dive into Django internals",
    }

    response = bearer(tokens.json()["access"]).post("/api/events/", event, format="json")

    assert response.status_code == status


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/auth/register/"),
        ("get", "/api/auth/login/"),
        ("put", "/api/token/"),
        ("delete", "/api/auth/profile/"),
        ("post", "/api/me/"),
        ("get", "/api/auth/become-creator/"),
    ],
)
def test_other_methods_are_told_so(method: str, path: str) -> None:
    client: Any = APIClient()
    client.force_authenticate(make_user())

    assert refusal(getattr(client, method)(path)) == (405, "method_not_allowed")
