"""Signed tokens. The only module that touches Simple JWT.

The library checks the signature, the one algorithm, the issuer and the audience. Times are
checked here, by the clock of the product.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError

from core.ids import new_id

from .errors import TokenNotValid
from .models import RefreshToken, TokenFamily

MAX_LENGTH = 2000
_ACCESS, _REFRESH = "access", "refresh"
# Seconds of leeway after which the library's own clock decides: never.
_NEVER = 10**11


@dataclass(frozen=True)
class AccessClaims:
    user_id: UUID
    family_id: UUID


@dataclass(frozen=True)
class RefreshClaims:
    token_id: UUID
    family_id: UUID


def access_token(family: TokenFamily, *, now: datetime) -> str:
    claims = {"jti": new_id().hex, "user_id": str(family.user_id)}
    expires_at = now + settings.ACCESS_TOKEN_LIFETIME
    return _signed(_ACCESS, claims, family_id=family.pk, issued_at=now, expires_at=expires_at)


def refresh_token(row: RefreshToken) -> str:
    """The same bytes for the same row, however often it is asked for."""
    return _signed(
        _REFRESH,
        {"jti": str(row.pk)},
        family_id=row.family_id,
        issued_at=row.created_at,
        expires_at=row.expires_at,
    )


def read_access(token: str, *, now: datetime) -> AccessClaims:
    """Raises TokenNotValid for anything but an access token of ours before its end."""
    claims = _verified(_ACCESS, token, now)
    return AccessClaims(_id(claims, "user_id"), _id(claims, "fam"))


def read_refresh(token: str, *, now: datetime) -> RefreshClaims:
    """Raises TokenNotValid for anything but a refresh token of ours before its end."""
    claims = _verified(_REFRESH, token, now)
    return RefreshClaims(_id(claims, "jti"), _id(claims, "fam"))


@cache
def _backend() -> TokenBackend:
    options: dict[str, Any] = settings.SIMPLE_JWT
    return TokenBackend(
        options["ALGORITHM"],
        signing_key=options["SIGNING_KEY"],
        issuer=options["ISSUER"],
        audience=options["AUDIENCE"],
        leeway=_NEVER,
    )


def _signed(
    kind: str,
    claims: dict[str, str],
    *,
    family_id: UUID,
    issued_at: datetime,
    expires_at: datetime,
) -> str:
    times = {"iat": int(issued_at.timestamp()), "exp": int(expires_at.timestamp())}
    return _backend().encode({"token_type": kind, **claims, "fam": str(family_id), **times})


def _verified(kind: str, token: str, now: datetime) -> dict[str, Any]:
    try:
        claims = _backend().decode(cast(Any, token))
    except TokenBackendError as error:
        raise TokenNotValid() from error
    expires = claims.get("exp")
    if claims.get("token_type") != kind or type(expires) is not int:
        raise TokenNotValid()
    if expires <= now.timestamp():
        raise TokenNotValid()
    return claims


def _id(claims: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(claims[name])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise TokenNotValid() from error
