"""A device that keeps passkeys, as WebAuthn describes it, in software.

It really makes keys and signs with them. What it says about itself can be bent, for the tests of
devices, browsers and people that lie.
"""

import json
import struct
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256, RS1, CoseKey
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40
# One thing from another, as the browser writes it down.
CREATE, GET = "webauthn.create", "webauthn.get"
Answer = dict[str, Any]


@dataclass
class Key:
    """A private key for one person at one site."""

    site: str
    person: str
    private: ec.EllipticCurvePrivateKey
    name: bytes
    count: int = 0


@dataclass
class Authenticator:
    """The browser and the device in one; `origin` is the page that asks."""

    origin: str = "http://localhost:3000"
    recognizes: bool = True
    counts: bool = True
    framed: bool = False
    new_name: bytes | None = None
    # Says that its next key signs as nobody should any more, with SHA-1.
    is_old: bool = False
    keys: list[Key] = field(default_factory=list)

    def register(self, options: Answer) -> Answer:
        """What navigator.credentials.create() answers, as JSON."""
        assert options["authenticatorSelection"]["residentKey"] == "required"
        made = ec.generate_private_key(ec.SECP256R1())
        name = self.new_name or uuid4().bytes
        key = Key(options["rp"]["id"], options["user"]["id"], made, name)
        self.keys.append(key)
        public: CoseKey = ES256.from_cryptography_key(made.public_key())
        if self.is_old:
            public = RS1.from_cryptography_key(rsa.generate_private_key(65537, 2048).public_key())
        named = struct.pack(">H", len(key.name)) + key.name
        data = self._data(key, WITH_KEY) + bytes(16) + named + cbor.encode(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._answer(
            key,
            clientDataJSON=self._client(CREATE, options["challenge"]),
            attestationObject=websafe_encode(cbor.encode(attested)),
            transports=["internal"],
        )

    def sign(self, options: Answer, *, kind: str = GET) -> Answer:
        """What navigator.credentials.get() answers, as JSON."""
        key = self._chosen(options)
        key.count += self.counts
        client = self._client(kind, options["challenge"])
        data = self._data(key)
        signed = data + sha256(websafe_decode(client)).digest()
        return self._answer(
            key,
            clientDataJSON=client,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(key.private.sign(signed, ec.ECDSA(SHA256()))),
            userHandle=key.person,
        )

    def _chosen(self, options: Answer) -> Key:
        """One of the keys that are asked for; of any, the latest."""
        named = [each["id"] for each in options.get("allowCredentials") or []]
        fitting = [key for key in self.keys if not named or websafe_encode(key.name) in named]
        return fitting[-1]

    def _data(self, key: Key, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.recognizes else 0)
        return sha256(key.site.encode()).digest() + struct.pack(">BI", flags, key.count)

    def _client(self, kind: str, challenge: str) -> str:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return websafe_encode(json.dumps({**said, "crossOrigin": self.framed}).encode())

    def _answer(self, key: Key, **response: Any) -> Answer:
        name = websafe_encode(key.name)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
