"""Mails about accounts: secrets that work once, and what people should know."""

from datetime import datetime
from uuid import UUID

from core.transactions import use_case
from notifications import account_letters
from notifications.services import outbox
from notifications.services.secrets import digits_mark, token_mark
from users.models import OneTime, SecurityEvent


def tell_one_time(*, one_time_id: UUID, now: datetime) -> None:
    """Send a secret to its address, unless it no longer works. Raises MailsUnsent."""
    outbox.send(_write_one_time(one_time_id=one_time_id, now=now))


@use_case
def _write_one_time(*, one_time_id: UUID, now: datetime) -> list[UUID]:
    key = f"one_time:{one_time_id}"
    alive = OneTime.objects.filter(pk=one_time_id, used_at=None, expires_at__gt=now)
    row = alive.select_related("user").first()
    if row is None or row.user is None:
        outbox.withdraw(key, before=now)
        return []
    letter = account_letters.one_time(
        row, row.user, token=token_mark(row.pk), digits=digits_mark(row.pk)
    )
    return outbox.write(key, {row.user: letter}, now=now)


def tell_security_event(*, event_id: UUID, now: datetime) -> None:
    """Tell a person what happened to their account. Raises MailsUnsent."""
    outbox.send(_write_security_event(event_id=event_id, now=now))


@use_case
def _write_security_event(*, event_id: UUID, now: datetime) -> list[UUID]:
    event = SecurityEvent.objects.select_related("user").filter(pk=event_id).first()
    if event is None:
        return []
    letter = account_letters.security_event(event, event.user)
    return outbox.write(f"security_event:{event.pk}", {event.user: letter}, now=now)
