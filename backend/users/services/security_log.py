"""What people should know about their accounts, written where it happens."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from core.events import emit
from core.transactions import step, use_case
from users.callers import Caller
from users.models import SecurityEvent, SecurityEventKind, User

KEPT_FOR = timedelta(days=365)


@step
def record(
    kind: SecurityEventKind, *, user: User, caller: Caller, now: datetime, **facts: Any
) -> SecurityEvent:
    """One row about the person, shown to nobody else."""
    return SecurityEvent.objects.create(
        user=user,
        kind=kind,
        at=now,
        address_prefix=caller.address_prefix,
        user_agent=caller.user_agent,
        facts=facts,
    )


@step
def record_and_tell(
    kind: SecurityEventKind, *, user: User, caller: Caller, now: datetime, **facts: Any
) -> None:
    """The same, and a mail about it. `facts["to"]` is its address if not the present one."""
    event = record(kind, user=user, caller=caller, now=now, **facts)
    emit("security_event.to_tell", event_id=event.pk)


@use_case
def forget_old_events(*, now: datetime) -> None:
    """Delete what is too old to be of use."""
    SecurityEvent.objects.filter(at__lte=now - KEPT_FOR).delete()


def events_of(user: User, *, limit: int, after: tuple[datetime, str] | None) -> list[SecurityEvent]:
    """The person's events, newest first; those after this moment and id."""
    events = SecurityEvent.objects.filter(user=user).order_by("-at", "-id")
    if after is not None:
        at, last = after
        events = events.filter(Q(at__lt=at) | Q(at=at, id__lt=last))
    return list(events[:limit])
