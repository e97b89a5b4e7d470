"""What people prove it with: digits, a recovery code, or a signature of a passkey."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from core.transactions import step
from users.callers import Caller
from users.errors import PasskeyRefused
from users.models import User

from . import passkeys, recovery, totp
from .guesses import one_guess
from .passkeys import Signed


@contextmanager
def checked(
    user: User,
    sent: dict[str, Any],
    state: dict[str, Any] | None,
    *,
    caller: Caller,
    now: datetime,
) -> Iterator[Signed | None]:
    """Around the use case that uses it up: what must not be part of its transaction.

    That is the count of guesses, and the check of a signature: nobody guesses those.
    Raises PasskeyRefused, TooManyRequests.
    """
    if "credential" not in sent:
        with one_guess(user, caller, now=now):
            yield None
    elif state is None:
        raise PasskeyRefused()
    else:
        signed = passkeys.check(sent["credential"], state=state, owner=user)
        with passkeys.telling_of_copies(signed, caller=caller, now=now):
            yield signed


@step
def use(
    user: User, sent: dict[str, Any], signed: Signed | None, *, caller: Caller, now: datetime
) -> None:
    """Use up what was sent as proof. Raises CodeNotValid, PasskeyCopied."""
    if signed is not None:
        passkeys.use(signed, now=now)
    elif "digits" in sent:
        totp.use(user, sent["digits"], now=now)
    else:
        recovery.use(user, sent["recovery"], caller=caller, now=now)
