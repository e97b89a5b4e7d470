"""Proving once more who one is, before a sensitive act."""

from datetime import datetime
from typing import Any

from core.transactions import use_case
from users.callers import Caller
from users.errors import PasskeyRefused, ReauthenticationRequired
from users.models import OneTime, Purpose, User
from users.services import one_time
from users.services.proof import Proof, has_second_factor, second_factors
from users.services.sign_in import check_password_of
from users.services.social.identities import identities_of

from . import answers, passkeys, webauthn
from .passkeys import Ceremony, Signed


def ways(user: User) -> list[str]:
    """With what the person proves it: their second factors; else the password; else by
    signing in once more with a provider."""
    if factors := second_factors(user):
        return factors
    if user.has_usable_password():
        return ["password"]
    return ["provider"] if identities_of(user) else []


def begin_with_passkey(*, user: User, now: datetime) -> Ceremony:
    """What the browser needs to use one of the person's keys.

    Raises PasskeyRefused for none, TooManyRequests.
    """
    passkeys.count_question(f"user:{user.pk}", now=now)
    keys = passkeys.passkeys_of(user)
    if not keys:
        raise PasskeyRefused("You have no passkey.")
    question = webauthn.ask_to_sign(keys, alone=True)
    return passkeys.ask(purpose=Purpose.PASSKEY_PROOF, user=user, question=question, now=now)


def prove_again(
    *, user: User, proof: Proof, sent: dict[str, Any], caller: Caller, now: datetime
) -> None:
    """By the second factor for who has one, else by the password.

    `sent` is one of `password`, `digits`, `recovery`, and `credential` with its `challenge`.
    Raises ReauthenticationRequired when that is not enough, InvalidFields for a wrong password,
    CodeNotValid, LinkNotValid, PasskeyRefused, TooManyRequests, Unavailable.
    """
    if "password" in sent:
        if has_second_factor(user):
            raise ReauthenticationRequired("Use your second factor for this.")
        check_password_of(user, sent["password"], field="password", caller=caller, now=now)
        _renew(proof=proof, now=now)
        return
    row = None
    if "credential" in sent:
        row = passkeys.find_own(sent["challenge"], Purpose.PASSKEY_PROOF, user=user, now=now)
    state = row.facts["state"] if row else None
    with answers.checked(user, sent, state, caller=caller, now=now) as signed:
        _prove(user=user, proof=proof, sent=sent, row=row, signed=signed, caller=caller, now=now)


@use_case
def _renew(*, proof: Proof, now: datetime) -> None:
    proof.renew(now=now)


@use_case
def _prove(
    *,
    user: User,
    proof: Proof,
    sent: dict[str, Any],
    row: OneTime | None,
    signed: Signed | None,
    caller: Caller,
    now: datetime,
) -> None:
    if row is not None:
        one_time.use(row, now=now)
    answers.use(user, sent, signed, caller=caller, now=now)
    proof.renew(now=now)
