"""Where a session is held."""

from core.errors import InvalidFields
from session_catalog.models import Format


def check_place(place: str | None, form: str | None) -> None:
    """Raises InvalidFields for a place of a session that is not held in person."""
    if place is not None and form != Format.IN_PERSON:
        raise InvalidFields(place="Only a session in person has a place.")
