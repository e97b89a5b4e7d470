from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import make_creator, make_user
from tests.users.conftest import bearer, refusal
from users.models import Role, RoleChange
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
PATH = "/api/auth/become-creator/"
EVENT = {"title": "Advanced Django", "description": "Deep dive into Django internals"}


def test_the_same_access_token_has_the_new_rights_at_once(
    signed_in: Callable[..., SignedIn], frozen: FakeClock
) -> None:
    device = signed_in()
    client = bearer(device.access)
    refused = client.post("/api/events/", EVENT, format="json")
    assert refusal(refused) == (403, "creator_required")

    response = client.post(PATH)

    assert response.status_code == 200
    assert response.json() == {**client.get("/api/auth/profile/").json(), "role": "CREATOR"}
    assert client.post("/api/events/", EVENT, format="json").status_code == 201
    change = RoleChange.objects.values("user", "changed_by", "from_role", "to_role", "at").get()
    assert change == {
        "user": device.user.pk,
        "changed_by": device.user.pk,
        "from_role": "USER",
        "to_role": "CREATOR",
        "at": frozen.moment,
    }


def test_again_changes_nothing(as_user: Callable[..., APIClient]) -> None:
    client = as_user(make_user())

    answers = [client.post(PATH, {}, format="json") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert RoleChange.objects.count() == 1


def test_a_creator_is_one_already(as_user: Callable[..., APIClient]) -> None:
    assert as_user(make_creator()).post(PATH).json()["role"] == "CREATOR"
    assert RoleChange.objects.count() == 0


def test_nobody_does_not_become_a_creator(as_user: Callable[..., APIClient]) -> None:
    assert refusal(as_user().post(PATH)) == (401, "not_authenticated")


def test_another_role_can_not_be_asked_for(as_user: Callable[..., APIClient]) -> None:
    person = make_user()

    response = as_user(person).post(PATH, {"role": "ADMIN"}, format="json")

    assert response.status_code == 400
    person.refresh_from_db()
    assert person.role == Role.USER


def test_what_creators_do_needs_a_sign_in_first(as_user: Callable[..., APIClient]) -> None:
    response = as_user().post("/api/events/", EVENT, format="json")

    assert refusal(response) == (401, "not_authenticated")
    assert response["WWW-Authenticate"] == "Bearer"
