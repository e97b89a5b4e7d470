"""What Django's models can't say: an end that always fits, and room for updates in place."""

from django.db import migrations

END_FITS = """
ALTER TABLE session_catalog_session ADD CONSTRAINT session_end_is_start_plus_duration CHECK (
  end_time IS NOT DISTINCT FROM start_time + make_interval(mins => duration_minutes))
"""

# Open sessions have no start and come last. `infinity` keeps the order in one index. The
# included columns let a calendar count its days in the index alone.
BY_START = """
CREATE INDEX session_by_start ON session_catalog_session
  ((coalesce(start_time, 'infinity'::timestamptz)), id) INCLUDE (start_time, end_time)
WHERE status = 'published' AND deleted_at IS NULL
"""

# The end is a key of its own: sessions that have ended are skipped inside the index.
BY_PRICE = """
CREATE INDEX session_by_price ON session_catalog_session
  (price, id, (coalesce(end_time, 'infinity'::timestamptz)))
WHERE status = 'published' AND deleted_at IS NULL
"""


class Migration(migrations.Migration):
    initial = True  # A part of the first schema: nobody waits for these locks.
    dependencies = [("session_catalog", "0001_initial")]

    operations = [
        migrations.RunSQL(
            END_FITS,
            "ALTER TABLE session_catalog_session DROP CONSTRAINT session_end_is_start_plus_duration",
        ),
        migrations.RunSQL(BY_START, "DROP INDEX session_by_start"),
        migrations.RunSQL(BY_PRICE, "DROP INDEX session_by_price"),
        # A claim rewrites its seats row; free room on the page keeps that a heap-only update.
        migrations.RunSQL(
            "ALTER TABLE session_catalog_seats SET (fillfactor = 50)",
            "ALTER TABLE session_catalog_seats RESET (fillfactor)",
        ),
    ]
