"""Each statement carries its route as a comment and its request's id as the application's name.

So `pg_stat_activity`, PostgreSQL's log and `pg_stat_statements` say which request waits, blocks or
is slow (docs/decisions/0027).

And no commit is taken for granted. With a synchronous standby a commit waits until that has it too.
When somebody ends the wait (`pg_cancel_backend`), PostgreSQL says "committed" all the same, with a
warning: it is on one machine only, and gone if that is. Here it is a fault, so that nobody is told.
"""

import select
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DeadlockDetected, Diagnostic, LockNotAvailable, QueryCanceled
from psycopg.pq import TransactionStatus

from core import metrics, origin, tracing

NAME = "sessions-marketplace"
CONNECTING = metrics.Histogram(
    "marketplace_database_connect_seconds", "Time to get a new connection to the database."
)
FAILURES = metrics.Counter(
    "marketplace_statement_failures",
    "Statements that timed out waiting for a lock or at all, met in a deadlock, lost the server.",
    "why",
    begins=("lock_timeout", "statement_timeout", "deadlock", "lost"),
)
_WHY: dict[type[BaseException | None], str] = {
    LockNotAvailable: "lock_timeout",
    QueryCanceled: "statement_timeout",
    DeadlockDetected: "deadlock",
}
# Messages are translated, this is not.
_WAITS_FOR_STANDBY = "SyncRepWaitForLSN"
_LONGEST_NAME = 63  # PostgreSQL cuts off what follows


class DatabaseWrapper(base.DatabaseWrapper):
    _tells: origin.Origin | None = None
    health_check_done: bool  # Django's, which the stubs leave out
    _is_unconfirmed = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._tells = None
        begun = perf_counter()
        made = super().get_new_connection(conn_params)
        CONNECTING.observe(perf_counter() - begun)
        made.add_notice_handler(self._hear)
        return made

    def close_if_health_check_failed(self) -> None:
        """Once a request, and without a question to the server: what it says unasked is a farewell.

        So a server that was away costs no request afterwards, whenever each thread comes to it.
        """
        if self.connection is None or self.health_check_done:
            return
        if self.connection.closed or _has_news(self.connection.fileno()):
            self.close()
        self.health_check_done = True

    def _hear(self, notice: Diagnostic) -> None:
        if notice.source_function == _WAITS_FOR_STANDBY:
            self._is_unconfirmed = True

    def _commit(self) -> None:
        self._is_unconfirmed = False
        super()._commit()  # type: ignore[misc]
        if self._is_unconfirmed:
            raise OperationalError("committed here, but on no standby")

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return NamingCursor(cursor, self)

    def tell(self, whose: origin.Origin) -> None:
        """Tell the server whose statements follow, unless it knows."""
        if whose is self._tells:
            return
        libpq = self.connection.pgconn
        # Inside a transaction a rollback would take the name back.
        if libpq.transaction_status != TransactionStatus.IDLE:
            return
        self._tells = whose
        # The id is letters, digits, dots and dashes. Where this fails the statement will as well.
        libpq.exec_(f"SET application_name = '{_name(whose)}'".encode())

    def telling(self) -> str:
        """The name, for a statement that hands it on itself (core/sql.py)."""
        whose = origin.present() if settings.SQL_COMMENTS else None
        self._tells = whose
        return _name(whose) if whose else NAME


def _name(whose: origin.Origin) -> str:
    return f"{NAME} {whose.request_id}"[:_LONGEST_NAME]


def _has_news(line: int) -> bool:
    look = select.poll()
    look.register(line, select.POLLIN)
    return bool(look.poll(0))


class NamingCursor(CursorWrapper):
    db: DatabaseWrapper

    def execute(self, sql: Any, params: Any = None) -> Any:
        named, whose = sql, origin.present()
        if whose is not None and settings.SQL_COMMENTS:
            self.db.tell(whose)
            # What psycopg composes is no text.
            named = sql + origin.comment(whose.route) if isinstance(sql, str) else sql
        try:
            return self._traced(sql, named, params)
        except OperationalError as fault:
            FAILURES.add(_WHY.get(type(fault.__cause__), "lost"))
            raise

    def _traced(self, sql: Any, named: Any, params: Any) -> Any:
        if not tracing.is_recording():
            return super().execute(named, params)
        with tracing.statement(str(sql)):
            return super().execute(named, params)
