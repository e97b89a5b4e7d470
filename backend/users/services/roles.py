"""Who is a creator. Every change leaves a RoleChange."""

from datetime import datetime
from uuid import UUID

from core.errors import NotFound
from core.transactions import step, use_case
from users.models import Role, RoleChange, User

from .devices import end_all_devices


@use_case
def become_creator(*, user_id: UUID, now: datetime) -> User:
    """Give a person who asks for it the role CREATOR; again: nothing changes.

    Raises NotFound for an account that is gone.
    """
    return change_role(user_id=user_id, role=Role.CREATOR, changed_by_id=user_id, now=now)


@step
def change_role(*, user_id: UUID, role: str, changed_by_id: UUID, now: datetime) -> User:
    """Set the role and record who did it; a right that is taken away ends every device.

    Raises NotFound for an account that is gone.
    """
    user = User.objects.open().select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    if user.role == Role.CREATOR and role != Role.CREATOR:
        end_all_devices(user.pk, now=now)
    if user.role != role:
        RoleChange.objects.create(
            user=user, changed_by_id=changed_by_id, from_role=user.role, to_role=role, at=now
        )
        user.role = role
        user.save(update_fields=["role"])
    return user
