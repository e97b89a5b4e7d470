"""Jobs around money. Each may run again: the provider is asked by our own ids."""

from uuid import UUID

from core import clock
from core.jobs import PROVIDER, job, periodic

from .gateways.simulated.gateway import SimulatedGateway, due_events
from .services import charges, inbox, poller, refunds


@job("payments.carry_out_refunds", queue=PROVIDER)
def carry_out_refunds(refund_ids: list[str]) -> None:
    refunds.carry_out_refunds([UUID(each) for each in refund_ids])


@job("payments.void_payments", queue=PROVIDER)
def void_payments(payment_ids: list[str]) -> None:
    charges.void_payments([UUID(each) for each in payment_ids])


@job("payments.act_on_event", queue=PROVIDER)
def act_on_event(event_id: str) -> None:
    inbox.act_on_event(event_id=UUID(event_id))


@periodic("payments.poll", cron="* * * * * */30", queue=PROVIDER)
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
