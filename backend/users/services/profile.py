"""What people change about themselves."""

from typing import TypedDict
from uuid import UUID

from core.errors import NotFound
from core.transactions import use_case
from users.models import User


class ProfileChanges(TypedDict, total=False):
    email: str
    username: str
    first_name: str
    last_name: str
    avatar: str | None
    time_zone: str


@use_case
def update_profile(*, user_id: UUID, changes: ProfileChanges) -> User:
    """Change the named fields and leave the others to whoever changes them at the same time.

    Raises InvalidFields for a taken e-mail or username, NotFound for an account that is gone.
    """
    if changes:
        User.objects.filter(pk=user_id).update(**changes)
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    return user
