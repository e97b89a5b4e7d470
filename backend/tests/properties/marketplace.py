"""Histories: whatever people, time, workers and the provider do, in any order.

Each example is a history of its own over the real database. After every step the audit must
find nothing; at the end all is worked off, and our books must equal the provider's.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from bookings.services.expire import expire_holds
from core.ids import new_id
from payments.gateways.simulated.models import SimulatedEvent
from payments.tasks import deliver_simulated_events, poll
from tests.jobs import run_jobs

from .learners import Learners
from .moody_provider import DOWN, MUTE

spans = st.sampled_from(
    [
        timedelta(seconds=1),
        settings.SIMULATED_SLOWNESS,
        settings.PAYMENT_POLL_AFTER,
        settings.HOLD_LIFETIME,
        timedelta(hours=20),
    ]
)


class Marketplace(Learners):
    @rule(span=spans)
    def let_time_pass(self, span: timedelta) -> None:
        self.pass_time(span)

    @rule(work=st.sampled_from(["sweep", "jobs", "events", "poll", "all"]))
    def work(self, work: str) -> None:
        works: dict[str, Callable[[], object]] = {
            "sweep": lambda: expire_holds(now=self.now),
            "events": deliver_simulated_events,
            "jobs": run_jobs,
            "poll": poll,
        }
        for do in works.values() if work == "all" else [works[work]]:
            do()

    @rule(fate=st.sampled_from(["lost", "repeated", "hurried"]))
    def meddle_with_an_event(self, fate: str) -> None:
        """A hurried one comes before what it tells of."""
        event = SimulatedEvent.objects.order_by("id").first()
        if event and fate == "lost":
            event.delete()
        if event and fate == "repeated":
            event.pk = new_id()
            event.save(force_insert=True)
        if event and fate == "hurried":
            SimulatedEvent.objects.filter(pk=event.pk).update(due_at=self.now)

    @rule(mood=st.sampled_from([DOWN, MUTE]), calls=st.sampled_from([1, 2, 10]))
    def upset_the_provider(self, mood: str, calls: int) -> None:
        self.provider.mood, self.provider.moody_calls = mood, calls
