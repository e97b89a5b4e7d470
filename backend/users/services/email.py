"""Whether an address is really somebody's, and how it becomes another one.

A change waits until the new address has confirmed it and, where the old one was confirmed,
that one too. Whoever reads the old address can stop it.
"""

from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

from django.conf import settings

from core import limits
from core.errors import InvalidFields, NotFound
from core.events import emit
from core.transactions import step, use_case
from users.callers import Caller
from users.errors import EmailNotVerified, LinkNotValid
from users.models import OneTime, Purpose, SecurityEventKind, User

from . import one_time
from .security_log import record, record_and_tell

VERIFY_WITHIN = timedelta(days=3)
CHANGE_WITHIN = timedelta(days=1)
PROOFS = (Purpose.VERIFY_EMAIL, Purpose.CHANGE_EMAIL, Purpose.LEAVE_EMAIL)
BY_DIGITS = (Purpose.VERIFY_EMAIL, Purpose.CHANGE_EMAIL)
OF_A_CHANGE = (Purpose.CHANGE_EMAIL, Purpose.LEAVE_EMAIL)
_MOST_WAITING = 3


class Demand(IntEnum):
    """What VERIFY_EMAIL can make wait for a confirmed address, the latest first."""

    NEVER = 0
    PUBLISHING = 1
    PAID_BOOKINGS = 2
    SIGN_IN = 3


def is_demanded(before: Demand) -> bool:
    """Whether this waits for a confirmed address. What stands before in the list does too."""
    return before <= Demand[settings.VERIFY_EMAIL.upper()]


def demand_verified_email(user: User, *, before: Demand) -> None:
    """Raises EmailNotVerified where the installation demands a confirmed address."""
    if is_demanded(before) and not user.email_verified:
        raise EmailNotVerified()


@step
def ask_to_verify(user: User, *, now: datetime) -> None:
    """Send a link and a code to the present address."""
    mail_proof(Purpose.VERIFY_EMAIL, user=user, to=user.email, lifetime=VERIFY_WITHIN, now=now)


@step
def mail_proof(
    purpose: Purpose, *, user: User, to: str, lifetime: timedelta, now: datetime
) -> None:
    """Send a link that works once to an address."""
    if not to:
        return
    row = one_time.issue(purpose, user=user, lifetime=lifetime, now=now, to=to)
    emit("one_time.to_mail", one_time_id=row.pk)


def ask_again(*, email: str, caller: Caller, now: datetime) -> None:
    """Send the link and the code of this address once more, if somebody waits for them.

    The same work whether it is or not. Raises TooManyRequests.
    """
    count_mail(email, caller, now=now)
    _ask_again(email=email)


@use_case
def _ask_again(*, email: str) -> None:
    emit("verification.asked", email=email)


@use_case
def ask_to_verify_again(*, email: str, now: datetime) -> None:
    """The other half, in a job: look who has this address, or wants it."""
    active = User.objects.filter(is_active=True)
    if owner := active.with_email(email).filter(email_verified=False).first():
        ask_to_verify(owner, now=now)
    for user in active.waiting_for(email)[:_MOST_WAITING]:
        mail_proof(Purpose.CHANGE_EMAIL, user=user, to=email, lifetime=CHANGE_WITHIN, now=now)


def count_mail(email: str, caller: Caller, *, now: datetime) -> None:
    """Raises TooManyRequests when the address of the caller or the mailbox had enough mails."""
    budgets = {
        f"mail:address:{caller.address_prefix}": settings.MAILS_PER_ADDRESS,
        f"mail:account:{limits.fingerprint(email)}": settings.MAILS_PER_ACCOUNT,
    }
    for key, limit in budgets.items():
        limits.consume(key, limit=limit, window=limits.HOUR, now=now)


@step
def ask_to_change(user: User, *, email: str, caller: Caller, now: datetime) -> None:
    """Note the wish for another address and ask both. The present one, sent, changes nothing
    but its case: clients send back what they have read.

    `user` is locked. Raises InvalidFields for an address that somebody has.
    """
    if email.lower() == user.email.lower():
        user.email = email
        user.save(update_fields=["email"])
        return
    if user.pending_email == email:
        return
    if User.objects.with_email(email).exists():
        raise InvalidFields(email="Someone already uses this e-mail.")
    one_time.take_back(user, *OF_A_CHANGE)
    user.pending_email = email
    user.save(update_fields=["pending_email"])
    _ask_both(user, new=email, now=now)
    record(SecurityEventKind.EMAIL_CHANGE_ASKED, user=user, caller=caller, now=now)


def _ask_both(user: User, *, new: str, now: datetime) -> None:
    for purpose, to in ((Purpose.CHANGE_EMAIL, new), (Purpose.LEAVE_EMAIL, user.email)):
        mail_proof(purpose, user=user, to=to, lifetime=CHANGE_WITHIN, now=now)


def confirm_by_link(*, token: str, caller: Caller, now: datetime) -> User:
    """Confirm the address that the link was sent to. Raises LinkNotValid, InvalidFields."""
    proof = one_time.find(token, *PROOFS, now=now)
    return _confirm(proof=proof, caller=caller, now=now)


def confirm_by_digits(*, email: str, digits: str, caller: Caller, now: datetime) -> User:
    """The same by the code of a mail to this address.

    Raises CodeNotValid, InvalidFields, TooManyRequests.
    """
    count_code(caller, now=now)
    proof = one_time.find_by_digits(digits, *BY_DIGITS, to=email, now=now)
    return _confirm(proof=proof, caller=caller, now=now)


def count_code(caller: Caller, *, now: datetime) -> None:
    """Raises TooManyRequests when the address of the caller tried enough secrets."""
    key = f"code:address:{caller.address_prefix}"
    limits.consume(key, limit=settings.CODES_PER_ADDRESS, window=settings.LIMIT_WINDOW, now=now)


@use_case
def _confirm(*, proof: OneTime, caller: Caller, now: datetime) -> User:
    user = owner_of(proof)
    one_time.use(proof, now=now)
    wanted = user.pending_email if proof.purpose == Purpose.CHANGE_EMAIL else user.email
    if proof.to != (wanted or "").lower():
        raise LinkNotValid()
    if proof.purpose == Purpose.VERIFY_EMAIL:
        _verified(user, caller=caller, now=now)
    elif _both_have_confirmed(user):
        _change(user, caller=caller, now=now)
    return user


@use_case
def take_change_back(*, user_id: UUID, caller: Caller, now: datetime) -> None:
    """The person keeps their address after all. Raises NotFound."""
    _stop(locked_user(user_id), caller=caller, now=now)


@use_case
def stop_change(*, token: str, caller: Caller, now: datetime) -> None:
    """Whoever reads the old address does not want it changed. Raises LinkNotValid."""
    proof = one_time.find(token, Purpose.LEAVE_EMAIL, now=now)
    user = owner_of(proof)
    one_time.use(proof, now=now)
    _stop(user, caller=caller, now=now)


def locked_user(user_id: UUID) -> User:
    """The person, locked until the end of the transaction. Raises NotFound when they left."""
    user = User.objects.open().select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    return user


@step
def owner_of(proof: OneTime) -> User:
    """Whose secret it is, locked. Raises LinkNotValid when they are gone."""
    if proof.user_id is None:
        raise LinkNotValid()
    return locked_user(proof.user_id)


def _both_have_confirmed(user: User) -> bool:
    """An old address that was never confirmed has no say; nor has one before the present one,
    which the administrator has replaced."""
    used = OneTime.objects.filter(user=user, used_at__isnull=False)
    has_new = used.filter(purpose=Purpose.CHANGE_EMAIL).exists()
    has_old = used.filter(purpose=Purpose.LEAVE_EMAIL, to=user.email.lower()).exists()
    return has_new and (has_old or not user.email_verified)


def _verified(user: User, *, caller: Caller, now: datetime) -> None:
    user.email_verified = True
    user.save(update_fields=["email_verified"])
    one_time.take_back(user, Purpose.VERIFY_EMAIL)
    record(SecurityEventKind.EMAIL_VERIFIED, user=user, caller=caller, now=now)


def _change(user: User, *, caller: Caller, now: datetime) -> None:
    old, user.email = user.email, user.pending_email or user.email
    user.pending_email, user.email_verified = None, True
    user.save(update_fields=["email", "pending_email", "email_verified"])
    one_time.take_back(user, *PROOFS, Purpose.RESET_PASSWORD)
    kind = SecurityEventKind.EMAIL_CHANGED
    record_and_tell(kind, user=user, caller=caller, now=now, to=old)


def _stop(user: User, *, caller: Caller, now: datetime) -> None:
    if user.pending_email is None:
        return
    user.pending_email = None
    user.save(update_fields=["pending_email"])
    one_time.take_back(user, *OF_A_CHANGE)
    record(SecurityEventKind.EMAIL_CHANGE_STOPPED, user=user, caller=caller, now=now)
