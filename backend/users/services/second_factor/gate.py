"""Between a right password and a device: the second factor, for who has one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.transactions import step, use_case
from users.callers import Caller
from users.errors import CodeNotValid, LinkNotValid, MfaRequired, PasskeyRefused
from users.models import OneTime, Purpose, SecurityEventKind, User
from users.services import one_time
from users.services.proof import second_factors
from users.services.security_log import record_and_tell
from users.services.social.identities import adopt
from users.services.token_families import SignedIn, open_family

from . import answers, passkeys, webauthn
from .passkeys import Signed, passkeys_of


@dataclass(frozen=True)
class Challenge:
    """What who has a second factor gets in place of tokens."""

    token: str
    methods: list[str]
    passkey: dict[str, Any] | None


@step
def open_or_challenge(
    user: User, *, caller: Caller, now: datetime, identity: dict[str, str] | None = None
) -> SignedIn | Challenge:
    """A device for who needs no more proof, and a challenge for others.

    `identity` is to become theirs by this sign-in; with a challenge that waits as well.
    """
    methods = second_factors(user)
    if methods:
        return _challenge(user, methods, identity, now)
    if identity:
        adopt(user, identity, caller=caller, now=now)
    return open_family(user=user, caller=caller, now=now)


def _challenge(
    user: User, methods: list[str], identity: dict[str, str] | None, now: datetime
) -> Challenge:
    """Bound to the password of this moment: another one ends it."""
    keys = passkeys_of(user) if "passkey" in methods else []
    question = webauthn.ask_to_sign(keys, alone=False) if keys else None
    row = one_time.issue(
        Purpose.SECOND_FACTOR,
        user=user,
        lifetime=passkeys.ANSWERED_WITHIN,
        now=now,
        password=user.get_session_auth_hash(),
        passkey=question.state if question else None,
        identity=identity,
    )
    token = one_time.token_of(row.pk)
    return Challenge(token, methods, question.options if question else None)


def admitted(result: SignedIn | Challenge, **also: Any) -> SignedIn:
    """Whoever has been let in. Raises MfaRequired with the challenge and `also`."""
    if isinstance(result, Challenge):
        raise MfaRequired(
            challenge=result.token, methods=result.methods, passkey=result.passkey, **also
        )
    return result


def prove(*, challenge: str, sent: dict[str, Any], caller: Caller, now: datetime) -> SignedIn:
    """Sign in whoever answers the challenge of their password.

    `sent` is one of `digits`, `recovery` and `credential`. A wrong one leaves the challenge
    good, for a few tries. Raises LinkNotValid, CodeNotValid, PasskeyRefused, TooManyRequests.
    """
    row = one_time.find(challenge, Purpose.SECOND_FACTOR, now=now)
    user = row.user
    if user is None or row.facts["password"] != user.get_session_auth_hash():
        raise LinkNotValid()
    if not one_time.count_try(one_time_id=row.pk):
        raise LinkNotValid()
    try:
        with answers.checked(user, sent, row.facts["passkey"], caller=caller, now=now) as signed:
            return _prove(row=row, user=user, sent=sent, signed=signed, caller=caller, now=now)
    except (CodeNotValid, PasskeyRefused):
        _tell_of_failures(row=row, user=user, caller=caller, now=now)
        raise


@use_case
def _prove(
    *,
    row: OneTime,
    user: User,
    sent: dict[str, Any],
    signed: Signed | None,
    caller: Caller,
    now: datetime,
) -> SignedIn:
    one_time.use(row, now=now)
    answers.use(user, sent, signed, caller=caller, now=now)
    if identity := row.facts["identity"]:
        adopt(user, identity, caller=caller, now=now)
    return open_family(user=user, caller=caller, now=now)


@use_case
def _tell_of_failures(*, row: OneTime, user: User, caller: Caller, now: datetime) -> None:
    """After the last try, once: somebody knows the password."""
    tried = OneTime.objects.filter(pk=row.pk, failures__gte=one_time.MOST_FAILURES)
    if tried.filter(used_at=None).update(used_at=now):
        kind = SecurityEventKind.SECOND_FACTOR_FAILED
        record_and_tell(kind, user=user, caller=caller, now=now)
