"""Codes on paper, for who has lost the second factor."""

import hmac
from base64 import b32encode
from datetime import datetime

from core.transactions import step, use_case
from users.callers import Caller
from users.errors import CodeNotValid
from users.models import RecoveryCode, SecurityEventKind, User
from users.services.email import locked_user
from users.services.one_time import mac
from users.services.proof import Proof, has_second_factor
from users.services.security_log import record_and_tell

HOW_MANY = 10
# Two of them: 50 bits.
_HALF = 5


@step
def make_first(user: User) -> list[str]:
    """Codes for who has none yet; nothing for others, who have seen theirs."""
    if RecoveryCode.objects.filter(user=user).exists():
        return []
    return _make(user)


def make_new(*, user: User, proof: Proof, caller: Caller, now: datetime) -> list[str]:
    """New codes in place of the old ones.

    Raises ReauthenticationRequired, CodeNotValid for who has no second factor.
    """
    proof.demand(now=now)
    return _make_new(user=user, caller=caller, now=now)


@use_case
def _make_new(*, user: User, caller: Caller, now: datetime) -> list[str]:
    person = locked_user(user.pk)
    if not has_second_factor(person):
        raise CodeNotValid("There is no second factor to recover.")
    RecoveryCode.objects.filter(user=person).delete()
    record_and_tell(SecurityEventKind.RECOVERY_CODES_MADE, user=person, caller=caller, now=now)
    return _make(person)


def _make(user: User) -> list[str]:
    rows = RecoveryCode.objects.bulk_create([RecoveryCode(user=user) for _ in range(HOW_MANY)])
    return [code_of(row) for row in rows]


@step
def drop_without_a_factor(user: User) -> None:
    """Without a second factor there is nothing to recover. `user` is locked."""
    if not has_second_factor(user):
        RecoveryCode.objects.filter(user=user).delete()


@step
def use(user: User, code: str, *, caller: Caller, now: datetime) -> None:
    """One of the person's codes, once. Raises CodeNotValid."""
    typed = _bare(code)
    unused = RecoveryCode.objects.filter(user=user, used_at=None)
    right = [row.pk for row in unused if hmac.compare_digest(_bare(code_of(row)), typed)]
    # One conditional update, so that of many uses at the same moment one wins.
    if not unused.filter(pk__in=right).update(used_at=now):
        raise CodeNotValid("This recovery code is not right, or was used already.")
    record_and_tell(SecurityEventKind.RECOVERY_CODE_USED, user=user, caller=caller, now=now)


def code_of(row: RecoveryCode) -> str:
    """Two halves of letters and digits."""
    text = b32encode(mac(row.pk, "recovery")).decode()
    return f"{text[:_HALF]}-{text[_HALF : 2 * _HALF]}"


def _bare(code: str) -> bytes:
    """As people type it: in any case, with or without what divides it."""
    return "".join(code.split()).replace("-", "").upper().encode()
