"""Events from providers. They only say where to look: the state is always fetched."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from core import clock
from core.errors import NotFound
from core.events import emit
from core.transactions import use_case
from payments.errors import EventRefused
from payments.gateways import PROVIDERS, gateway
from payments.gateways.base import IncomingEvent, InvalidSignature
from payments.models import Payment, ProviderEvent

from .charges import sync_payment


def receive_event(*, provider: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Put an event in the inbox, once. Raises NotFound for the provider and EventRefused."""
    if provider not in PROVIDERS:
        raise NotFound()
    try:
        event = gateway(provider).parse_event(headers, body)
    except (InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EventRefused() from error
    keep_event(provider=provider, event=event, now=now)


@use_case
def keep_event(*, provider: str, event: IncomingEvent, now: datetime) -> None:
    """Keep an event and have it acted on; one that is there already changes nothing."""
    kept, made = ProviderEvent.objects.get_or_create(
        provider=provider,
        event_id=event.event_id,
        defaults={"kind": event.kind, "reference": event.reference, "received_at": now},
    )
    if made:
        emit("provider_event.received", event_id=kept.id)


def act_on_event(*, event_id: UUID) -> None:
    """Look at the payment that an event names. Raises GatewayError.

    An event about a payment that we don't know (yet) is left to the poller.
    """
    event = ProviderEvent.objects.get(pk=event_id)
    if event.processed_at is not None:
        return
    payment = Payment.objects.filter(provider=event.provider, reference=event.reference).first()
    if payment:
        sync_payment(payment_id=payment.id)
    ProviderEvent.objects.filter(pk=event_id).update(processed_at=clock.now())
