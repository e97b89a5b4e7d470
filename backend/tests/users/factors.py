"""Words in which the specifications of second factors speak."""

from typing import Any

import pyotp
from rest_framework.test import APIClient

from core import clock
from tests.factories import PASSWORD
from tests.users.authenticator import Authenticator
from tests.users.conftest import post

LOGIN, VERIFY = "/api/auth/login/", "/api/auth/mfa/verify/"
TOTP, CONFIRM = "/api/auth/totp/", "/api/auth/totp/confirm/"
PASSKEYS, BEGIN = "/api/auth/passkeys/", "/api/auth/passkeys/begin/"
SIGN_IN, BEGIN_SIGN_IN = "/api/auth/passkeys/sign-in/", "/api/auth/passkeys/sign-in/begin/"
RECOVERY, STATE = "/api/auth/recovery-codes/", "/api/auth/second-factor/"
AGAIN, BEGIN_AGAIN = "/api/auth/reauthenticate/", "/api/auth/reauthenticate/begin/"
GONE, WRONG, REFUSED = (410, "link_not_valid"), (400, "code_not_valid"), (400, "passkey_refused")
STALE = (403, "reauthentication_required")


def digits(app: pyotp.TOTP, *, steps: int = 0) -> str:
    """What the app shows now, or shows so many half minutes later."""
    return app.at(clock.now(), counter_offset=steps)


def wrong_digits(app: pyotp.TOTP) -> str:
    """Six digits that the app does not show any time soon."""
    near = {digits(app, steps=step) for step in range(-3, 4)}
    return next(each for each in (f"{number:06}" for number in range(8)) if each not in near)


def add_app(client: APIClient) -> tuple[pyotp.TOTP, list[str]]:
    """The person's new app, confirmed; and the recovery codes that they saw."""
    made = client.post(TOTP, {}, format="json")
    assert made.status_code == 201, made.content
    app = pyotp.TOTP(made.json()["secret"])
    confirmed = client.post(CONFIRM, {"digits": digits(app)}, format="json")
    assert confirmed.status_code == 200, confirmed.content
    codes: list[str] = confirmed.json()["recovery_codes"]
    return app, codes


def add_passkey(client: APIClient, device: Authenticator, name: str = "Phone") -> dict[str, Any]:
    """What is answered to a new key of this device."""
    begun = client.post(BEGIN, {}, format="json").json()
    credential = device.register(begun["options"])
    body = {"challenge": begun["challenge"], "name": name, "credential": credential}
    answer = client.post(PASSKEYS, body, format="json")
    assert answer.status_code == 201, answer.content
    added: dict[str, Any] = answer.json()
    return added


def challenged(name: str) -> dict[str, Any]:
    """What somebody gets for this person's password."""
    answer = post(LOGIN, {"email": name, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (401, "mfa_required"), answer.content
    body: dict[str, Any] = answer.json()
    return body


def verify(challenge: str, **sent: Any) -> Any:
    return post(VERIFY, {"challenge": challenge, **sent})
