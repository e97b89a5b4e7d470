"""Jobs around money. Each may run again: the provider is asked by our own ids."""

from uuid import UUID

from core import clock
from core.jobs import job, periodic

from .gateways.simulated.gateway import SimulatedGateway, due_events
from .services import charges, inbox, poller, refunds


@job("payments.carry_out_refund")
def carry_out_refund(refund_id: str) -> None:
    refunds.carry_out_refund(refund_id=UUID(refund_id))


@job("payments.void_payment")
def void_payment(payment_id: str) -> None:
    charges.void_payment(payment_id=UUID(payment_id))


@job("payments.act_on_event")
def act_on_event(event_id: str) -> None:
    inbox.act_on_event(event_id=UUID(event_id))


@periodic("payments.poll", cron="* * * * * */30")
def poll() -> None:
    poller.poll_payments(now=clock.now())
    poller.poll_refunds(now=clock.now())


@periodic("payments.deliver_simulated_events", cron="* * * * * */2")
def deliver_simulated_events() -> None:
    """The simulated provider has no wires of its own; its events come through here."""
    for headers, body in due_events(clock.now()):
        inbox.receive_event(
            provider=SimulatedGateway.name, headers=headers, body=body, now=clock.now()
        )
