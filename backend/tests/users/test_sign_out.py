from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.conftest import FakeClock
from tests.users.conftest import bearer, post, refusal
from users.models import TokenFamily
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
PATH = "/api/auth/logout/"
Device = Callable[..., SignedIn]
DEAD = (401, "token_not_valid")


def test_a_logout_ends_every_token_of_the_device_at_once(signed_in: Device) -> None:
    device = signed_in()
    other_device = signed_in(device.user)
    successor = post("/api/auth/token/refresh/", {"refresh": device.refresh}).json()

    response = post(PATH, {"refresh": successor["refresh"]})

    assert (response.status_code, response.content) == (204, b"")
    for token in (device.refresh, successor["refresh"]):
        assert refusal(post("/api/auth/token/refresh/", {"refresh": token})) == DEAD
    for access in (device.access, successor["access"]):
        assert refusal(bearer(access).get("/api/auth/profile/")) == DEAD
    assert bearer(other_device.access).get("/api/auth/profile/").status_code == 200


def test_a_spent_token_signs_the_device_out_too(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    post("/api/auth/token/refresh/", {"refresh": device.refresh})
    frozen.moment += timedelta(hours=1)

    assert post(PATH, {"refresh": device.refresh}).status_code == 204
    assert TokenFamily.objects.get().revoked_at == frozen.moment


def test_a_second_logout_changes_nothing(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    first = frozen.moment
    assert post(PATH, {"refresh": device.refresh}).status_code == 204
    frozen.moment += timedelta(seconds=5)

    assert post(PATH, {"refresh": device.refresh}).status_code == 204
    assert TokenFamily.objects.get().revoked_at == first


def test_dead_tokens_are_signed_out_already(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    for token in ("garbage", device.access):
        assert post(PATH, {"refresh": token}).status_code == 204
    assert TokenFamily.objects.get().revoked_at is None
    frozen.moment += timedelta(days=30)
    assert post(PATH, {"refresh": device.refresh}).status_code == 204


def test_the_authorization_header_is_ignored(signed_in: Device) -> None:
    device, other_device = signed_in(), signed_in()

    for header in ("Bearer dead", f"Bearer {other_device.access}"):
        response = post(PATH, {"refresh": device.refresh}, authorization=header)
        assert response.status_code == 204
    assert TokenFamily.objects.get(revoked_at=None).user == other_device.user


def test_a_logout_names_its_token(signed_in: Device) -> None:
    signed_in()

    response = post(PATH, {})

    assert response.status_code == 400
    assert response.json() == {"refresh": ["This field is required."]}
    assert TokenFamily.objects.get().revoked_at is None
