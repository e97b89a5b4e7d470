"""The end of an account. Its row stays for the books of others and tells nothing of its person."""

from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password

from core.sql import row
from core.transactions import step
from users.errors import LastSuperuser, TokenNotValid
from users.models import (
    OneTime,
    Passkey,
    RecoveryCode,
    RefreshToken,
    SecurityEvent,
    TokenFamily,
    Totp,
    User,
)

from .social.identities import forget_identities

FIRST_NAME, LAST_NAME = "Deleted", "person"
_OPEN = "SELECT 1 FROM users_user WHERE id = %(id)s AND is_active FOR SHARE"


@step
def is_open(user_id: UUID) -> bool:
    """Whether the account is neither closed nor locked, until the end of the transaction.

    Closing it waits for that, and who asks while it is being closed waits for the answer.
    """
    return row(_OPEN, {"id": user_id}) is not None


@step
def demand_open(user_id: UUID) -> None:
    """Raises TokenNotValid when it is not."""
    if not is_open(user_id):
        raise TokenNotValid()


@step
def lock_to_close(user_id: UUID) -> User:
    """The open account, locked. Raises TokenNotValid, and LastSuperuser."""
    active = User.objects.filter(is_active=True)
    if active.filter(pk=user_id, is_superuser=True).exists():
        # All of them in one order: of the last two, one waits and then is the last.
        list(active.filter(is_superuser=True).select_for_update(no_key=True).order_by("pk"))
    user = active.select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise TokenNotValid()
    if is_last_superuser(user):
        raise LastSuperuser()
    return user


def is_last_superuser(user: User) -> bool:
    """Nobody else could look after the installation."""
    others = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


@step
def close(user: User, *, now: datetime) -> None:
    """Nobody signs in to the locked account any more, and its names are free again."""
    user.is_active, user.closed_at = False, now
    # By chance: a name that could be foreseen could be taken first, so that nobody can leave.
    user.username = f"deleted-{token_hex(12)}"
    user.email = f"{user.username}@deleted.invalid"
    user.first_name, user.last_name = FIRST_NAME, LAST_NAME
    user.pending_email = user.avatar = user.last_login = None
    user.email_verified = user.is_staff = user.is_superuser = False
    user.time_zone = "UTC"
    user.password = make_password(None)
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    forget_devices(user.pk)
    forget_ways_in(user.pk)


@step
def forget_ways_in(user_id: UUID) -> None:
    """What signed in beside a password, and what was asked for beside it."""
    for factor in (Totp, Passkey, RecoveryCode):
        factor.objects.filter(user_id=user_id).delete()
    forget_identities(user_id)


@step
def forget_devices(user_id: UUID) -> None:
    """Locked first: a refresh under way would add a token between the two deletions."""
    families = TokenFamily.objects.filter(user_id=user_id).select_for_update().order_by("pk")
    ids = list(families.values_list("pk", flat=True))
    RefreshToken.objects.filter(family_id__in=ids).delete()
    TokenFamily.objects.filter(pk__in=ids).delete()


@step
def forget_traces(user_id: UUID) -> None:
    """Everything here that is about the person. Again: what requests under way have left."""
    forget_devices(user_id)
    forget_ways_in(user_id)
    SecurityEvent.objects.filter(user_id=user_id).delete()
    OneTime.objects.filter(user_id=user_id).delete()
    in_admin = LogEntry.objects.filter(
        content_type__app_label="users", content_type__model="user", object_id=str(user_id)
    )
    in_admin.update(object_repr=f"{FIRST_NAME} {LAST_NAME}", change_message="")
