"""Random histories of the marketplace, and the proof that they would find a defect."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from bookings import handlers
from bookings.models import Booking, BookingEvent, Cause
from bookings.services import cancel, record
from bookings.services.record import confirm
from core.ids import new_id
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.models import Refund
from payments.services import charges
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
# The first one that fails is enough.
SEARCH = settings(HISTORIES, max_examples=500, phases=[Phase.generate], derandomize=True)


def test_no_history_breaks_an_invariant() -> None:
    run_state_machine_as_test(Marketplace, settings=HISTORIES)  # type: ignore[no-untyped-call]


class Reached(Exception):
    pass


class UntilRevived(Marketplace):
    @invariant()
    def no_money_has_come_late(self) -> None:
        if BookingEvent.objects.filter(cause=Cause.PAID_LATE).exists():
            raise Reached


class UntilSentBack(Marketplace):
    @invariant()
    def no_late_money_has_gone_back(self) -> None:
        if Refund.objects.filter(reason=Cause.PAID_LATE).exists():
            raise Reached


@pytest.mark.parametrize("machine", [UntilRevived, UntilSentBack])
def test_histories_reach_money_that_comes_after_its_hold(machine: type[Marketplace]) -> None:
    with pytest.raises(Reached):
        run_state_machine_as_test(machine, settings=SEARCH)  # type: ignore[no-untyped-call]


def seats_are_not_given_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(record, "free_seats", lambda session_id, count: None)


def late_money_confirms_without_a_seat(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handlers, "claim_seat", lambda session_id: True)


def late_money_is_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handlers, "refund_payment", lambda **_: None)


def late_money_revives_what_was_moved(patch: pytest.MonkeyPatch) -> None:
    def can_revive(booking: Booking, now: Any) -> bool:
        return booking.cancel_cause == Cause.HOLD_EXPIRED

    patch.setattr(handlers, "_can_revive", can_revive)


def a_cancel_forgets_the_money(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cancel, "refund_payables", lambda **_: None)


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


def old_news_of_a_payment_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(charges, "OPEN", tuple(charges.PaymentStatus))


DEFECTS = [
    seats_are_not_given_back,
    late_money_confirms_without_a_seat,
    late_money_is_kept,
    late_money_revives_what_was_moved,
    a_cancel_forgets_the_money,
    refunds_have_a_new_key_for_every_try,
    an_edit_changes_the_price_of_bookings,
    a_change_is_not_recorded,
]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.__name__)
def test_histories_find_a_defect(
    defect: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    defect(monkeypatch)

    with pytest.raises(Exception):  # noqa: B017, PT011
        run_state_machine_as_test(Marketplace, settings=SEARCH)  # type: ignore[no-untyped-call]
