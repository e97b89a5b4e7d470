"""New accounts."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from core import limits
from core.errors import InvalidFields
from core.transactions import use_case
from users.callers import Caller
from users.errors import EmailNotVerified
from users.models import Role, User
from users.passwords import demand_room

from .email import Demand, ask_to_verify, is_demanded
from .token_families import SignedIn, open_family

LIMIT_WINDOW = timedelta(hours=1)


def register(
    *,
    email: str,
    username: str,
    password: str,
    role: str = Role.USER,
    first_name: str = "",
    last_name: str = "",
    time_zone: str = "UTC",
    caller: Caller,
    now: datetime,
) -> SignedIn:
    """Create an account, ask its owner by mail to confirm the address, and sign them in.

    Raises InvalidFields for a taken e-mail or username and for a weak password,
    TooManyRequests past the limit of the address, Unavailable when too many passwords wait
    to be hashed, EmailNotVerified after creating it where VERIFY_EMAIL demands it for that.
    """
    demand_room()
    limits.consume(
        f"register:{caller.address_prefix}",
        limit=settings.REGISTRATIONS_PER_HOUR,
        window=LIMIT_WINDOW,
        now=now,
    )
    user = User(
        email=email,
        username=username,
        role=role,
        first_name=first_name,
        last_name=last_name,
        time_zone=time_zone,
        date_joined=now,
    )
    user.password = hashed(password, user)
    signed_in = _create(user=user, caller=caller, now=now)
    if signed_in is None:
        raise EmailNotVerified()
    return signed_in


def hashed(password: str, user: User, *, field: str = "password") -> str:
    """The hash of a new password. Raises InvalidFields for a weak one, and Unavailable."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidFields(**{field: error.messages}) from error
    return make_password(password)


@use_case
def _create(*, user: User, caller: Caller, now: datetime) -> SignedIn | None:
    """None when the address must be confirmed first."""
    user.save(force_insert=True)
    ask_to_verify(user, now=now)
    if is_demanded(Demand.SIGN_IN):
        return None
    return open_family(user=user, caller=caller, now=now)
