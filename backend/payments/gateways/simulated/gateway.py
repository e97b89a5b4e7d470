"""A provider that moves no money, and misbehaves on request in every way real ones do.

The payer's `method` chooses what happens:

success            captured at once
declined           refused at once
needs_confirmation waits for the payer, then captured
slow               captured a few seconds later, told by an event
late_capture       captured after the hold ran out, whatever we void
lost_event         like slow, but the event never comes
repeated_event     like slow, but the event comes three times
reordered_events   like slow, but an older event comes after the last one
refund_fails_once  captured at once; the first try to refund it fails
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from core import clock
from core.ids import new_id
from core.transactions import forbid_transaction
from payments.gateways.base import (
    Charge,
    ChargeRequest,
    ChargeState,
    GatewayError,
    IncomingEvent,
    InvalidSignature,
    RefundRejected,
)

from .models import SimulatedCharge, SimulatedEvent, SimulatedRefund

SIGNATURE_HEADER = "X-Simulated-Signature"
CAPTURED_EVENT = "charge.captured"
_AT_ONCE = {
    "success": ChargeState.CAPTURED,
    "refund_fails_once": ChargeState.CAPTURED,
    "declined": ChargeState.FAILED,
    "needs_confirmation": ChargeState.ACTION_REQUIRED,
}
_LATER = ("slow", "late_capture", "lost_event", "repeated_event", "reordered_events")


class SimulatedGateway:
    name = "simulated"
    methods = (*_AT_ONCE, *_LATER)
    moves_money = False

    def start(self, request: ChargeRequest) -> Charge:
        forbid_transaction("a call to the provider")
        with transaction.atomic():
            charge, made = SimulatedCharge.objects.get_or_create(
                payment_id=request.payment_id, defaults=_new_charge(request)
            )
            if made:
                _plan_events(charge)
        return _answer(charge)

    def fetch(self, payment_id: UUID) -> Charge | None:
        forbid_transaction("a call to the provider")
        charge = SimulatedCharge.objects.filter(payment_id=payment_id).first()
        return _answer(charge) if charge else None

    def capture(self, payment_id: UUID) -> Charge:
        forbid_transaction("a call to the provider")
        SimulatedCharge.objects.filter(
            payment_id=payment_id, state=ChargeState.ACTION_REQUIRED.value
        ).update(state=ChargeState.CAPTURED.value)
        return _answer(SimulatedCharge.objects.get(payment_id=payment_id))

    def void(self, payment_id: UUID) -> Charge | None:
        forbid_transaction("a call to the provider")
        waiting = (ChargeState.PROCESSING.value, ChargeState.ACTION_REQUIRED.value)
        stoppable = SimulatedCharge.objects.filter(payment_id=payment_id, state__in=waiting)
        stoppable = stoppable.exclude(method="late_capture").exclude(captures_at__lte=clock.now())
        stoppable.update(state=ChargeState.CANCELLED.value)
        return self.fetch(payment_id)

    def refund(self, *, payment_id: UUID, refund_id: UUID, amount: Decimal) -> None:
        forbid_transaction("a call to the provider")
        charge = SimulatedCharge.objects.filter(payment_id=payment_id).first()
        if charge is None or _answer(charge).state is not ChargeState.CAPTURED:
            raise RefundRejected("There is no captured charge to refund.")
        others = charge.refunds.exclude(refund_id=refund_id).aggregate(sum=Sum("amount"))["sum"]
        if (others or Decimal(0)) + amount > charge.amount:
            raise RefundRejected("This is more than is left of the charge.")
        fails = charge.method == "refund_fails_once"
        refund, made = SimulatedRefund.objects.get_or_create(
            refund_id=refund_id, defaults={"charge": charge, "amount": amount, "done": not fails}
        )
        if made and fails:
            raise GatewayError("The provider is not available.")
        if not refund.done:
            SimulatedRefund.objects.filter(refund_id=refund_id).update(done=True)

    def parse_event(self, headers: Mapping[str, str], body: bytes) -> IncomingEvent:
        sent = headers.get(SIGNATURE_HEADER, "").encode()
        if not hmac.compare_digest(sign(body).encode(), sent):
            raise InvalidSignature()
        event = json.loads(body)
        return IncomingEvent(event["id"], event["kind"], event["reference"])


def sign(body: bytes) -> str:
    """The signature that the provider puts on an event."""
    secret: str = settings.SIMULATED_PROVIDER_SECRET
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def due_events(now: datetime) -> list[tuple[dict[str, str], bytes]]:
    """Take the events that are due off the line: headers and raw body of each, in order."""
    with transaction.atomic():
        due = list(
            SimulatedEvent.objects.select_for_update(skip_locked=True)
            .filter(due_at__lte=now)
            .order_by("due_at", "id")[:100]
        )
        SimulatedEvent.objects.filter(pk__in=[event.pk for event in due]).delete()
    return [_delivery(event) for event in due]


def _delivery(event: SimulatedEvent) -> tuple[dict[str, str], bytes]:
    members = {"id": event.event_id, "kind": event.kind, "reference": event.reference}
    body = json.dumps(members).encode()
    return {SIGNATURE_HEADER: sign(body)}, body


def _new_charge(request: ChargeRequest) -> dict[str, object]:
    now = clock.now()
    captures_at = None
    if request.method in _LATER:
        captures_at = now + settings.SIMULATED_SLOWNESS
    if request.method == "late_capture":
        captures_at = max(request.expires_at, now) + timedelta(seconds=1)
    return {
        "reference": f"sim_{request.payment_id.hex}",
        "amount": request.amount,
        "currency": request.currency,
        "method": request.method,
        "state": _AT_ONCE.get(request.method, ChargeState.PROCESSING).value,
        "captures_at": captures_at,
    }


def _plan_events(charge: SimulatedCharge) -> None:
    due_at = charge.captures_at
    if due_at is None or charge.method == "lost_event":
        return
    times = 3 if charge.method == "repeated_event" else 1
    kinds = [(CAPTURED_EVENT, new_id().hex, due_at)] * times
    if charge.method == "reordered_events":
        kinds.append(("charge.processing", new_id().hex, due_at + timedelta(seconds=1)))
    SimulatedEvent.objects.bulk_create(
        SimulatedEvent(event_id=event_id, kind=kind, reference=charge.reference, due_at=due)
        for kind, event_id, due in kinds
    )


def _answer(charge: SimulatedCharge) -> Charge:
    """The charge at this moment: what was to be captured by now is captured."""
    state = ChargeState(charge.state)
    overdue = charge.captures_at is not None and charge.captures_at <= clock.now()
    if state is ChargeState.PROCESSING and overdue:
        state = ChargeState.CAPTURED
    failure = "card_declined" if state is ChargeState.FAILED else ""
    return Charge(charge.reference, state, failure)
