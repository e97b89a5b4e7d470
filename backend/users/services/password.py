"""Passwords changed, forgotten, and set for the first time."""

from datetime import datetime, timedelta
from uuid import UUID

from core.errors import InvalidFields
from core.events import emit
from core.transactions import step, use_case
from users.callers import Caller
from users.errors import LinkNotValid
from users.models import OneTime, Purpose, SecurityEventKind, TokenFamily, User

from . import one_time
from .closing import forget_ways_in
from .email import count_code, count_mail, locked_user, mail_proof, owner_of
from .proof import Proof
from .registration import hashed
from .security_log import record_and_tell
from .sign_in import check_password_of

RESET_WITHIN = timedelta(hours=1)
_NONE = UUID(int=0)


def change_password(
    *, user: User, proof: Proof, current: str | None, new: str, caller: Caller, now: datetime
) -> None:
    """Replace the password, or set the first one, and end every other device.

    Raises InvalidFields for a wrong present or a weak new one, TooManyRequests, Unavailable,
    and ReauthenticationRequired for an account without a password or with a second factor.
    """
    kind = SecurityEventKind.PASSWORD_CHANGED
    if user.has_usable_password():
        proof.demand_if_protected(user, now=now)
        _check_current(user, current, caller, now)
    else:
        kind = SecurityEventKind.PASSWORD_SET
        proof.demand(now=now)
    _replace_hash(
        old=user,
        new=hashed(new, user, field="new_password"),
        family_id=proof.family_id,
        kind=kind,
        caller=caller,
        now=now,
    )


def _check_current(user: User, current: str | None, caller: Caller, now: datetime) -> None:
    if current is None:
        raise InvalidFields(current_password="This field is required.")
    check_password_of(user, current, field="current_password", caller=caller, now=now)


@use_case
def _replace_hash(
    *,
    old: User,
    new: str,
    family_id: UUID,
    kind: SecurityEventKind,
    caller: Caller,
    now: datetime,
) -> None:
    user = locked_user(old.pk)
    if user.password != old.password:
        raise InvalidFields(current_password="It was changed a moment ago.")
    here = TokenFamily.objects.filter(pk=family_id, user=user)
    _write(user, new, kind=kind, caller=caller, now=now, kept=family_id)
    here.update(credential=user.get_session_auth_hash(), proved_at=now)


@step
def _write(
    user: User,
    new: str,
    *,
    kind: SecurityEventKind,
    caller: Caller,
    now: datetime,
    kept: UUID = _NONE,
) -> None:
    """Every device but `kept` ends; links to reset the password no longer work."""
    user.password = new
    user.save(update_fields=["password"])
    signed_in = TokenFamily.objects.filter(user=user, revoked_at=None)
    signed_in.exclude(pk=kept).update(revoked_at=now)
    one_time.take_back(user, Purpose.RESET_PASSWORD)
    record_and_tell(kind, user=user, caller=caller, now=now)


def forget_password(*, email: str, caller: Caller, now: datetime) -> None:
    """Somebody forgot the password of the account with this e-mail, if there is one.

    The same work whether there is: a job looks. Raises TooManyRequests.
    """
    count_mail(email, caller, now=now)
    _forget_password(email=email)


@use_case
def _forget_password(*, email: str) -> None:
    emit("password.forgotten", email=email)


@use_case
def begin_reset(*, email: str, now: datetime) -> None:
    """Send the owner of the address a link to set a new password."""
    user = User.objects.with_email(email).filter(is_active=True).first()
    if user is not None:
        purpose = Purpose.RESET_PASSWORD
        mail_proof(purpose, user=user, to=user.email, lifetime=RESET_WITHIN, now=now)


def reset_password(*, token: str, new: str, caller: Caller, now: datetime) -> None:
    """Set the password by the link of a mail, and end every device.

    A second factor stays, and is asked for at the next sign-in; but where the address was never
    confirmed before, every other way in ends.

    Raises LinkNotValid, InvalidFields for a weak password (the link stays good),
    TooManyRequests, Unavailable.
    """
    count_code(caller, now=now)
    proof = one_time.find(token, Purpose.RESET_PASSWORD, now=now)
    if proof.user is None:
        raise LinkNotValid()
    hash_of_it = hashed(new, proof.user, field="new_password")
    _reset(proof=proof, new=hash_of_it, caller=caller, now=now)


@use_case
def _reset(*, proof: OneTime, new: str, caller: Caller, now: datetime) -> None:
    user = owner_of(proof)
    one_time.use(proof, now=now)
    if proof.to != user.email.lower():
        # The administrator has given them another one: who reads the old one may be a stranger.
        raise LinkNotValid()
    if not user.email_verified:
        # Until now nobody had proved the address: whoever used it before may be a stranger who
        # has left a way in of their own.
        forget_ways_in(user.pk)
        user.email_verified = True
        user.save(update_fields=["email_verified"])
    _write(user, new, kind=SecurityEventKind.PASSWORD_RESET, caller=caller, now=now)
