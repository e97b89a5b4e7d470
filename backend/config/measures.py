"""What the worker measures for all, each a query for rows of labels and a number."""

from django.conf import settings

from audit.services import glance
from core import clock
from core.measuring import Measure, asked
from core.metrics import Gauge

FINDINGS = Gauge(
    "marketplace_audit_findings",
    "Rows that the last audit found to break a check; 20 stands for more as well.",
    "check",
)
UNFINISHED = Gauge("marketplace_audit_unfinished", "Checks that had no time to finish.")
AUDITED = Gauge("marketplace_audit_timestamp_seconds", "When the last audit ended.")


def audit() -> None:
    results = glance(now=clock.now())
    found = {each.check.id: each.rows for each in results}
    FINDINGS.replace({(check,): len(rows) for check, rows in found.items() if rows is not None})
    UNFINISHED.set(sum(rows is None for rows in found.values()))
    AUDITED.set(clock.now().timestamp())


_DUE = """
SELECT id, task_name, scheduled_at FROM procrastinate_jobs
WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id LIMIT 10000
"""
TABLE = (
    asked(
        Gauge(
            "marketplace_jobs", "Jobs: waiting (todo), running, failed for good.", "task", "status"
        ),
        "SELECT task_name, status, count(*) FROM procrastinate_jobs GROUP BY 1, 2",
    ),
    asked(
        Gauge("marketplace_job_lag_seconds", "How late the longest waiting job is.", "task"),
        f"""
        SELECT j.task_name, extract(epoch FROM max(now() - coalesce(j.scheduled_at, e.at)))
        FROM ({_DUE}) j CROSS JOIN LATERAL (
          SELECT min(at) AS at FROM procrastinate_events WHERE job_id = j.id AND type = 'deferred'
        ) e WHERE coalesce(j.scheduled_at, e.at) IS NOT NULL GROUP BY 1
        """,
    ),
    asked(
        Gauge("marketplace_workers", "Job workers that told of themselves within a minute."),
        """
        SELECT count(*) FROM procrastinate_workers
        WHERE last_heartbeat > now() - interval '1 minute'
        """,
    ),
    asked(
        Gauge(
            "marketplace_holds_overdue", "Holds whose time is over by a minute and that still hold."
        ),
        """
        SELECT count(*) FROM bookings_booking
        WHERE status = 'pending' AND hold_expires_at < now() - interval '1 minute'
        """,
    ),
    asked(
        Gauge(
            "marketplace_payments_unresolved", "Payments and refunds open for ten minutes.", "kind"
        ),
        """
        SELECT 'payment', count(*) FROM payments_payment
        WHERE status IN ('created', 'processing') AND created_at < now() - interval '10 minutes'
        UNION ALL SELECT 'refund', count(*) FROM payments_refund
        WHERE status IN ('requested', 'submitted') AND created_at < now() - interval '10 minutes'
        """,
    ),
    asked(
        Gauge("marketplace_mails_unsent", "Mails written five minutes ago and not sent yet."),
        """
        SELECT count(*) FROM notifications_mail
        WHERE sent_at IS NULL AND created_at < now() - interval '5 minutes'
        """,
    ),
    asked(
        Gauge("marketplace_database_bytes", "Size of the database."),
        "SELECT pg_database_size(current_database())",
    ),
    asked(
        Gauge("marketplace_database_connections", "Connections by what they do.", "state"),
        """
        SELECT CASE WHEN wait_event_type = 'Lock' THEN 'waiting for a lock' ELSE state END, count(*)
        FROM pg_stat_activity WHERE datname = current_database() AND state IS NOT NULL GROUP BY 1
        """,
    ),
    asked(
        Gauge("marketplace_database_connections_most", "Connections that the server allows."),
        "SELECT current_setting('max_connections')::int",
    ),
    asked(
        Gauge("marketplace_database_oldest_transaction_seconds", "Age of the oldest transaction."),
        """
        SELECT coalesce(extract(epoch FROM max(now() - xact_start)), 0) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """,
    ),
    Measure("marketplace_audit_findings", settings.AUDIT_SECONDS, audit),
)
