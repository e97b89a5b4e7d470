"""Which accounts of providers belong to which people."""

from datetime import datetime
from uuid import UUID

from allauth.socialaccount.models import SocialAccount

from core.errors import NotFound
from core.transactions import step, use_case
from users.callers import Caller
from users.errors import AlreadyLinked, LastWayIn
from users.models import SecurityEventKind, User
from users.services.email import locked_user
from users.services.proof import Proof
from users.services.security_log import record_and_tell

SHOWN = 100


def owner_of_identity(provider: str, subject: str) -> User | None:
    """Whose account with the provider this is."""
    found = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user")
    account = found.first()
    return account.user if account else None


def identities_of(user: User) -> list[SocialAccount]:
    """The person's accounts with providers."""
    return list(SocialAccount.objects.filter(user=user).order_by("pk")[:SHOWN])


@step
def forget_identities(user_id: UUID) -> None:
    """The person left: nobody signs in to the account with these any more."""
    SocialAccount.objects.filter(user_id=user_id).delete()


@step
def link(user: User, *, provider: str, subject: str, caller: Caller, now: datetime) -> None:
    """From now on the person signs in with it, too; again: nothing changes.

    Raises AlreadyLinked when it is somebody else's.
    """
    account, is_new = SocialAccount.objects.get_or_create(
        provider=provider, uid=subject, defaults={"user": user}
    )
    if account.user_id != user.pk:
        raise AlreadyLinked()
    if is_new:
        kind = SecurityEventKind.SOCIAL_LINKED
        record_and_tell(kind, user=user, caller=caller, now=now, provider=provider)


@step
def adopt(user: User, identity: dict[str, str], *, caller: Caller, now: datetime) -> None:
    """Link what the person came with; its address, if it is theirs, is confirmed by that.

    Raises AlreadyLinked.
    """
    provider, subject = identity["provider"], identity["subject"]
    link(user, provider=provider, subject=subject, caller=caller, now=now)
    if not user.email_verified and identity["email"].lower() == user.email.lower():
        user.email_verified = True
        user.save(update_fields=["email_verified"])


def unlink(*, user: User, proof: Proof, identity_id: int, caller: Caller, now: datetime) -> None:
    """The person no longer signs in with it.

    Raises NotFound, LastWayIn when there is no other way, ReauthenticationRequired.
    """
    proof.demand(now=now)
    _unlink(user=user, identity_id=identity_id, caller=caller, now=now)


@use_case
def _unlink(*, user: User, identity_id: int, caller: Caller, now: datetime) -> None:
    person = locked_user(user.pk)
    own = SocialAccount.objects.filter(user=person)
    account = own.filter(pk=identity_id).first()
    if account is None:
        raise NotFound()
    if not person.has_usable_password() and own.count() == 1:
        raise LastWayIn()
    account.delete()
    kind = SecurityEventKind.SOCIAL_UNLINKED
    record_and_tell(kind, user=person, caller=caller, now=now, provider=account.provider)
