"""Six digits of an app, new every half minute (RFC 6238). The only module that knows pyotp."""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from django.db.models import QuerySet

from core.transactions import step, use_case
from users.callers import Caller
from users.errors import AlreadyProtected, CodeNotValid
from users.models import SecurityEventKind, Totp, User
from users.services.email import locked_user
from users.services.one_time import mac
from users.services.proof import Proof
from users.services.security_log import record_and_tell

from . import recovery
from .guesses import one_guess

ENROLLED_WITHIN = timedelta(minutes=30)
_ISSUER = "Sessions Marketplace"
# Half minutes by which the phone's clock may be wrong.
_SKEW = 1
# 160 bits, as all apps can read.
_SECRET_BYTES = 20


@dataclass(frozen=True)
class Enrollment:
    """What the app needs: the secret, and the same as an address for a picture of squares."""

    secret: str
    uri: str


def begin(*, user: User, proof: Proof, now: datetime) -> Enrollment:
    """A new secret for the person's app; it counts once its digits have confirmed it.

    Raises AlreadyProtected, ReauthenticationRequired.
    """
    proof.demand(now=now)
    secret = secret_of(_begin(user=user, now=now))
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.email or user.username, issuer_name=_ISSUER)
    return Enrollment(secret, uri)


@use_case
def _begin(*, user: User, now: datetime) -> Totp:
    person = locked_user(user.pk)
    if _confirmed(person).exists():
        raise AlreadyProtected()
    Totp.objects.filter(user=person).delete()
    return Totp.objects.create(user=person, created_at=now)


def confirm(*, user: User, digits: str, caller: Caller, now: datetime) -> list[str]:
    """The app shows the right digits: from now on they are asked for.

    Only who has just proved who they are has seen the secret, so that is not asked again.
    Returns recovery codes for who had none. Raises CodeNotValid, TooManyRequests.
    """
    with one_guess(user, caller, now=now):
        return _confirm(user=user, digits=digits, caller=caller, now=now)


@use_case
def _confirm(*, user: User, digits: str, caller: Caller, now: datetime) -> list[str]:
    person = locked_user(user.pk)
    waiting = Totp.objects.filter(user=person, confirmed_at=None)
    _use_up(waiting.filter(created_at__gt=now - ENROLLED_WITHIN), digits, now=now)
    waiting.update(confirmed_at=now)
    record_and_tell(SecurityEventKind.TOTP_ADDED, user=person, caller=caller, now=now)
    return recovery.make_first(person)


def remove(*, user: User, proof: Proof, caller: Caller, now: datetime) -> None:
    """The digits are no longer asked for. Raises ReauthenticationRequired."""
    proof.demand(now=now)
    _remove(user=user, caller=caller, now=now)


@use_case
def _remove(*, user: User, caller: Caller, now: datetime) -> None:
    person = locked_user(user.pk)
    if _confirmed(person).delete()[0]:
        record_and_tell(SecurityEventKind.TOTP_REMOVED, user=person, caller=caller, now=now)
        recovery.drop_without_a_factor(person)


@step
def use(user: User, digits: str, *, now: datetime) -> None:
    """The digits of this moment, once. Raises CodeNotValid."""
    _use_up(_confirmed(user), digits, now=now)


def _use_up(rows: QuerySet[Totp], digits: str, *, now: datetime) -> None:
    app = rows.first()
    if app is None:
        raise CodeNotValid()
    clock = pyotp.TOTP(secret_of(app))
    present = clock.timecode(now)
    for moment in range(present - _SKEW, present + _SKEW + 1):
        same = hmac.compare_digest(clock.generate_otp(moment).encode(), digits.encode())
        # One conditional update, so that of many uses at the same moment one wins.
        if same and rows.filter(pk=app.pk, last_step__lt=moment).update(last_step=moment):
            return
    raise CodeNotValid("These digits are not right, or were used already. Wait for the next ones.")


def _confirmed(user: User) -> QuerySet[Totp]:
    return Totp.objects.filter(user=user, confirmed_at__isnull=False)


def secret_of(app: Totp) -> str:
    """Computed, like the secrets of OneTime."""
    return b32encode(mac(app.pk, "totp")[:_SECRET_BYTES]).decode()
