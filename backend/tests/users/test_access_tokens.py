import base64
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from core import clock
from tests.conftest import FakeClock
from tests.factories import make_user
from tests.users.conftest import bearer, refusal
from users import tokens
from users.models import Role, TokenFamily, User
from users.services.token_families import SignedIn, signed_in_user

pytestmark = pytest.mark.django_db
Device = Callable[..., SignedIn]
DEAD = (401, "token_not_valid")
KEY = str(settings.SIMPLE_JWT["SIGNING_KEY"])
ME, PROFILE = "/api/me/", "/api/auth/profile/"


def claims_of(device: SignedIn) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(device.access, options={"verify_signature": False})
    return claims


def test_an_access_token_holds_for_ten_minutes(signed_in: Device, frozen: FakeClock) -> None:
    device = signed_in()
    family = TokenFamily.objects.get()
    claims = claims_of(device)

    assert claims.pop("jti")
    assert claims == {
        "token_type": "access",
        "user_id": str(device.user.pk),
        "fam": str(family.pk),
        "iat": int(frozen.moment.timestamp()),
        "exp": int(frozen.moment.timestamp()) + 600,
        "iss": "sessions-marketplace",
        "aud": "sessions-marketplace-api",
    }
    assert jwt.get_unverified_header(device.access) == {"alg": "HS256", "typ": "JWT"}
    frozen.moment += timedelta(minutes=9, seconds=58)
    assert bearer(device.access).get(ME).status_code == 200
    frozen.moment += timedelta(seconds=2)
    assert refusal(bearer(device.access).get(ME)) == DEAD


def test_the_person_and_the_device_are_read_with_one_query(
    signed_in: Device, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = bearer(signed_in().access)

    with django_assert_num_queries(1):
        response = client.get(PROFILE)

    assert response.status_code == 200


def test_the_person_of_a_token_is_the_person_of_the_database(signed_in: Device) -> None:
    person = make_user(first_name="Ada", avatar="https://example.com/a.png", role=Role.CREATOR)
    device = signed_in(person)

    read = signed_in_user(tokens.read_access(device.access, now=clock.now()))

    stored = User.objects.get(pk=person.pk)
    assert read == stored
    assert {name: vars(read)[name] for name in vars(stored) if name != "_state"} == {
        name: value for name, value in vars(stored).items() if name != "_state"
    }


def test_a_missing_token_is_asked_for() -> None:
    response = APIClient().get(PROFILE)

    assert refusal(response) == (401, "not_authenticated")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer null", "Bearer a b", "Basic YTpi", "Token x", "x", "é\xff"],
)
@pytest.mark.parametrize("path", [PROFILE, "/api/sessions/"])
def test_a_header_of_another_shape_is_refused_even_where_none_is_needed(
    path: str, header: str
) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)

    response = client.get(path)

    assert refusal(response) == DEAD
    assert response["WWW-Authenticate"] == "Bearer"


def test_the_scheme_is_read_in_any_case(signed_in: Device) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"bearer {signed_in().access}")

    assert client.get(ME).status_code == 200


def test_a_deactivated_person_is_out_at_once(signed_in: Device) -> None:
    device = signed_in()
    User.objects.update(is_active=False)

    assert refusal(bearer(device.access).get(ME)) == DEAD


def test_a_deleted_person_is_out_at_once(signed_in: Device) -> None:
    device = signed_in()
    User.objects.all().delete()

    assert refusal(bearer(device.access).get(ME)) == DEAD


def test_a_lost_role_is_lost_at_once(signed_in: Device) -> None:
    device = signed_in(make_user(role=Role.CREATOR))
    client = bearer(device.access)
    event = {"title": "Django", "description": "Deep dive"}
    assert client.post("/api/events/", event, format="json").status_code == 201
    User.objects.update(role=Role.USER)

    response = client.post("/api/events/", event, format="json")

    assert refusal(response) == (403, "creator_required")
    assert client.get(ME).json()["role"] == "USER"


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _unsigned(claims: dict[str, Any], algorithm: str) -> str:
    return f"{_part({'alg': algorithm, 'typ': 'JWT'})}.{_part(claims)}."


def _signed(claims: Any, key: str = KEY, algorithm: str = "HS256", **header: Any) -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers=header or None)


def _forged(claims: dict[str, Any]) -> dict[str, str]:
    """Tokens that must open nothing; `claims` are those of a good one."""
    now = int(time.time())
    good = _signed(claims)
    head, body, signature = good.split(".")
    other = dict(claims, user_id=str(uuid4()))
    without = {name: {k: v for k, v in claims.items() if k != name} for name in claims}
    return {
        "no algorithm": _unsigned(claims, "none"),
        "no algorithm, shouted": _unsigned(claims, "NoNe"),
        "no algorithm, good signature": f"{_part({'alg': 'none'})}.{body}.{signature}",
        "no signature": f"{head}.{body}.",
        "no body": f"{head}..{signature}",
        "two parts": f"{head}.{body}",
        "four parts": f"{good}.{signature}",
        "other body": f"{head}.{_part(other)}.{signature}",
        "cut signature": good[:-2],
        "stronger algorithm": _signed(claims, algorithm="HS512"),
        "middle algorithm": _signed(claims, algorithm="HS384"),
        "asymmetric label": f"{_part({'alg': 'RS256', 'typ': 'JWT'})}.{body}.{signature}",
        "unknown label": f"{_part({'alg': 'HS257', 'typ': 'JWT'})}.{body}.{signature}",
        "label of another type": f"{_part({'alg': ['HS256']})}.{body}.{signature}",
        "key of the product": _signed(claims, key=settings.SECRET_KEY + "x" * 32),
        "empty-like key": _signed(claims, key="0" * 32),
        "key by path": _signed(claims, key="0" * 32, kid="../../../../dev/null"),
        "key by query": _signed(claims, key="k" * 32, kid="x' UNION SELECT 'kkkk' --"),
        "key by address": _signed(claims, key="k" * 32, jku="https://evil.example/keys"),
        "key inside": _signed(claims, key="k" * 32, jwk={"kty": "oct", "k": "a2tr"}),
        "refresh as access": _signed(dict(claims, token_type="refresh")),
        "no type": _signed(without["token_type"]),
        "type as list": _signed(dict(claims, token_type=["access"])),
        "other audience": _signed(dict(claims, aud="another-api")),
        "no audience": _signed(without["aud"]),
        "audience as number": _signed(dict(claims, aud=1)),
        "other issuer": _signed(dict(claims, iss="another-marketplace")),
        "no issuer": _signed(without["iss"]),
        "expired": _signed(dict(claims, exp=now - 1)),
        "no end": _signed(without["exp"]),
        "end as text": _signed(dict(claims, exp=str(now + 600))),
        "end as truth": _signed(dict(claims, exp=True)),
        "end as fraction": _signed(dict(claims, exp=now + 600.5)),
        "end never": _signed(dict(claims, exp=float("inf"))),
        "end as null": _signed(dict(claims, exp=None)),
        "nobody": _signed(without["user_id"]),
        "somebody else": _signed(other),
        "person as number": _signed(dict(claims, user_id=1)),
        "person as list": _signed(dict(claims, user_id=[claims["user_id"]])),
        "person as text": _signed(dict(claims, user_id="admin' OR 1=1 --")),
        "no family": _signed(without["fam"]),
        "other family": _signed(dict(claims, fam=str(uuid4()))),
        "family as null": _signed(dict(claims, fam=None)),
        "garbage": "garbage",
        "dots": "..",
        "endless": "a" * 5000,
        "deep": f"{head}.{base64.urlsafe_b64encode(b'[' * 900).decode()}.{signature}",
    }


_NAMES = list(_forged(dict.fromkeys(("user_id", "fam", "token_type", "aud", "iss", "exp"), "x")))


@pytest.mark.parametrize("name", _NAMES)
def test_a_forged_token_opens_nothing(name: str, signed_in: Device) -> None:
    claims = claims_of(signed_in())
    assert bearer(_signed(claims)).get(ME).status_code == 200, "the corpus is made of a good one"

    response = bearer(_forged(claims)[name]).get(ME)

    assert refusal(response) == DEAD


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/auth/second-factor/"),
        ("post", "/api/auth/totp/"),
        ("delete", "/api/auth/totp/"),
        ("post", "/api/auth/recovery-codes/"),
        ("post", "/api/auth/passkeys/begin/"),
        ("post", "/api/auth/reauthenticate/"),
    ],
)
def test_nor_does_it_touch_a_second_factor(
    method: str, path: str, name: str, signed_in: Device
) -> None:
    claims = claims_of(signed_in())

    response = getattr(bearer(_forged(claims)[name]), method)(path)

    assert refusal(response) == DEAD


def test_the_name_of_a_key_in_the_header_is_not_looked_at(signed_in: Device) -> None:
    token = _signed(claims_of(signed_in()), kid="../../etc/passwd")

    assert bearer(token).get(ME).status_code == 200


def test_a_token_for_the_family_of_somebody_else_opens_nothing(signed_in: Device) -> None:
    mine, theirs = claims_of(signed_in()), claims_of(signed_in())

    for mixed in (dict(mine, fam=theirs["fam"]), dict(mine, user_id=theirs["user_id"])):
        assert refusal(bearer(_signed(mixed)).get(ME)) == DEAD
