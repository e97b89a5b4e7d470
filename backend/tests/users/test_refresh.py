from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest

from core import clock
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, post, refusal
from users.models import RefreshToken, TokenFamily
from users.services.token_families import SignedIn, forget_dead_tokens
from users.tasks import forget_dead_sign_ins

pytestmark = pytest.mark.django_db
PATHS = ["/api/auth/token/refresh/", "/api/token/refresh/"]
PATH = PATHS[0]
Device = Callable[..., SignedIn]
DEAD = (401, "token_not_valid")


def refresh(token: str, path: str = PATH) -> dict[str, str]:
    response = post(path, {"refresh": token})
    assert response.status_code == 200, response.content
    tokens: dict[str, str] = response.json()
    return tokens


def is_dead(token: str) -> bool:
    response = post(PATH, {"refresh": token})
    return refusal(response) == DEAD and response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", PATHS)
def test_a_refresh_token_is_replaced(path: str, signed_in: Device, frozen: FakeClock) -> None:
    first = signed_in()

    response = post(path, {"refresh": first.refresh})

    assert response.status_code == 200
    assert list(response.json()) == ["access", "refresh"]
    assert response.json()["refresh"] != first.refresh
    assert response["Cache-Control"] == "no-store"
    me = bearer(response.json()["access"]).get("/api/me/")
    assert me.json()["id"] == str(first.user.pk)
    assert RefreshToken.objects.filter(spent_at=None).count() == 1


def test_a_refresh_token_lives_thirty_days_from_its_making(
    signed_in: Device, frozen: FakeClock
) -> None:
    device = signed_in()
    frozen.moment += timedelta(days=29, hours=23)
    successor = refresh(device.refresh)["refresh"]
    frozen.moment += timedelta(days=30)

    assert is_dead(successor)


def test_tabs_that_race_get_the_same_successor(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    first = refresh(device.refresh)
    frozen.moment += timedelta(seconds=30)

    second = refresh(device.refresh)

    assert second["refresh"] == first["refresh"]
    assert RefreshToken.objects.count() == 2
    refresh(first["refresh"])


def test_a_spent_token_after_the_grace_ends_the_whole_family(
    signed_in: Device, frozen: FakeClock
) -> None:
    device = signed_in()
    other_device = signed_in(device.user)
    thief = refresh(device.refresh)
    frozen.moment += timedelta(seconds=30, microseconds=1)

    assert is_dead(device.refresh)

    assert is_dead(thief["refresh"])
    for access in (device.access, thief["access"]):
        assert refusal(bearer(access).get("/api/me/")) == DEAD
    assert TokenFamily.objects.filter(revoked_at=None).count() == 1
    refresh(other_device.refresh)


def test_a_spent_token_whose_row_is_gone_ends_the_family_as_well(
    signed_in: Device, frozen: FakeClock
) -> None:
    device = signed_in()
    successor = refresh(device.refresh)["refresh"]
    frozen.moment += timedelta(days=2)
    forget_dead_tokens(now=clock.now())
    assert RefreshToken.objects.count() == 1

    assert is_dead(device.refresh)

    assert is_dead(successor)
    assert TokenFamily.objects.get().revoked_at == frozen.moment


def test_a_family_that_is_gone_is_just_dead(signed_in: Device) -> None:
    device = signed_in()
    TokenFamily.objects.all().delete()

    assert is_dead(device.refresh)


def test_a_deleted_person_gets_no_tokens(signed_in: Device) -> None:
    device = signed_in()
    device.user.delete()

    assert is_dead(device.refresh)


def test_an_inactive_person_gets_no_tokens(signed_in: Device) -> None:
    device = signed_in()
    device.user.is_active = False
    device.user.save()

    assert is_dead(device.refresh)
    assert RefreshToken.objects.get().spent_at is None


def test_another_password_ends_every_device(signed_in: Device) -> None:
    person = make_user(password=PASSWORD)
    devices = [signed_in(person), signed_in(person)]
    person.set_password("another horse 43")
    person.save()

    assert all(is_dead(device.refresh) for device in devices)
    assert refusal(bearer(devices[0].access).get("/api/me/")) == DEAD


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["garbage", "a.b.c", "é", "x" * 2000, "\U0001f511"])
def test_what_is_no_token_is_not_valid(token: str, path: str) -> None:
    assert refusal(post(path, {"refresh": token})) == DEAD


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body", [{}, {"refresh": None}, {"refresh": ""}, {"refresh": [1]}, {"refresh": "x" * 2001}]
)
def test_a_body_without_a_token_is_refused(body: dict[str, object], path: str) -> None:
    response = post(path, body)

    assert response.status_code == 400
    assert list(response.json()) == ["refresh"]


def test_an_access_token_does_not_refresh(signed_in: Device) -> None:
    device = signed_in()

    assert is_dead(device.access)
    refresh(device.refresh)


def test_a_refresh_token_says_nothing_about_the_person(signed_in: Device) -> None:
    device = signed_in()

    claims = jwt.decode(device.refresh, options={"verify_signature": False})

    token = RefreshToken.objects.get()
    assert claims == {
        "token_type": "refresh",
        "jti": str(token.pk),
        "fam": str(token.family_id),
        "iat": int(token.created_at.timestamp()),
        "exp": int(token.expires_at.timestamp()),
        "iss": "sessions-marketplace",
        "aud": "sessions-marketplace-api",
    }


def test_old_tokens_and_families_are_forgotten(signed_in: Device, frozen: FakeClock) -> None:
    living, silent = signed_in(), signed_in()
    frozen.moment += timedelta(days=15)
    token = refresh(living.refresh)["refresh"]
    for days in (13, 3):
        frozen.moment += timedelta(days=days)
        token = refresh(token)["refresh"]

    forget_dead_sign_ins()

    assert TokenFamily.objects.get().user == living.user
    # The one spent this moment, and its successor.
    assert RefreshToken.objects.count() == 2
    assert silent.user.token_families.count() == 0
    refresh(token)
