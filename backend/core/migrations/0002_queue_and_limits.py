"""Settings of tables that Django's models can't say.

The job queue's NOTIFY takes one lock of the whole cluster through each commit; the worker
polls instead. Counted attempts need no write-ahead log: a crash may forget them.
"""

from django.db import migrations

TRIGGERS = (
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_jobs_notify_queue_job_aborted_v1",
)
DISABLE = ";".join(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {name}" for name in TRIGGERS)
ENABLE = ";".join(f"ALTER TABLE procrastinate_jobs ENABLE TRIGGER {name}" for name in TRIGGERS)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(DISABLE, ENABLE),
        migrations.RunSQL(
            "ALTER TABLE core_ratelimit SET UNLOGGED", "ALTER TABLE core_ratelimit SET LOGGED"
        ),
    ]
