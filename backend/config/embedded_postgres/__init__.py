"""A PostgreSQL of the project's own, for development and tests, from a Python wheel.

It listens on a Unix socket only, in a folder that no other user of the machine can enter. Its data
are below `var/postgres`; for root, whose files the server may not touch, see `places.py`.
`python -m config.embedded_postgres start|stop|status|psql|remove` works without Django. As a
Django database backend (`base.py`) it starts the server when somebody connects.
"""

from config.embedded_postgres.places import EmbeddedPostgresError
from config.embedded_postgres.server import (
    Status,
    connection_settings,
    ensure_running,
    remove,
    status,
    stop,
)

__all__ = [
    "EmbeddedPostgresError",
    "Status",
    "connection_settings",
    "ensure_running",
    "remove",
    "status",
    "stop",
]
