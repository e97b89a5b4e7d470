"""`python -m config.worker_alive`: whether a worker has told the queue of itself lately.

Knows nothing of Django, so that asking often costs little.
"""

import sys

import psycopg
from psycopg.conninfo import make_conninfo

from config import database

# Workers tell every ten seconds.
_LATELY = "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '45 seconds'"


def main() -> None:
    try:
        with psycopg.connect(make_conninfo(**parameters(), connect_timeout=5)) as connection:
            alive = connection.execute(_LATELY).fetchone()
    except psycopg.Error as error:
        sys.exit(f"The database does not answer: {error}")
    if not alive:
        sys.exit("No worker has told of itself for 45 seconds.")


def parameters() -> dict[str, str]:
    """Those of the service, for libpq."""
    settings = database.database_settings(["worker_alive"])
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    names["port"] = "PORT"
    return {name: str(settings[key]) for name, key in names.items() if settings.get(key)}


if __name__ == "__main__":
    main()
