"""The Django database backend: the product's, which first sees to it that the server runs."""

from typing import Any

from django.db.utils import OperationalError

from config import embedded_postgres
from core.postgres import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        try:
            running = embedded_postgres.ensure_running()
        except embedded_postgres.EmbeddedPostgresError as error:
            raise OperationalError(str(error)) from error
        return {**super().get_connection_params(), "host": running["HOST"]}
