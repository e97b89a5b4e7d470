"""The jobs of this app: one mail, or all mails of one event, each.

A job that could not send everything fails and is tried again, for about a day and a half.
"""

from datetime import datetime
from uuid import UUID

from core import clock
from core.jobs import MAIL, job
from notifications.services import account_mails, booking_mails, session_mails

ATTEMPTS = 16


@job("notifications.booked", attempts=ATTEMPTS, queue=MAIL)
def booked(*, booking_id: str) -> None:
    booking_mails.tell_booked(booking_id=UUID(booking_id), now=clock.now())


@job("notifications.cancelled", attempts=ATTEMPTS, queue=MAIL)
def cancelled(*, booking_id: str) -> None:
    booking_mails.tell_cancelled(booking_id=UUID(booking_id), now=clock.now())


@job("notifications.refunded", attempts=ATTEMPTS, queue=MAIL)
def refunded(*, refund_id: str, payable_id: str) -> None:
    booking_mails.tell_refunded(refund_id=UUID(refund_id), now=clock.now())


@job("notifications.session_moved", attempts=ATTEMPTS, queue=MAIL)
def session_moved(*, session_id: str, old_start: str, version: int, now: str) -> None:
    session_mails.tell_moved(
        session_id=UUID(session_id),
        version=version,
        old_start=datetime.fromisoformat(old_start),
        moved_at=datetime.fromisoformat(now),
        now=clock.now(),
    )


@job("notifications.session_cancelled", attempts=ATTEMPTS, queue=MAIL)
def session_cancelled(*, session_id: str, actor_id: str | None, now: str) -> None:
    session_mails.tell_cancelled(session_id=UUID(session_id), now=clock.now())


@job("notifications.one_time", attempts=ATTEMPTS, queue=MAIL)
def one_time(*, one_time_id: str) -> None:
    account_mails.tell_one_time(one_time_id=UUID(one_time_id), now=clock.now())


@job("notifications.security_event", attempts=ATTEMPTS, queue=MAIL)
def security_event(*, event_id: str) -> None:
    account_mails.tell_security_event(event_id=UUID(event_id), now=clock.now())
