"""What people change about themselves."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from core.transactions import use_case
from users.callers import Caller
from users.models import User

from .email import ask_to_change, count_mail, locked_user
from .proof import Proof


class ProfileChanges(TypedDict, total=False):
    email: str
    username: str
    first_name: str
    last_name: str
    avatar: str | None
    time_zone: str


def update_profile(
    *, user: User, proof: Proof, changes: ProfileChanges, caller: Caller, now: datetime
) -> User:
    """Change the named fields and leave the others to whoever changes them at the same time.

    Another e-mail waits until it is confirmed. Raises InvalidFields for a taken e-mail or
    username, NotFound for an account that is gone, TooManyRequests for too many mails, and
    ReauthenticationRequired for another e-mail of who has a second factor.
    """
    email = changes.pop("email", user.email)
    if email.lower() != user.email.lower() and email != user.pending_email:
        proof.demand_if_protected(user, now=now)
        count_mail(str(user.pk), caller, now=now)
    return _update(user_id=user.pk, email=email, changes=changes, caller=caller, now=now)


@use_case
def _update(
    *, user_id: UUID, email: str, changes: ProfileChanges, caller: Caller, now: datetime
) -> User:
    user = locked_user(user_id)
    for name, value in changes.items():
        setattr(user, name, value)
    if changes:
        user.save(update_fields=list(changes))
    ask_to_change(user, email=email, caller=caller, now=now)
    return user
