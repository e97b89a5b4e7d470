"""How a person looks, to others and to themselves."""

from typing import Any

from users.models import User

PUBLIC = ("id", "username", "first_name", "last_name", "avatar")


def person_json(alias: str, *, also: tuple[str, ...] = ()) -> str:
    """SQL for the public JSON of the user in table `alias`; `also` names further columns."""
    fields = ", ".join(f"'{field}', {alias}.{field}" for field in (*PUBLIC, *also))
    return f"json_build_object({fields})"


def account(user: User) -> dict[str, Any]:
    """How people see themselves. `UserOutput` in serializers.py documents the same shape."""
    return {
        "id": user.pk,
        "email": user.email,
        "username": user.username,
        "role": user.role,
        "avatar": user.avatar,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "time_zone": user.time_zone,
        "date_joined": user.date_joined,
        "email_verified": user.email_verified,
        "pending_email": user.pending_email,
        "has_password": user.has_usable_password(),
    }


def short_account(user: User) -> dict[str, Any]:
    """The part of it that `/api/me/` shows: `MeOutput`."""
    shown = account(user)
    return {name: shown[name] for name in ("id", "username", "email", "role", "avatar")}
