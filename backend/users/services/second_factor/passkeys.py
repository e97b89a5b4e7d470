"""Keys of the person's devices, as second factor and instead of a password.

Who holds a key and shows it a finger, a face or a PIN proves two things at once, so a sign-in
by it asks for nothing more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from core import limits
from core.errors import InvalidTransition, NotFound
from core.transactions import step, use_case
from users.callers import Caller
from users.errors import LinkNotValid, PasskeyCopied, PasskeyRefused
from users.models import OneTime, Passkey, Purpose, SecurityEventKind, User
from users.services import one_time
from users.services.email import Demand, demand_verified_email, locked_user
from users.services.proof import Proof
from users.services.security_log import record_and_tell
from users.services.token_families import SignedIn, open_family

from . import recovery, webauthn

ANSWERED_WITHIN = timedelta(minutes=5)
MOST = 20


@dataclass(frozen=True)
class Ceremony:
    """`options` are for the browser, `challenge` comes back with its answer."""

    challenge: str
    options: dict[str, Any]


@dataclass(frozen=True)
class Signed:
    """A signature that is right; `count` is how many the key has made."""

    key: Passkey
    count: int


def passkeys_of(user: User) -> list[Passkey]:
    return list(Passkey.objects.filter(user=user).order_by("pk")[:MOST])


def begin_adding(*, user: User, proof: Proof, now: datetime) -> Ceremony:
    """What the browser needs to make a key. Raises ReauthenticationRequired, TooManyRequests."""
    proof.demand(now=now)
    count_question(f"user:{user.pk}", now=now)
    question = webauthn.ask_to_register(user, passkeys_of(user))
    return ask(purpose=Purpose.NEW_PASSKEY, user=user, question=question, now=now)


def add(
    *,
    user: User,
    challenge: str,
    credential: dict[str, Any],
    name: str,
    caller: Caller,
    now: datetime,
) -> tuple[Passkey, list[str]]:
    """The new key, and recovery codes for who had none.

    Only who has just proved who they are has the challenge, so that is not asked again.
    Raises LinkNotValid, PasskeyRefused, InvalidTransition for too many keys.
    """
    row = find_own(challenge, Purpose.NEW_PASSKEY, user=user, now=now)
    made = webauthn.registered(credential, state=row.facts["state"])
    return _add(row=row, user=user, made=made, name=name, caller=caller, now=now)


@use_case
def _add(
    *, row: OneTime, user: User, made: webauthn.NewKey, name: str, caller: Caller, now: datetime
) -> tuple[Passkey, list[str]]:
    person = locked_user(user.pk)
    one_time.use(row, now=now)
    if Passkey.objects.filter(user=person).count() >= MOST:
        raise InvalidTransition("You have as many passkeys as one can have. Remove one first.")
    key = Passkey.objects.create(
        user=person,
        name=name,
        credential_id=made.credential_id,
        credential=made.credential,
        signatures=made.signatures,
        created_at=now,
    )
    record_and_tell(SecurityEventKind.PASSKEY_ADDED, user=person, caller=caller, now=now)
    return key, recovery.make_first(person)


@use_case
def rename(*, user: User, passkey_id: UUID, name: str) -> Passkey:
    """Call the key otherwise. Raises NotFound."""
    key = Passkey.objects.select_for_update().filter(user=user, pk=passkey_id).first()
    if key is None:
        raise NotFound()
    key.name = name
    key.save(update_fields=["name"])
    return key


def remove(*, user: User, proof: Proof, passkey_id: UUID, caller: Caller, now: datetime) -> None:
    """The key no longer signs in. Raises NotFound, ReauthenticationRequired."""
    if not Passkey.objects.filter(user=user, pk=passkey_id).exists():
        raise NotFound()
    proof.demand(now=now)
    _remove(user=user, passkey_id=passkey_id, caller=caller, now=now)


@use_case
def _remove(*, user: User, passkey_id: UUID, caller: Caller, now: datetime) -> None:
    person = locked_user(user.pk)
    if not Passkey.objects.filter(user=person, pk=passkey_id).delete()[0]:
        raise NotFound()
    record_and_tell(SecurityEventKind.PASSKEY_REMOVED, user=person, caller=caller, now=now)
    recovery.drop_without_a_factor(person)


def begin_sign_in(*, caller: Caller, now: datetime) -> Ceremony:
    """What the browser needs to sign in whoever has a key for this site.

    Raises TooManyRequests.
    """
    count_question(f"address:{caller.address_prefix}", now=now)
    question = webauthn.ask_to_sign(None, alone=True)
    return ask(purpose=Purpose.PASSKEY_SIGN_IN, user=None, question=question, now=now)


def sign_in(
    *, challenge: str, credential: dict[str, Any], caller: Caller, now: datetime
) -> SignedIn:
    """Sign in the owner of the key. Raises LinkNotValid, PasskeyRefused, EmailNotVerified."""
    row = one_time.find(challenge, Purpose.PASSKEY_SIGN_IN, now=now)
    if not one_time.count_try(one_time_id=row.pk):
        raise LinkNotValid()
    signed = check(credential, state=row.facts["state"], owner=None)
    demand_verified_email(signed.key.user, before=Demand.SIGN_IN)
    with telling_of_copies(signed, caller=caller, now=now):
        return _sign_in(row=row, signed=signed, caller=caller, now=now)


@use_case
def _sign_in(*, row: OneTime, signed: Signed, caller: Caller, now: datetime) -> SignedIn:
    one_time.use(row, now=now)
    use(signed, now=now)
    return open_family(user=signed.key.user, caller=caller, now=now)


def check(credential: dict[str, Any], *, state: dict[str, Any], owner: User | None) -> Signed:
    """Which key signed the challenge; with an `owner` it must be theirs. Raises PasskeyRefused."""
    found = Passkey.objects.filter(credential_id=webauthn.signer_of(credential))
    key = found.filter(user__is_active=True).select_related("user").first()
    if key is None or owner not in (None, key.user):
        raise PasskeyRefused()
    named = owner is None
    return Signed(key, webauthn.signatures(credential, state=state, key=key, named=named))


@step
def use(signed: Signed, *, now: datetime) -> None:
    """Note the use. Raises PasskeyCopied for a count that has not grown; devices that do not
    count say zero each time."""
    key = Passkey.objects.filter(pk=signed.key.pk)
    has_grown = Q(signatures__lt=signed.count) if signed.count else Q(signatures=0)
    if not key.filter(has_grown).update(signatures=signed.count, last_used_at=now):
        raise PasskeyCopied() if key.exists() else PasskeyRefused()


@contextmanager
def telling_of_copies(signed: Signed | None, *, caller: Caller, now: datetime) -> Iterator[None]:
    """Around a use case: what it refused as a copy, the person gets to know."""
    try:
        yield
    except PasskeyCopied:
        if signed is not None:
            _tell_of_copy(user=signed.key.user, caller=caller, now=now)
        raise


@use_case
def _tell_of_copy(*, user: User, caller: Caller, now: datetime) -> None:
    record_and_tell(SecurityEventKind.PASSKEY_COPIED, user=user, caller=caller, now=now)


def find_own(challenge: str, purpose: Purpose, *, user: User, now: datetime) -> OneTime:
    """The person's own challenge, which has tries left. Raises LinkNotValid."""
    row = one_time.find(challenge, purpose, now=now)
    if row.user_id != user.pk or not one_time.count_try(one_time_id=row.pk):
        raise LinkNotValid()
    return row


def count_question(who: str, *, now: datetime) -> None:
    """Each is a row for a while. Raises TooManyRequests."""
    key, limit = f"passkey:{who}", settings.PASSKEYS_PER_ADDRESS
    limits.consume(key, limit=limit, window=settings.LIMIT_WINDOW, now=now)


@use_case
def ask(
    *, purpose: Purpose, user: User | None, question: webauthn.Question, now: datetime
) -> Ceremony:
    """The question is asked; its answer is awaited once, for a while."""
    row = one_time.issue(
        purpose, user=user, lifetime=ANSWERED_WITHIN, now=now, state=question.state
    )
    return Ceremony(one_time.token_of(row.pk), question.options)
