"""Random histories of the marketplace, and the proof that they would find a defect."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bookings import handlers
from bookings.models import Booking, BookingEvent
from bookings.services import record
from bookings.services.record import confirm
from core.ids import new_id
from payments.gateways.simulated.gateway import SimulatedGateway
from session_catalog.models import Session
from session_catalog.services import edit
from session_catalog.services.change import change_session

from .marketplace import Marketplace

pytestmark = pytest.mark.django_db

# PROPERTY_EXAMPLES=2000 tries more histories, and other ones each time.
USUAL = 50
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", str(USUAL)))
HISTORIES = settings(
    max_examples=EXAMPLES,
    stateful_step_count=30,
    derandomize=EXAMPLES == USUAL,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
# The first history that fails is enough.
SEARCH = settings(HISTORIES, max_examples=500, phases=[Phase.generate], derandomize=True)


def run(how: settings) -> None:
    run_state_machine_as_test(Marketplace, settings=how)


def test_no_history_breaks_an_invariant() -> None:
    Marketplace.seen.clear()

    run(HISTORIES)

    usual = {"booked", "paid", "hold_expired", "learner", "refund: learner"}
    assert set(Marketplace.seen) >= usual | {"paid_late", "refund: paid_late"}


def seats_are_not_given_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(record, "free_seats", lambda session_id, count: None)


def late_money_confirms_without_a_seat(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handlers, "claim_seat", lambda session_id: True)


def late_money_is_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handlers, "refund_payment", lambda **_: None)


def refunds_have_a_new_key_for_every_try(patch: pytest.MonkeyPatch) -> None:
    send = SimulatedGateway.refund

    def send_anew(gateway: SimulatedGateway, **words: Any) -> None:
        send(gateway, **{**words, "refund_id": new_id()})

    patch.setattr(SimulatedGateway, "refund", send_anew)


def an_edit_changes_the_price_of_bookings(patch: pytest.MonkeyPatch) -> None:
    def change(session: Session, *words: Any, **named: Any) -> None:
        change_session(session, *words, **named)
        Booking.objects.filter(session=session).update(amount=session.price)

    patch.setattr(edit, "change_session", change)


def a_change_is_not_recorded(patch: pytest.MonkeyPatch) -> None:
    def confirm_quietly(booking: Booking, **words: Any) -> None:
        confirm(booking, **words)
        BookingEvent.objects.filter(booking=booking, to_status="confirmed").delete()

    patch.setattr(handlers, "confirm", confirm_quietly)


DEFECTS: dict[Callable[[pytest.MonkeyPatch], None], str] = {
    seats_are_not_given_back: "I2-taken",
    late_money_confirms_without_a_seat: "I2-taken",
    late_money_is_kept: "cancelled-has-no-money",
    refunds_have_a_new_key_for_every_try: "refunds-agree",
    an_edit_changes_the_price_of_bookings: "another price than agreed|I10-price",
    a_change_is_not_recorded: "I11-changes",
}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.__name__)
def test_histories_find_a_defect(
    defect: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    defect(monkeypatch)

    with pytest.raises(AssertionError, match=DEFECTS[defect]):
        run(SEARCH)
