"""The one representation of a session, written as JSON by PostgreSQL.

Aliases: `s` the session, `q` its seats, `c` its creator. `SessionOutput` in serializers.py
documents the same shape; a contract test holds the two together.
"""

from dataclasses import dataclass
from uuid import UUID

from core.errors import NotFound
from core.sql import instant, row
from session_catalog.models import Session
from users.api.representation import person_json
from users.models import User

SESSION_TABLES = """session_catalog_session s
JOIN session_catalog_seats q ON q.session_id = s.id
JOIN users_user c ON c.id = s.creator_id"""

SESSION_JSON = f"""json_build_object(
'id', s.id, 'creator', s.creator_id, 'creator_details', {person_json("c")},
'title', s.title, 'description', s.description, 'price', s.price::text, 'currency', s.currency,
'duration_minutes', s.duration_minutes, 'capacity', q.capacity,
'current_bookings', q.taken, 'spots_available', q.capacity - q.taken,
'is_full', q.taken >= q.capacity, 'status', s.status, 'image', s.image,
'start_time', {instant("s.start_time")}, 'end_time', {instant("s.end_time")},
'time_zone', s.time_zone, 'topic', s.topic, 'level', s.level, 'language', s.language,
'format', s.format, 'place', s.place, 'version', s.version,
'created_at', {instant("s.created_at")}, 'updated_at', {instant("s.updated_at")})"""

# The lighter view of the second document; its creator is an id.
EVENT_JSON = f"""json_build_object(
'id', s.id, 'title', s.title, 'description', s.description, 'creator', s.creator_id,
'created_at', {instant("s.created_at")})"""

TAG = """'"' || s.version || '.' || q.version || '"'"""


@dataclass(frozen=True)
class Representation:
    """JSON text, and the entity tag `"<edit version>.<seats version>"`."""

    text: str
    tag: str


def one(json: str, condition: str, session_id: UUID, reader_id: UUID | None) -> Representation:
    """The session in the form `json` if the SQL `condition` holds. Raises NotFound.

    The condition may speak of the aliases and of `%(reader)s::uuid`, null for a stranger.
    """
    found = row(
        f"SELECT ({json})::text, {TAG} FROM {SESSION_TABLES}"
        f" WHERE s.id = %(id)s::uuid AND ({condition})",
        {"id": session_id, "reader": reader_id},
    )
    if found is None:
        raise NotFound()
    return Representation(*found)


def owned_values(session_id: UUID, owner: User) -> dict[str, UUID]:
    """What the owner can't change about their session. Raises NotFound for another's."""
    if not Session.objects.present().owned_by(owner).filter(pk=session_id).exists():
        raise NotFound()
    return {"id": session_id, "creator": owner.pk}
