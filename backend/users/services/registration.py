"""New accounts."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from core import limits
from core.errors import InvalidFields
from core.transactions import use_case
from users.models import Role, User

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
    address_prefix: str,
    now: datetime,
) -> SignedIn:
    """Create an account and sign its owner in.

    Raises InvalidFields for a taken e-mail or username and for a weak password,
    TooManyRequests past the limit of the address, Unavailable when too many passwords wait
    to be hashed.
    """
    limits.consume(
        f"register:{address_prefix}",
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
    user.password = _hashed(password, user)
    return _create(user=user, address_prefix=address_prefix, now=now)


def _hashed(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidFields(password=error.messages) from error
    return make_password(password)


@use_case
def _create(*, user: User, address_prefix: str, now: datetime) -> SignedIn:
    user.save(force_insert=True)
    return open_family(user=user, address_prefix=address_prefix, now=now)
