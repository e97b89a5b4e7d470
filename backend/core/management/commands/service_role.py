"""`manage.py service_role`: the role that the service connects as, with no more than it needs."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql

_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_GRANTS = (
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"
    ),
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)

_LOGIN = "{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {password}"
_SETTING = "ALTER ROLE {role} SET {name} = {value}"


class Command(BaseCommand):
    help = (
        "Create or update the role POSTGRES_SERVICE_USER with POSTGRES_SERVICE_PASSWORD. It reads "
        "and writes rows, and changes no tables. Run it as the owner, after migrate."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        name = os.environ.get("POSTGRES_SERVICE_USER")
        password = os.environ.get("POSTGRES_SERVICE_PASSWORD")
        if not name or not password:
            raise CommandError("Set POSTGRES_SERVICE_USER and POSTGRES_SERVICE_PASSWORD.")
        database = connection.settings_dict
        if name == database["USER"]:
            raise CommandError("POSTGRES_SERVICE_USER must be another role than the owner.")
        with connection.cursor() as cursor:
            cursor.execute(_ROLE, [name])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            role = sql.Identifier(name)
            statements = [
                sql.SQL(_LOGIN).format(
                    verb=sql.SQL(verb), role=role, password=sql.Literal(password)
                ),
                *(
                    sql.SQL(grant).format(role=role, database=sql.Identifier(database["NAME"]))
                    for grant in _GRANTS
                ),
                *_settings(role),
            ]
            for statement in statements:
                cursor.execute(statement.as_string(cursor.connection))
        self.stdout.write(f"The role {name} may read and write rows, and nothing else.")


def _settings(role: sql.Identifier) -> list[sql.Composed]:
    """What each connection asks for anyway; a pooler between does not pass that on."""
    return [
        sql.SQL(_SETTING).format(role=role, name=sql.Identifier(name), value=sql.Literal(value))
        for name, value in settings.SESSION_SETTINGS.items()
    ]
