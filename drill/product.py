"""The product on the cluster: the API and the stream behind PgBouncer, the worker beside it."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

import plan
import services
from drill.home import LOGS
from drill.machines import SUPERUSER, Cluster, database_url
from drill.middle import Middle
from tests.faults.machine import environment
from tests.faults.processes import Program
from tests.faults.stack import Stack

DATABASE, SERVICE = "sessions", "sessions_service"
POOLED = ("API", plan.LIVE)


class Product(Stack):
    """Its owner's commands and the checker go to whoever leads, without the pool between."""

    def __init__(self, folder: Path, cluster: Cluster, middle: Middle) -> None:
        super().__init__(folder)
        self._middle = middle
        password = secrets.token_hex(16)
        owner = cluster.passwords[SUPERUSER]
        self._direct = database_url(middle.primary, SUPERUSER, owner, DATABASE)
        self._first = database_url(middle.primary, SUPERUSER, owner, "postgres")
        self._service = {
            "POSTGRES_SERVICE_USER": SERVICE,
            "POSTGRES_SERVICE_PASSWORD": password,
        }
        self._pooled = {
            "DATABASE_URL": database_url(middle.pooled, SUPERUSER, owner, DATABASE),
            # PgBouncer 1.18 knows nothing of prepared statements.
            "PREPARE_AFTER": "0",
            "DATABASE_REPLICA_URL": database_url(middle.replicas, SUPERUSER, owner, DATABASE),
        }

    def start(self) -> None:
        self._middle.wait_until_it_leads_right(self._first)
        with psycopg.connect(self._first, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())
        self.environment = {
            **environment(self.folder),
            **self.post.settings,
            **self._service,
            "DATABASE_URL": self._direct,
            "REQUEST_LOG": "True",
            "LOG_JSON": "True",
        }
        self.must("migrate", "--no-input", "--verbosity", "0")
        self.must("service_role")
        password = self._service["POSTGRES_SERVICE_PASSWORD"]
        self._middle.start_pool(DATABASE, SERVICE, password)
        for each in (self.api, self.worker, self.live):
            each.start(self.environment)
        self.wait_until_ready()

    def end(self) -> None:
        services.end([self.api, self.worker, self.live])
        self.post.close()

    def _program(self, service: services.Service) -> Program:
        program = super()._program(service)
        program.log = LOGS / program.log.name  # which stay
        return _Pooled(**vars(program), product=self) if service.name in POOLED else program

    @property
    def pooled(self) -> dict[str, str]:
        return self._pooled


class _Pooled(Program):
    """A service that goes through the pool. The worker does not: an export's cursors outlive
    their transactions."""

    def __init__(self, *, product: Product, **also: Any) -> None:
        super().__init__(**also)
        self._product = product

    def start(self, environment: Mapping[str, str]) -> None:
        super().start({**environment, **self._product.pooled})
