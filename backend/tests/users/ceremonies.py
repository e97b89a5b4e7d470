"""A browser and a device that go through the ceremonies of passkeys."""

from typing import Any

from rest_framework.test import APIClient

from tests.users.authenticator import Authenticator
from tests.users.conftest import post
from tests.users.factors import (
    BEGIN,
    BEGIN_SIGN_IN,
    PASSKEYS,
    SIGN_IN,
)


def begin(path: str = BEGIN_SIGN_IN) -> dict[str, Any]:
    answer = post(path)
    assert answer.status_code == 200, answer.content
    begun: dict[str, Any] = answer.json()
    return begun


def sign_in(device: Authenticator, begun: dict[str, Any] | None = None) -> Any:
    begun = begun or begin()
    credential = device.sign(begun["options"])
    return post(SIGN_IN, {"challenge": begun["challenge"], "credential": credential})


def register(client: APIClient, device: Authenticator) -> Any:
    begun = client.post(BEGIN, {}, format="json").json()
    body = {"challenge": begun["challenge"], "name": "Phone"}
    credential = device.register(begun["options"])
    return client.post(PASSKEYS, {**body, "credential": credential}, format="json")
