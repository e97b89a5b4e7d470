"""Where a person is signed in, and ending it."""

from datetime import datetime
from uuid import UUID

from core.errors import NotFound
from core.transactions import step, use_case
from users.callers import Caller
from users.models import SecurityEventKind, TokenFamily, User

from .security_log import record

SHOWN = 100


def devices_of(user: User, *, now: datetime) -> list[TokenFamily]:
    """The devices that are signed in, the last used first."""
    alive = TokenFamily.objects.filter(
        user=user,
        revoked_at=None,
        credential=user.get_session_auth_hash(),
        tokens__spent_at=None,
        tokens__expires_at__gt=now,
    )
    return list(alive.order_by("-last_used_at", "-id")[:SHOWN])


@use_case
def end_device(*, user: User, family_id: UUID, caller: Caller, now: datetime) -> None:
    """Sign one device out. Raises NotFound for one that is not theirs or not signed in."""
    alive = TokenFamily.objects.filter(pk=family_id, user=user, revoked_at=None)
    if not alive.update(revoked_at=now):
        raise NotFound()
    record(SecurityEventKind.DEVICE_ENDED, user=user, caller=caller, now=now)


@use_case
def end_other_devices(*, user: User, family_id: UUID, caller: Caller, now: datetime) -> None:
    """Sign every device out but this one."""
    others = TokenFamily.objects.filter(user=user, revoked_at=None).exclude(pk=family_id)
    if others.update(revoked_at=now):
        record(SecurityEventKind.DEVICES_ENDED, user=user, caller=caller, now=now)


@step
def end_all_devices(user_id: UUID, *, now: datetime) -> None:
    """A right was taken away: whoever has a token signs in again, if they still may."""
    TokenFamily.objects.filter(user_id=user_id, revoked_at=None).update(revoked_at=now)
