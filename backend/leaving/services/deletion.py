"""The deletion of an account.

It is closed at once and in one short transaction. What may be much follows in a job: bookings
and sessions, each by the use case that its person would have called, then the traces. Every
step may be repeated, and the job begins anew after a crash.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bookings.errors import AlreadyStarted
from bookings.models import Booking, Status
from bookings.services.cancel import cancel_by_learner
from core import clock
from core.errors import InvalidFields, NotFound
from core.events import emit
from core.idempotency import forget_answers
from core.transactions import use_case
from leaving.models import Deletion, Export
from notifications import account_letters
from notifications.models import Mail
from notifications.services import outbox
from session_catalog.models import Session
from session_catalog.services.remove import withdraw_session
from users.models import User, normal_username
from users.services.closing import close, forget_traces, lock_to_close
from users.services.proof import Proof

BATCH = 100
# Its job is lost or stuck when a deletion was not touched for so long.
SILENT_FOR = timedelta(minutes=2)
# What requests under way may have left is gone with the second look, so long after the first.
LOOKED_AFTER = timedelta(minutes=10)
# A last mail that can't be delivered is dropped then, and with it the address.
FAREWELL_WITHIN = timedelta(days=2)


def delete_account(*, user: User, username: str, proof: Proof, now: datetime) -> None:
    """Close the account for good; a job takes back what its person booked and offered.

    `username` is typed as a check. Raises ReauthenticationRequired, InvalidFields for another
    name, LastSuperuser, and TokenNotValid for an account that is closed already.
    """
    proof.demand(now=now)
    if normal_username(username).lower() != user.username.lower():
        raise InvalidFields(username="This is not your username.")
    _close(user_id=user.pk, now=now)


@use_case
def _close(*, user_id: UUID, now: datetime) -> None:
    user = lock_to_close(user_id)
    farewell = account_letters.farewell(user, at=now)
    outbox.write(_farewell_key(user_id), {user: farewell}, now=now)
    close(user, now=now)
    Deletion.objects.create(user=user, asked_at=now, touched_at=now)
    emit("account.closed", user_id=user_id)


def carry_out(*, user_id: UUID) -> None:
    """Take back the bookings and sessions of a closed account, then its traces.

    A no-op when that is done. What is interrupted goes on where it was.
    """
    waiting = Deletion.objects.filter(pk=user_id, carried_out_at=None)
    deletion = waiting.select_related("user").first()
    if deletion is None:
        return
    for booking_id in _touching(deletion, _to_cancel(deletion.user)):
        _give_back(deletion.user, booking_id)
    for session_id in _touching(deletion, Session.objects.present().owned_by(deletion.user)):
        _withdraw(deletion.user, session_id)
    _erase(user_id=user_id, now=clock.now())


def _to_cancel(user: User) -> QuerySet[Booking]:
    to_come = Q(status=Status.PENDING) | Q(booking_date__gt=clock.now())
    return Booking.objects.live().filter(to_come, user=user)


def _touching(deletion: Deletion, found: QuerySet[Any]) -> Iterator[UUID]:
    """The ids of all rows that are still found, some at a time; each batch shows life."""
    ordered = found.order_by("pk").values_list("pk", flat=True)
    last = UUID(int=0)
    while ids := list(ordered.filter(pk__gt=last)[:BATCH]):
        _touch(user_id=deletion.pk, now=clock.now())
        yield from ids
        last = ids[-1]


@use_case
def _touch(*, user_id: UUID, now: datetime) -> None:
    Deletion.objects.filter(pk=user_id).update(touched_at=now)


def _give_back(user: User, booking_id: UUID) -> None:
    """By the normal policy. One that began a moment ago, or was removed, stays as it is."""
    try:
        cancel_by_learner(user=user, booking_id=booking_id, now=clock.now())
    except (AlreadyStarted, NotFound):
        return


def _withdraw(user: User, session_id: UUID) -> None:
    try:
        withdraw_session(owner=user, session_id=session_id, now=clock.now())
    except NotFound:
        return


@use_case
def _erase(*, user_id: UUID, now: datetime) -> None:
    _forget(user_id)
    outbox.forget_mails(user_id, but=_farewell_key(user_id))
    Deletion.objects.filter(pk=user_id).update(carried_out_at=now, touched_at=now)


def _forget(user_id: UUID) -> None:
    Export.objects.filter(user_id=user_id).delete()
    forget_answers(user_id)
    forget_traces(user_id)


def say_farewell(*, user_id: UUID) -> None:
    """Send the last mail. Raises MailsUnsent."""
    mails = Mail.objects.filter(user_id=user_id, event_key=_farewell_key(user_id))
    outbox.send(mails.values_list("pk", flat=True))


def look_after(*, now: datetime) -> None:
    """Go on with deletions whose job was lost, and finish those that are carried out."""
    unfinished = Deletion.objects.filter(finished_at=None).order_by("touched_at")
    lost = unfinished.filter(carried_out_at=None, touched_at__lte=now - SILENT_FOR)
    for user_id in list(lost.values_list("pk", flat=True)[:BATCH]):
        carry_out(user_id=user_id)
    done = unfinished.filter(carried_out_at__lte=now - LOOKED_AFTER)
    for user_id in list(done.values_list("pk", flat=True)[:BATCH]):
        _finish(user_id=user_id, now=now)


@use_case
def _finish(*, user_id: UUID, now: datetime) -> None:
    """The second look; the farewell goes once it is sent, or too old."""
    _forget(user_id)
    farewell = Mail.objects.filter(user_id=user_id, event_key=_farewell_key(user_id))
    if farewell.filter(sent_at=None, created_at__gt=now - FAREWELL_WITHIN).exists():
        outbox.forget_mails(user_id, but=_farewell_key(user_id))
        return
    outbox.forget_mails(user_id, but="")
    Deletion.objects.filter(pk=user_id).update(finished_at=now, touched_at=now)


def _farewell_key(user_id: UUID) -> str:
    return f"account.closed:{user_id}"
