"""What every provider of payments keeps to. Each one runs the same class of tests."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction

from core.ids import new_id
from payments.gateways import PROVIDERS, gateway
from payments.gateways.base import (
    Charge,
    ChargeRequest,
    ChargeState,
    Gateway,
    GatewayError,
    InvalidSignature,
    RefundRejected,
)
from payments.gateways.simulated.gateway import SIGNATURE_HEADER, sign
from tests.conftest import FakeClock

pytestmark = pytest.mark.django_db
AMOUNT = Decimal("25.00")


class GatewayContract:
    """The words of `methods` that a provider has for what may happen to a charge."""

    name: str
    CAPTURED: str
    DECLINED: str
    WAITING: str
    SLOW: str

    def some_time_passes(self, clock: FakeClock) -> None:
        """Until a slow charge is captured."""
        raise NotImplementedError

    def event(self, **members: object) -> tuple[dict[str, str], bytes]:
        """Headers and raw body of an event, as the provider sends them."""
        raise NotImplementedError

    @pytest.fixture
    def provider(self) -> Gateway:
        return gateway(self.name)

    @pytest.fixture(autouse=True)
    def clock(self, frozen: FakeClock) -> FakeClock:
        return frozen

    def request(self, method: str, clock: FakeClock, **values: object) -> ChargeRequest:
        expires_at: datetime = clock.moment + timedelta(minutes=10)
        return ChargeRequest(new_id(), AMOUNT, "USD", method, expires_at)

    def started(self, provider: Gateway, method: str, clock: FakeClock) -> tuple[UUID, Charge]:
        request = self.request(method, clock)
        return request.payment_id, provider.start(request)

    # --- start and fetch -------------------------------------------------------------------

    def test_it_says_who_it_is_and_what_a_payer_may_choose(self, provider: Gateway) -> None:
        assert provider.name == self.name
        assert {self.CAPTURED, self.DECLINED, self.WAITING, self.SLOW} <= {*provider.methods}
        assert isinstance(provider.moves_money, bool)

    def test_a_charge_is_captured(self, provider: Gateway, clock: FakeClock) -> None:
        payment_id, charge = self.started(provider, self.CAPTURED, clock)

        assert (charge.state, charge.failure) == (ChargeState.CAPTURED, "")
        assert 0 < len(charge.reference) <= 100
        assert provider.fetch(payment_id) == charge

    def test_a_charge_is_declined_and_it_says_why(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        payment_id, charge = self.started(provider, self.DECLINED, clock)

        assert charge.state is ChargeState.FAILED
        assert charge.failure
        assert provider.fetch(payment_id) == charge

    def test_starting_again_charges_nobody_twice(self, provider: Gateway, clock: FakeClock) -> None:
        request = self.request(self.CAPTURED, clock)
        first = provider.start(request)

        assert provider.start(request) == first
        assert provider.start(replace(request, method=self.DECLINED)) == first
        assert provider.fetch(request.payment_id) == first

    def test_two_payments_are_two_charges(self, provider: Gateway, clock: FakeClock) -> None:
        (_, one), (_, other) = (self.started(provider, self.CAPTURED, clock) for _ in range(2))

        assert one.reference != other.reference

    def test_a_charge_that_never_began_is_none(self, provider: Gateway) -> None:
        assert provider.fetch(uuid4()) is None

    def test_a_slow_charge_is_captured_later(self, provider: Gateway, clock: FakeClock) -> None:
        payment_id, charge = self.started(provider, self.SLOW, clock)
        assert charge.state is ChargeState.PROCESSING

        self.some_time_passes(clock)

        assert provider.fetch(payment_id) == replace(charge, state=ChargeState.CAPTURED)

    # --- capture ---------------------------------------------------------------------------

    def test_a_charge_that_waits_for_its_payer_is_captured_once_they_confirm(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        payment_id, charge = self.started(provider, self.WAITING, clock)
        assert charge.state is ChargeState.ACTION_REQUIRED

        captured = provider.capture(payment_id)

        assert captured == replace(charge, state=ChargeState.CAPTURED)
        assert provider.capture(payment_id) == captured
        assert provider.fetch(payment_id) == captured

    def test_a_declined_charge_is_not_captured(self, provider: Gateway, clock: FakeClock) -> None:
        payment_id, charge = self.started(provider, self.DECLINED, clock)

        assert provider.capture(payment_id) == charge

    # --- void ------------------------------------------------------------------------------

    @pytest.mark.parametrize("method", ["WAITING", "SLOW"])
    def test_a_charge_under_way_can_be_stopped(
        self, provider: Gateway, clock: FakeClock, method: str
    ) -> None:
        payment_id, charge = self.started(provider, getattr(self, method), clock)

        stopped = provider.void(payment_id)

        assert stopped == replace(charge, state=ChargeState.CANCELLED)
        assert provider.void(payment_id) == stopped
        assert provider.capture(payment_id) == stopped
        self.some_time_passes(clock)
        assert provider.fetch(payment_id) == stopped

    def test_it_is_too_late_to_stop_what_was_captured(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        at_once, captured = self.started(provider, self.CAPTURED, clock)
        later, slow = self.started(provider, self.SLOW, clock)
        self.some_time_passes(clock)

        assert provider.void(at_once) == captured
        assert provider.void(later) == replace(slow, state=ChargeState.CAPTURED)

    def test_stopping_what_never_began_does_nothing(self, provider: Gateway) -> None:
        assert provider.void(uuid4()) is None

    # --- refund ----------------------------------------------------------------------------

    def test_a_refund_with_the_same_id_is_sent_once(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        payment_id, _ = self.started(provider, self.CAPTURED, clock)
        refund_id = new_id()

        for _ in range(3):
            provider.refund(payment_id=payment_id, refund_id=refund_id, amount=AMOUNT)

        with pytest.raises(RefundRejected):
            provider.refund(payment_id=payment_id, refund_id=new_id(), amount=Decimal("0.01"))

    def test_parts_of_a_charge_are_refunded_until_nothing_is_left(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        payment_id, _ = self.started(provider, self.CAPTURED, clock)

        for part in (Decimal("10.00"), Decimal("15.00")):
            provider.refund(payment_id=payment_id, refund_id=new_id(), amount=part)

        with pytest.raises(RefundRejected):
            provider.refund(payment_id=payment_id, refund_id=new_id(), amount=Decimal("0.01"))

    @pytest.mark.parametrize("method", ["DECLINED", "WAITING", "SLOW"])
    def test_what_was_not_captured_is_not_refunded(
        self, provider: Gateway, clock: FakeClock, method: str
    ) -> None:
        payment_id, _ = self.started(provider, getattr(self, method), clock)

        with pytest.raises(RefundRejected):
            provider.refund(payment_id=payment_id, refund_id=new_id(), amount=AMOUNT)

    def test_what_never_began_is_not_refunded(self, provider: Gateway) -> None:
        with pytest.raises(RefundRejected):
            provider.refund(payment_id=uuid4(), refund_id=new_id(), amount=AMOUNT)

    # --- events ----------------------------------------------------------------------------

    def test_an_event_of_the_provider_is_read(self, provider: Gateway) -> None:
        headers, body = self.event(id="evt_1", kind="charge.captured", reference="ref_1")

        event = provider.parse_event(headers, body)

        assert (event.event_id, event.kind, event.reference) == (
            "evt_1",
            "charge.captured",
            "ref_1",
        )

    def test_an_event_whose_signature_does_not_fit_is_refused(self, provider: Gateway) -> None:
        headers, body = self.event(id="evt_1", kind="charge.captured", reference="ref_1")
        _, other = self.event(id="evt_1", kind="charge.captured", reference="ref_2")
        forged: list[tuple[Mapping[str, str], bytes]] = [
            (headers, other),
            (headers, body + b" "),
            (headers, b""),
            ({}, body),
            *(({name: said}, body) for name in headers for said in ("", "0" * 64, "é", "\x00")),
            *(({name: said.upper() + " "}, body) for name, said in headers.items()),
        ]

        for sent in forged:
            with pytest.raises(InvalidSignature):
                provider.parse_event(*sent)

    @pytest.mark.parametrize(
        "members",
        [
            {},
            {"id": "evt_1"},
            {"id": "", "kind": "k", "reference": "r"},
            {"id": None, "kind": "k", "reference": "r"},
            {"id": ["evt_1"], "kind": "k", "reference": "r"},
            {"id": "x" * 101, "kind": "k", "reference": "r"},
            {"id": "evt_1", "kind": {"a": 1}, "reference": "r"},
            {"id": "evt_1", "kind": "k", "reference": 7},
            {"id": "evt\x00", "kind": "k", "reference": "r"},
            {"id": "evt\ud800", "kind": "k", "reference": "r"},
        ],
    )
    def test_an_event_that_can_not_be_kept_is_refused(
        self, provider: Gateway, members: dict[str, object]
    ) -> None:
        with pytest.raises((ValueError, KeyError, TypeError)):
            provider.parse_event(*self.event(**members))

    # --- where it may be called --------------------------------------------------------------

    def test_nothing_is_asked_inside_a_transaction(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        some_id = uuid4()
        calls: list[Callable[[], object]] = [
            lambda: provider.start(self.request(self.CAPTURED, clock)),
            lambda: provider.fetch(some_id),
            lambda: provider.capture(some_id),
            lambda: provider.void(some_id),
            lambda: provider.refund(payment_id=some_id, refund_id=new_id(), amount=AMOUNT),
        ]

        for call in calls:
            with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
                call()


class TestSimulated(GatewayContract):
    name = "simulated"
    CAPTURED = "success"
    DECLINED = "declined"
    WAITING = "needs_confirmation"
    SLOW = "slow"

    def some_time_passes(self, clock: FakeClock) -> None:
        clock.moment += settings.SIMULATED_SLOWNESS

    def event(self, **members: object) -> tuple[dict[str, str], bytes]:
        body = json.dumps(members).encode()
        return {SIGNATURE_HEADER: sign(body)}, body

    def test_no_money_moves(self, provider: Gateway) -> None:
        assert provider.moves_money is False

    def test_a_late_capture_can_not_be_stopped(self, provider: Gateway, clock: FakeClock) -> None:
        request = self.request("late_capture", clock)
        provider.start(request)

        stopped = provider.void(request.payment_id)
        assert stopped is not None
        assert stopped.state is ChargeState.PROCESSING
        clock.moment = request.expires_at + timedelta(seconds=1)
        charge = provider.fetch(request.payment_id)
        assert charge is not None
        assert charge.state is ChargeState.CAPTURED

    def test_a_refund_fails_once_when_it_is_told_to(
        self, provider: Gateway, clock: FakeClock
    ) -> None:
        payment_id, _ = self.started(provider, "refund_fails_once", clock)
        refund_id = new_id()

        with pytest.raises(GatewayError):
            provider.refund(payment_id=payment_id, refund_id=refund_id, amount=AMOUNT)
        provider.refund(payment_id=payment_id, refund_id=refund_id, amount=AMOUNT)


def test_every_provider_keeps_the_contract() -> None:
    tested = {each.name for each in GatewayContract.__subclasses__()}

    assert tested == set(PROVIDERS)
