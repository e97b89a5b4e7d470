"""What browsers are said to answer may be anything: it is refused, and nothing breaks."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_user
from tests.users.authenticator import Answer, Authenticator
from users.errors import PasskeyRefused
from users.models import Passkey, User
from users.services.second_factor import webauthn

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
PARTS_OF_A_KEY = ("clientDataJSON", "attestationObject")
PARTS_OF_A_SIGNATURE = ("clientDataJSON", "authenticatorData", "signature", "userHandle")


class Ceremonies:
    """A device that adds a key and signs, with nothing between it and the rules."""

    def __init__(self) -> None:
        self.user = User(username="ada", email="ada@example.com")
        self.asked = webauthn.ask_to_register(self.user, [])
        device = Authenticator()
        self.added = device.register(self.asked.options)
        new = webauthn.registered(self.added, state=self.asked.state)
        self.key = Passkey(user=self.user, **vars(new))
        self.question = webauthn.ask_to_sign(None, alone=True)
        self.signed = device.sign(self.question.options)

    def register(self, answer: Any) -> None:
        webauthn.registered(answer, state=self.asked.state)

    def sign(self, answer: Any) -> None:
        webauthn.signer_of(answer)
        webauthn.signatures(answer, state=self.question.state, key=self.key, named=True)


THEM = Ceremonies()


def with_byte(answer: Answer, part: str, place: int, value: int) -> Answer:
    """The answer with one byte of one part changed to another one."""
    raw = bytearray(websafe_decode(answer["response"][part]))
    place %= len(raw)
    raw[place] = (raw[place] + value) % 256
    return {**answer, "response": {**answer["response"], part: websafe_encode(bytes(raw))}}


def test_what_a_device_made_is_taken() -> None:
    THEM.register(THEM.added)
    THEM.sign(THEM.signed)


@given(answer=JSON)
def test_anything_else_is_refused(answer: Any) -> None:
    for check in (THEM.register, THEM.sign):
        with pytest.raises(PasskeyRefused):
            check(answer)


@given(part=st.sampled_from(PARTS_OF_A_KEY), value=JSON)
def test_so_is_a_key_with_any_part_replaced(part: str, value: Any) -> None:
    with pytest.raises(PasskeyRefused):
        THEM.register(with_part(THEM.added, part, value))


def with_part(answer: Answer, part: str, value: Any) -> Answer:
    return {**answer, "response": {**answer["response"], part: value}}


def with_challenge(answer: Answer, value: Any) -> Answer:
    client = json.loads(websafe_decode(answer["response"]["clientDataJSON"]))
    said = json.dumps({**client, "challenge": value}).encode()
    return with_part(answer, "clientDataJSON", websafe_encode(said))


def with_data(answer: Answer, value: Any) -> Answer:
    attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": value})
    return with_part(answer, "attestationObject", websafe_encode(attested))


class TestANumberWhereBytesBelong:
    """It is not taken for the number of bytes to reserve."""

    HUGE = 200_000_000

    @pytest.fixture(autouse=True)
    def little_memory(self) -> Iterator[None]:
        tracemalloc.start()
        yield
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < self.HUGE / 10

    @pytest.mark.parametrize("part", PARTS_OF_A_KEY)
    def test_in_a_key(self, part: str) -> None:
        with pytest.raises(PasskeyRefused):
            THEM.register(with_part(THEM.added, part, self.HUGE))

    @pytest.mark.parametrize("change", [with_challenge, with_data])
    def test_inside_a_part_of_a_key(self, change: Callable[[Answer, Any], Answer]) -> None:
        with pytest.raises(PasskeyRefused):
            THEM.register(change(THEM.added, self.HUGE))

    @pytest.mark.parametrize("part", PARTS_OF_A_SIGNATURE)
    def test_in_a_signature(self, part: str) -> None:
        with pytest.raises(PasskeyRefused):
            THEM.sign(with_part(THEM.signed, part, self.HUGE))

    def test_inside_a_part_of_a_signature(self) -> None:
        with pytest.raises(PasskeyRefused):
            THEM.sign(with_challenge(THEM.signed, self.HUGE))

    def test_as_the_name_of_a_key(self) -> None:
        named = {"id": self.HUGE, "rawId": self.HUGE}
        for check, answer in ((THEM.register, THEM.added), (THEM.sign, THEM.signed)):
            with pytest.raises(PasskeyRefused):
                check({**answer, **named})


def with_certificates(answer: Answer, size: int) -> Answer:
    """What nobody asked for, and some devices send all the same."""
    attested = cbor.decode(websafe_decode(answer["response"]["attestationObject"]))
    assert isinstance(attested, dict)
    raw = cbor.encode({**attested, "attStmt": {"x5c": [bytes(size)]}})
    return with_part(answer, "attestationObject", websafe_encode(raw))


def test_certificates_of_a_device_do_no_harm() -> None:
    THEM.register(with_certificates(THEM.added, 5_000))


def test_a_part_without_an_end_is_not_read() -> None:
    with pytest.raises(PasskeyRefused):
        THEM.register(with_certificates(THEM.added, 50_000))


@given(
    part=st.sampled_from(PARTS_OF_A_SIGNATURE),
    place=st.integers(0, 500),
    value=st.integers(1, 255),
)
def test_so_is_a_signature_with_any_byte_changed(part: str, place: int, value: int) -> None:
    with pytest.raises(PasskeyRefused):
        THEM.sign(with_byte(THEM.signed, part, place, value))


@given(cut=st.integers(0, 200))
def test_so_is_a_key_that_is_cut_off(cut: int) -> None:
    whole = websafe_decode(THEM.added["response"]["attestationObject"])
    short = websafe_encode(whole[: min(cut, len(whole) - 1)])

    with pytest.raises(PasskeyRefused):
        THEM.register(with_part(THEM.added, "attestationObject", short))


@pytest.mark.django_db
def test_keys_are_known_again_after_they_were_kept() -> None:
    user = make_user()
    asked = webauthn.ask_to_register(user, [])
    device = Authenticator()
    new = webauthn.registered(device.register(asked.options), state=asked.state)
    values = {**vars(new), "created_at": user.date_joined}
    key = Passkey.objects.get(pk=Passkey.objects.create(user=user, name="Phone", **values).pk)
    question = webauthn.ask_to_sign([key], alone=False)
    signed = device.sign(question.options)

    assert webauthn.signatures(signed, state=question.state, key=key, named=False) == 1
