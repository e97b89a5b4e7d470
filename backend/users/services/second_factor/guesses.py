"""How often somebody may try what can be guessed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from core import limits
from users.callers import Caller
from users.models import TokenFamily, User


@contextmanager
def one_guess(user: User, caller: Caller, *, now: datetime) -> Iterator[None]:
    """Around one try, however many challenges there are; a right one is given back.

    Not part of a transaction: a failure must stay counted, and is so before it is looked at.
    Raises TooManyRequests.
    """
    budgets = _budgets(user, caller)
    limit = settings.SECOND_FACTOR_FAILURES
    for key in budgets:
        limits.consume(key, limit=limit, window=limits.HOUR, now=now)
    yield
    for key in budgets:
        limits.give_back(key, now=now)


def _budgets(user: User, caller: Caller) -> list[str]:
    """As with passwords: who knows the password and guesses elsewhere locks nobody out who
    asks from where they signed in before."""
    account, prefix = f"second-factor:{user.pk}", caller.address_prefix
    known = TokenFamily.objects.filter(user=user, address_prefix=prefix).exists()
    return [f"{account}:{prefix}"] if known else [f"{account}:{prefix}", account]
