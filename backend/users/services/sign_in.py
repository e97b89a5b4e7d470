"""Signing in with a password, within limits."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password

from core import limits
from core.errors import InvalidFields, Unavailable
from core.transactions import use_case
from users.callers import Caller
from users.errors import InvalidCredentials
from users.models import User
from users.passwords import MAX_PASSWORD_LENGTH, demand_room

from .email import Demand, demand_verified_email
from .second_factor.gate import Challenge, admitted, open_or_challenge
from .token_families import SignedIn

_NO_PASSWORD = UNUSABLE_PASSWORD_PREFIX


def sign_in(*, name: str, password: str, caller: Caller, now: datetime) -> SignedIn:
    """Check the password of the account with this e-mail or username and open a family.

    Raises what `check_credentials` raises, MfaRequired for who has a second factor, and
    EmailNotVerified where VERIFY_EMAIL demands it.
    """
    user = check_credentials(
        name=name, password=password, address_prefix=caller.address_prefix, now=now
    )
    demand_verified_email(user, before=Demand.SIGN_IN)
    return admitted(_open(user=user, caller=caller, now=now))


@use_case
def _open(*, user: User, caller: Caller, now: datetime) -> SignedIn | Challenge:
    return open_or_challenge(user, caller=caller, now=now)


def check_credentials(*, name: str, password: str, address_prefix: str, now: datetime) -> User:
    """The active account that the name and the password belong to.

    Takes the same time, and says the same, whether the account exists or not. Not part of a
    transaction: hashing is slow, and a failure must stay counted.

    Raises InvalidCredentials; TooManyRequests when the account or the address has had its
    failures of this window; Unavailable when too many passwords wait to be hashed.
    """
    demand_room()
    user = User.objects.named(name).with_known_address(address_prefix).first()
    budgets = _budgets(user, name, address_prefix)
    # Counted before the password is looked at, so that parallel tries can't pass the limit.
    for key, limit in budgets.items():
        limits.consume(key, limit=limit, window=settings.LIMIT_WINDOW, now=now)
    try:
        right = _is_right(user, password)
    except Unavailable:
        _give_back(budgets, now)
        raise
    if user is None or not right or not user.is_active:
        raise InvalidCredentials()
    _give_back(budgets, now)
    return user


def check_password_of(
    user: User, password: str, *, field: str, caller: Caller, now: datetime
) -> None:
    """The same for who is known already. Raises InvalidFields for a wrong password, in `field`."""
    prefix = caller.address_prefix
    try:
        check_credentials(name=user.username, password=password, address_prefix=prefix, now=now)
    except InvalidCredentials as error:
        raise InvalidFields(**{field: "This is not your password."}) from error


def _budgets(user: User | None, name: str, address_prefix: str) -> dict[str, int]:
    """Limit by key. Failures from one address are counted for themselves, and those from
    addresses the person never signed in from together as well: so nobody elsewhere can lock
    them out, and a sign-in in between gives no further tries."""
    account = str(user.pk) if user else limits.fingerprint(name)
    budgets = {
        f"login:address:{address_prefix}": settings.LOGIN_FAILURES_PER_ADDRESS,
        f"login:account:{account}:{address_prefix}": settings.LOGIN_FAILURES_PER_ACCOUNT,
    }
    if user is None or not user.address_is_known:
        budgets[f"login:account:{account}"] = settings.LOGIN_FAILURES_PER_ACCOUNT
    return budgets


def _give_back(budgets: dict[str, int], now: datetime) -> None:
    for key in budgets:
        limits.give_back(key, now=now)


def _is_right(user: User | None, password: str) -> bool:
    """Without an account the time of one hash passes as well."""
    if len(password) > MAX_PASSWORD_LENGTH:
        return False
    if user is None:
        return check_password(password, _NO_PASSWORD)
    return user.check_password(password)
