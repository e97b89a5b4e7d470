"""Identifiers made by the application."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): random, and sorted by the time it was made."""
    return uuid7()
