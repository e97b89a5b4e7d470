"""The door of the admin, and what those behind it do for people who have lost everything."""

from datetime import datetime
from typing import Any
from uuid import UUID

from core.transactions import use_case
from users.callers import Caller
from users.errors import CodeNotValid, MfaRequired
from users.models import Passkey, RecoveryCode, SecurityEventKind, Totp, User
from users.services.email import locked_user
from users.services.proof import second_factors
from users.services.security_log import record, record_and_tell
from users.services.token_families import remember_address

from . import answers

_DIGITS = 6
_NEEDED = "Type the code of your app as well, or one of your recovery codes."


def admit_to_admin(*, user: User, code: str, caller: Caller, now: datetime) -> None:
    """Let in whose password was right, by digits or a recovery code where there is a factor.

    There is no passkey here: who has nothing else uses a recovery code, or adds an app.
    Raises MfaRequired without a code, CodeNotValid, TooManyRequests.
    """
    if not second_factors(user):
        _remember(user=user, caller=caller, now=now)
        return
    if not code:
        raise MfaRequired(_NEEDED)
    sent = _read(code)
    try:
        with answers.checked(user, sent, None, caller=caller, now=now):
            _admit(user=user, sent=sent, caller=caller, now=now)
    except CodeNotValid:
        _note_failure(user=user, caller=caller, now=now)
        raise


def _read(code: str) -> dict[str, str]:
    """There is one field for both: six digits are the app's."""
    bare = "".join(code.split())
    return {"digits": bare} if len(bare) == _DIGITS and bare.isdigit() else {"recovery": code}


@use_case
def _remember(*, user: User, caller: Caller, now: datetime) -> None:
    remember_address(user=user, caller=caller, now=now)


@use_case
def _admit(*, user: User, sent: dict[str, Any], caller: Caller, now: datetime) -> None:
    answers.use(user, sent, None, caller=caller, now=now)
    remember_address(user=user, caller=caller, now=now)


@use_case
def _note_failure(*, user: User, caller: Caller, now: datetime) -> None:
    """Without a mail: staff mistype, too."""
    record(SecurityEventKind.SECOND_FACTOR_FAILED, user=user, caller=caller, now=now)


@use_case
def take_away(*, user_id: UUID, caller: Caller, now: datetime) -> None:
    """For who has lost the second factor and the recovery codes; they get to know it.

    A person without one: nothing happens. Raises NotFound.
    """
    user = locked_user(user_id)
    rows = [Totp.objects.filter(user=user), Passkey.objects.filter(user=user)]
    rows.append(RecoveryCode.objects.filter(user=user))
    if sum(each.delete()[0] for each in rows):
        kind = SecurityEventKind.SECOND_FACTOR_TAKEN
        record_and_tell(kind, user=user, caller=caller, now=now)
