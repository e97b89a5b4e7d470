"""Secrets that work once: links and codes of mails, steps of a sign-in.

A secret is computed from its row's id with a key that is not in the database, so the tables
give nobody a link that works (docs/decisions/0018). Using one is a single conditional UPDATE:
of any number of uses at the same moment one wins.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from core.transactions import step, use_case
from users.errors import CodeNotValid, LinkNotValid
from users.models import OneTime, Purpose, User

MAX_LENGTH = 100
MOST_FAILURES = 5
_DIGITS = 6
_MOST_CODES = 3
_ID_BYTES = 16


@step
def issue(
    purpose: Purpose,
    *,
    user: User | None,
    lifetime: timedelta,
    now: datetime,
    to: str = "",
    **facts: Any,
) -> OneTime:
    """A new row; its secret is `token_of` or `digits_of`. `to` is the address to mail it to."""
    return OneTime.objects.create(
        purpose=purpose,
        user=user,
        to=to.lower(),
        facts=facts,
        created_at=now,
        expires_at=now + lifetime,
    )


def token_of(one_time_id: UUID) -> str:
    """The long secret, for links and programs."""
    return urlsafe_b64encode(one_time_id.bytes + mac(one_time_id, "token")).decode().rstrip("=")


def digits_of(one_time_id: UUID) -> str:
    """The short secret, for people to type; at most MOST_FAILURES tries are allowed."""
    number = int.from_bytes(mac(one_time_id, "digits")) % 10**_DIGITS
    return f"{number:0{_DIGITS}}"


def find(token: str, *purposes: Purpose, now: datetime) -> OneTime:
    """What the token stands for, still unused. Raises LinkNotValid."""
    one_time_id = _id_of(token)
    alive = _alive(OneTime.objects.filter(pk=one_time_id, purpose__in=purposes), now)
    found = alive.select_related("user").first()
    if found is None or (found.user and not found.user.is_active):
        raise LinkNotValid()
    return found


@step
def use(one_time: OneTime, *, now: datetime) -> None:
    """Use it up, in the transaction of what it is used for. Raises LinkNotValid."""
    if not _alive(OneTime.objects.filter(pk=one_time.pk), now).update(used_at=now):
        raise LinkNotValid()


def find_by_digits(digits: str, *purposes: Purpose, to: str, now: datetime) -> OneTime:
    """What a code that was mailed to this address stands for, still unused.

    Not part of a transaction: the try must stay counted, and is so before it is looked at.
    Raises CodeNotValid.
    """
    mailed = _alive(OneTime.objects.filter(to=to.lower(), purpose__in=purposes), now)
    latest = mailed.select_related("user").order_by("-id")[:_MOST_CODES]
    # Each of them: somebody else may have asked for one to this address, too.
    right = [
        each
        for each in latest
        if count_try(one_time_id=each.pk)
        and hmac.compare_digest(digits.encode(), digits_of(each.pk).encode())
    ]
    if not right:
        raise CodeNotValid()
    return right[0]


@use_case
def count_try(*, one_time_id: UUID) -> bool:
    """Count a try to use it; False when it has had all of them."""
    row = OneTime.objects.filter(pk=one_time_id, failures__lt=MOST_FAILURES)
    return bool(row.update(failures=F("failures") + 1))


@step
def take_back(user: User, *purposes: Purpose) -> None:
    """What was given out for these purposes no longer works, and was never used."""
    OneTime.objects.filter(user=user, purpose__in=purposes).delete()


@use_case
def forget_expired(*, now: datetime) -> None:
    """Delete the rows that nobody can use any more."""
    OneTime.objects.filter(expires_at__lte=now).delete()


def _alive(rows: QuerySet[OneTime], now: datetime) -> QuerySet[OneTime]:
    return rows.filter(used_at=None, expires_at__gt=now)


def _id_of(token: str) -> UUID:
    """The id in a token of ours. Raises LinkNotValid."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        one_time_id = UUID(bytes=raw[:_ID_BYTES])
    except ValueError as error:
        raise LinkNotValid() from error
    if not hmac.compare_digest(token.encode(), token_of(one_time_id).encode()):
        raise LinkNotValid()
    return one_time_id


def mac(row_id: UUID, form: str) -> bytes:
    """What only this installation can compute of a row's id: 256 bits for each `form`."""
    message = form.encode() + row_id.bytes
    return hmac.new(settings.ONE_TIME_KEY.encode(), message, hashlib.sha256).digest()
