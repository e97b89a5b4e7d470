"""Words in which the specifications of accounts speak."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from pytest_django import Settings
from rest_framework.test import APIClient

from core import clock
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.authenticator import Authenticator
from users.callers import Caller
from users.hashing import HashingProcess
from users.models import User
from users.services.token_families import SignedIn, open_family

HOME = "203.0.113.9/32"


def bearer(access: str) -> APIClient:
    """A client that sends this access token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def post(path: str, body: Any = None, **headers: str) -> Any:
    """POST as JSON without a sign-in; a header is written like `x_client`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return APIClient().post(path, body if body is not None else {}, format="json", headers=named)


def refusal(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


@pytest.fixture
def signed_in() -> Callable[..., SignedIn]:
    """A device of a (new) person, signed in without the cost of a password."""

    def open_for(user: User | None = None, prefix: str = HOME) -> SignedIn:
        with transaction.atomic():
            return open_family(user=user or make_user(), caller=Caller(prefix), now=clock.now())

    return open_for


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what the hashing process is asked, as it happens."""
    calls: list[str] = []
    ask = HashingProcess._ask

    def noted(self: HashingProcess, **question: Any) -> Any:
        calls.append("verify" if "encoded" in question else "hash")
        return ask(self, **question)

    monkeypatch.setattr(HashingProcess, "_ask", noted)
    return calls


@pytest.fixture
def strict_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of production, whatever the environment says."""
    monkeypatch.setattr(settings, "LOGIN_FAILURES_PER_ACCOUNT", 10)
    monkeypatch.setattr(settings, "LOGIN_FAILURES_PER_ADDRESS", 50)
    monkeypatch.setattr(settings, "REGISTRATIONS_PER_HOUR", 300)


@pytest.fixture
def plain_http(settings: Settings) -> None:
    """The admin answers a test client, which speaks no HTTPS."""
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def boss() -> User:
    return make_user(username="boss", is_staff=True, is_superuser=True)


@pytest.fixture
def clerk() -> User:
    """Staff who may change accounts, but is no superuser."""
    person = make_user(username="clerk", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="users"))
    return person


@pytest.fixture
def ada() -> User:
    return make_user(username="ada", email="ada@example.com", password=PASSWORD)


@pytest.fixture
def client(ada: User, signed_in: Callable[..., SignedIn], frozen: FakeClock) -> APIClient:
    """Ada's, who has just signed in."""
    return bearer(signed_in(ada).access)


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()
