"""WebAuthn: keys that a device keeps for one site. The only module that knows fido2.

Each ceremony has two halves: what a browser is asked, and whether its answer is right. The
answer is whatever somebody sent; fido2 fails on it in as many ways as it has parts.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from users.errors import PasskeyRefused
from users.models import Passkey, User

_NAME = "Sessions Marketplace"
# WebAuthn, section 6.5.1.
_LONGEST_ID = 1023
# The largest kind that is asked for needs 2,700 bytes.
_LARGEST = 4096
# Characters of a part of an answer; a key may bring certificates that nobody asked for.
_LONGEST_PART = 16_384
_NAMED = ("id", "rawId", "type")
_OF_A_KEY = ("clientDataJSON", "attestationObject")
_OF_A_SIGNATURE = ("clientDataJSON", "authenticatorData", "signature", "userHandle")


@dataclass(frozen=True)
class Question:
    """`options` are for the browser, `state` is for the check of its answer; both as JSON."""

    options: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True)
class NewKey:
    """What is kept of a key: how it is called, its public half, its count of signatures."""

    credential_id: bytes
    credential: bytes
    signatures: int


def ask_to_register(user: User, keys: Iterable[Passkey]) -> Question:
    """For a new key that can sign in alone: found without a name, and by its owner only."""
    person = PublicKeyCredentialUserEntity(
        id=user.pk.bytes, name=user.email or user.username, display_name=user.username
    )
    options, state = _server().register_begin(
        person,
        [_public(key) for key in keys],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Question(dict(options.public_key), state)


def registered(answer: dict[str, Any], *, state: dict[str, Any]) -> NewKey:
    """The new key. Raises PasskeyRefused."""
    try:
        response = RegistrationResponse.from_dict(_texts(answer, _OF_A_KEY))
        made = _server().register_complete(state, response)
        _refuse_frames(response.response.client_data)
        return _new_key(made)
    except Exception as error:
        raise PasskeyRefused() from error


def ask_to_sign(keys: Iterable[Passkey] | None, *, alone: bool) -> Question:
    """For a signature by one of the keys; None is any key that the browser has for this site.

    `alone`: nothing else is asked, so the device must have recognized its owner.
    """
    verification = UserVerificationRequirement
    options, state = _server().authenticate_begin(
        None if keys is None else [_public(key) for key in keys],
        user_verification=verification.REQUIRED if alone else verification.PREFERRED,
    )
    return Question(dict(options.public_key), state)


def signer_of(answer: dict[str, Any]) -> bytes:
    """How the key of the answer is called. Raises PasskeyRefused."""
    try:
        return bytes(_signature(answer).raw_id)
    except Exception as error:
        raise PasskeyRefused() from error


def signatures(answer: dict[str, Any], *, state: dict[str, Any], key: Passkey, named: bool) -> int:
    """The device's count after this signature, which is the key's. Raises PasskeyRefused.

    `named`: the answer itself must say whose key it is, because nothing else does.
    """
    try:
        signature = _signature(answer)
        _server().authenticate_complete(state, [_public(key)], signature)
        _refuse_frames(signature.response.client_data)
        owner = signature.response.user_handle
        if owner != key.user_id.bytes and (named or owner):
            raise ValueError("The key is somebody else's.")
        return signature.response.authenticator_data.counter
    except Exception as error:
        raise PasskeyRefused() from error


def _signature(answer: dict[str, Any]) -> AuthenticationResponse:
    return AuthenticationResponse.from_dict(_texts(answer, _OF_A_SIGNATURE))


def _texts(answer: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What fido2 may read of an answer. Raises ValueError where it has no text, or an endless one.

    Where bytes belong and a number stands, fido2 reserves as many bytes: a number of ten digits
    is all memory there is. So none gets there, by itself or in what a part has inside.
    """
    named: dict[str, Any] = {part: answer[part] for part in _NAMED if part in answer}
    parts = {name: answer["response"].get(name) for name in names}
    for text in (*named.values(), *parts.values()):
        if not isinstance(text, str | None) or len(text or "") > _LONGEST_PART:
            raise ValueError("Not what a browser sends.")
    inside = [json.loads(websafe_decode(parts["clientDataJSON"]))["challenge"]]
    if "attestationObject" in parts:
        attested: Any = cbor.decode(websafe_decode(parts["attestationObject"]))
        inside.append(attested["authData"])
    if not all(isinstance(each, str | bytes) for each in inside):
        raise ValueError("Not what a browser passes on.")
    return {**named, "response": parts}


def _new_key(made: AuthenticatorData) -> NewKey:
    """Raises ValueError for a key that no signature could be checked with."""
    data = made.credential_data
    if data is None or not 0 < len(data.credential_id) <= _LONGEST_ID or len(data) > _LARGEST:
        raise ValueError("No key, or an endless one.")
    if data.public_key.ALGORITHM not in CoseKey.supported_algorithms():
        raise ValueError("A key of a kind that was not asked for.")
    # A public half that is none fails in another way.
    with suppress(InvalidSignature):
        data.public_key.verify(b"", b"")
    return NewKey(bytes(data.credential_id), bytes(data), made.counter)


def _refuse_frames(client: CollectedClientData) -> None:
    """Raises ValueError for a page inside a page of somebody else."""
    if client.cross_origin:
        raise ValueError("Another site asked.")


def _public(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(key.credential))


def _server() -> Fido2Server:
    """Keys belong to the host of PUBLIC_URL, whichever of our origins asks for them."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    rp = PublicKeyCredentialRpEntity(id=host, name=_NAME)
    return Fido2Server(rp, verify_origin=lambda origin: origin in settings.WEB_ORIGINS)
