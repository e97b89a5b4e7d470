"""The one clock. Rules take `now` as an argument; views and jobs get it here."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
