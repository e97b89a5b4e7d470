"""The life of a sign-in on one device: opened, carried on, ended.

A family's refresh tokens replace each other. One that comes back after it was replaced is in
two hands, so the family ends. Whoever holds two locks of this module took the family's first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.utils.crypto import constant_time_compare

from core.sql import connection_name
from core.transactions import step, use_case
from users import tokens
from users.callers import Caller
from users.errors import TokenNotValid
from users.models import RefreshToken, SecurityEventKind, TokenFamily, User

from .security_log import record, record_and_tell

logger = structlog.get_logger("users")
# An unknown token of ours ends its family just as a long spent one does: nothing is lost.
SPENT_TOKENS_KEPT_FOR = timedelta(days=1)

_USER_FIELDS = [field.attname for field in User._meta.concrete_fields]
_SIGNED_IN = f"""
SELECT f.credential, set_config('application_name', %s, false),
  {", ".join(f"u.{name}" for name in _USER_FIELDS)}
FROM users_tokenfamily f JOIN users_user u ON u.id = f.user_id
WHERE f.id = %s AND f.user_id = %s AND f.revoked_at IS NULL AND u.is_active
"""
_FORGET_TOKENS = "DELETE FROM users_refreshtoken WHERE expires_at <= %s OR spent_at <= %s"
_FORGET_FAMILIES = """
DELETE FROM users_tokenfamily f WHERE created_at <= %s
AND NOT EXISTS (SELECT FROM users_refreshtoken t WHERE t.family_id = f.id)
"""


@dataclass(frozen=True)
class SignedIn:
    """A person with the tokens of one device."""

    user: User
    access: str
    refresh: str


def signed_in_user(claims: tokens.AccessClaims) -> User:
    """Whom an access token stands for at this moment, in one query.

    Raises TokenNotValid when the account is gone or inactive, the device was signed out, or
    the password is another one. Written by hand: it is a part of every request.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SIGNED_IN, [connection_name(), claims.family_id, claims.user_id])
        row = cursor.fetchone()
    if row is None:
        raise TokenNotValid()
    credential, _, *values = row
    user = User.from_db("default", _USER_FIELDS, values)
    if not _has_credential(user, credential):
        raise TokenNotValid()
    return user


@step
def open_family(*, user: User, caller: Caller, now: datetime) -> SignedIn:
    """Sign the person in on a device. They have just proved who they are.

    A program at an address that they never signed in from is told to them by mail, unless it
    is their very first.
    """
    families = TokenFamily.objects.filter(user=user)
    is_new = not families.filter(
        address_prefix=caller.address_prefix, user_agent=caller.user_agent
    ).exists()
    is_first = not families.exists()
    family = TokenFamily.objects.create(**_family_values(user, caller, now))
    if is_new and not is_first:
        record_and_tell(SecurityEventKind.NEW_DEVICE, user=user, caller=caller, now=now)
    else:
        record(SecurityEventKind.SIGNED_IN, user=user, caller=caller, now=now)
    return _signed_in(family, _new_token(family, now), now)


def _family_values(user: User, caller: Caller, now: datetime) -> dict[str, Any]:
    return {
        "user": user,
        "credential": user.get_session_auth_hash(),
        "address_prefix": caller.address_prefix,
        "user_agent": caller.user_agent,
        "created_at": now,
        "last_used_at": now,
        "proved_at": now,
    }


@step
def remember_address(*, user: User, caller: Caller, now: datetime) -> None:
    """Note a sign-in without tokens, so that its address is known from now on."""
    TokenFamily.objects.create(**_family_values(user, caller, now), revoked_at=now)


def refresh(*, token: str, caller: Caller, now: datetime) -> SignedIn:
    """Replace a refresh token. Within REFRESH_GRACE the same token gets the same successor.

    Raises TokenNotValid. A token that was spent longer ago also ends the family.
    """
    claims = tokens.read_refresh(token, now=now)
    signed_in = _rotate(claims, caller, now)
    if signed_in is None:
        raise TokenNotValid()
    return signed_in


@use_case
def _rotate(claims: tokens.RefreshClaims, caller: Caller, now: datetime) -> SignedIn | None:
    """None is a refusal that must be committed: the family may just have been ended."""
    family = _locked_family(claims)
    if family is None:
        return None
    presented = family.tokens.select_related("successor").filter(pk=claims.token_id).first()
    if presented is not None and presented.spent_at is None:
        return _signed_in(family, _replace(presented, family, now), now)
    if presented is not None and _within_grace(presented, now) and presented.successor:
        return _signed_in(family, presented.successor, now)
    logger.warning("refresh_token_reused", user_id=str(family.user_id), family=str(family.pk))
    _revoke(family, now)
    user = family.user
    record_and_tell(SecurityEventKind.TOKEN_REUSED, user=user, caller=caller, now=now)
    return None


@use_case
def sign_out(*, token: str, now: datetime) -> None:
    """End the family of this refresh token. A token that is dead already changes nothing."""
    try:
        claims = tokens.read_refresh(token, now=now)
    except TokenNotValid:
        return
    TokenFamily.objects.filter(pk=claims.family_id, revoked_at=None).update(revoked_at=now)


@use_case
def forget_dead_tokens(*, now: datetime) -> None:
    """Delete tokens that no longer decide anything, then families left without any.

    A family keeps its address known for as long as a refresh token lives.
    """
    spent_by = now - max(SPENT_TOKENS_KEPT_FOR, settings.REFRESH_GRACE)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_TOKENS, [now, spent_by])
        cursor.execute(_FORGET_FAMILIES, [now - settings.REFRESH_TOKEN_LIFETIME])


def _locked_family(claims: tokens.RefreshClaims) -> TokenFamily | None:
    """The family if it is alive; locked, so that two refreshes take turns."""
    locked = TokenFamily.objects.select_for_update(of=("self",), no_key=True)
    family = locked.select_related("user").filter(pk=claims.family_id, revoked_at=None).first()
    if family is None or not family.user.is_active:
        return None
    return family if _has_credential(family.user, family.credential) else None


def _within_grace(token: RefreshToken, now: datetime) -> bool:
    return token.spent_at is not None and now - token.spent_at <= settings.REFRESH_GRACE


def _replace(presented: RefreshToken, family: TokenFamily, now: datetime) -> RefreshToken:
    """Spent first: one unspent token a family. The successor's row follows by the commit."""
    successor = RefreshToken(**_token_values(family, now))
    RefreshToken.objects.filter(pk=presented.pk).update(spent_at=now, successor_id=successor.pk)
    successor.save(force_insert=True)
    TokenFamily.objects.filter(pk=family.pk).update(last_used_at=now)
    return successor


def _new_token(family: TokenFamily, now: datetime) -> RefreshToken:
    return RefreshToken.objects.create(**_token_values(family, now))


def _token_values(family: TokenFamily, now: datetime) -> dict[str, Any]:
    expires_at = now + settings.REFRESH_TOKEN_LIFETIME
    return {"family": family, "created_at": now, "expires_at": expires_at}


def _signed_in(family: TokenFamily, token: RefreshToken, now: datetime) -> SignedIn:
    return SignedIn(
        user=family.user,
        access=tokens.access_token(family, now=now),
        refresh=tokens.refresh_token(token),
    )


def _revoke(family: TokenFamily, now: datetime) -> None:
    TokenFamily.objects.filter(pk=family.pk).update(revoked_at=now)


def _has_credential(user: User, credential: str) -> bool:
    """The password is still the one of the sign-in."""
    return constant_time_compare(credential, user.get_session_auth_hash())
