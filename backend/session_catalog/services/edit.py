"""Changes of a session by its creator, and its named transitions by an admin."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core.errors import Stale
from core.transactions import use_case
from session_catalog.models import Session, Status
from users.models import User
from users.services.closing import demand_open
from users.services.email import Demand, demand_verified_email

from .change import Changes, change_session, lock_own_session, lock_session


@use_case
def edit_session(
    *,
    owner: User,
    session_id: UUID,
    changes: Changes,
    versions: Collection[int | None] | None,
    now: datetime,
) -> Session:
    """Change one's own session; bookings made before keep their price.

    `versions` are the edit versions the editor has seen, None for any. A cancel ends and
    refunds every live booking; a move of the start moves them all.
    Raises NotFound, Stale, InvalidFields, CapacityBelowBookings, SessionHasBookings,
    SessionIsCancelled, SessionIsOver, TokenNotValid for somebody who is leaving,
    EmailNotVerified where VERIFY_EMAIL demands it.
    """
    session, seats = lock_own_session(session_id, owner)
    demand_open(owner.pk)
    if versions is not None and session.version not in versions:
        raise Stale()
    if changes.get("status", session.status) == Status.PUBLISHED != session.status:
        demand_verified_email(owner, before=Demand.PUBLISHING)
    change_session(session, seats, changes, actor_id=owner.pk, now=now)
    return session


@use_case
def publish_session(*, session_id: UUID, actor: User, now: datetime) -> None:
    """Publish a draft; a no-op when it is published. Raises NotFound, SessionIsCancelled."""
    session, seats = lock_session(session_id)
    change_session(session, seats, {"status": Status.PUBLISHED}, actor_id=actor.pk, now=now)


@use_case
def cancel_session(*, session_id: UUID, actor: User, now: datetime) -> None:
    """Cancel a session and refund every live booking; a no-op when it is cancelled.

    Raises NotFound, and SessionIsOver once people have attended.
    """
    session, seats = lock_session(session_id)
    change_session(session, seats, {"status": Status.CANCELLED}, actor_id=actor.pk, now=now)
