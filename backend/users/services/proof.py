"""Asking again before sensitive acts: a stolen token alone must not be enough for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.sql import rows
from core.transactions import step
from users.errors import ReauthenticationRequired
from users.models import TokenFamily, User

RECENT = timedelta(minutes=5)
_METHODS = ("totp", "passkey", "recovery")
_THERE = """
SELECT
  EXISTS (SELECT FROM users_totp WHERE user_id = %(id)s AND confirmed_at IS NOT NULL),
  EXISTS (SELECT FROM users_passkey WHERE user_id = %(id)s),
  EXISTS (SELECT FROM users_recoverycode WHERE user_id = %(id)s AND used_at IS NULL)
"""
_FACTORS = {"totp", "passkey"}


def second_factors(user: User) -> list[str]:
    """With what the person proves it beside the password: of `totp`, `passkey`, `recovery`.

    Empty for who has no second factor. Written by hand: it is a part of every sign-in.
    """
    (there,) = rows(_THERE, {"id": user.pk})
    found = [name for name, exists in zip(_METHODS, there, strict=True) if exists]
    return found if _FACTORS & {*found} else []


def has_second_factor(user: User) -> bool:
    """Whether a password alone is not enough for this person."""
    return bool(second_factors(user))


@dataclass(frozen=True)
class Proof:
    """The device of a request, and with it when its holder last proved who they are."""

    family_id: UUID

    def is_recent(self, *, now: datetime) -> bool:
        recent = TokenFamily.objects.filter(pk=self.family_id, proved_at__gt=now - RECENT)
        return recent.exists()

    def demand(self, *, now: datetime) -> None:
        """Raises ReauthenticationRequired when that was more than RECENT ago."""
        if not self.is_recent(now=now):
            raise ReauthenticationRequired()

    def demand_if_protected(self, user: User, *, now: datetime) -> None:
        """The same, for people with a second factor only; others notice nothing."""
        if has_second_factor(user):
            self.demand(now=now)

    @step
    def renew(self, *, now: datetime) -> None:
        """They have just proved it."""
        TokenFamily.objects.filter(pk=self.family_id).update(proved_at=now)
