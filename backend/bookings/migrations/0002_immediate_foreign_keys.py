"""Foreign keys are checked by each statement, not at the commit.

Django declares them deferred, which queues an event a row until the commit and does not
exist on every PostgreSQL. Nothing here inserts in an order that would need it.
"""

from django.db import migrations

TABLES = (
    "bookings_booking",
    "bookings_bookingevent",
    "payments_refund",
    "session_catalog_session",
    "session_catalog_seats",
)
ALTER = """
DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
    WHERE contype = 'f' AND conrelid::regclass::text IN ({tables})
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {how}', each.owner, each.conname);
  END LOOP;
END $$
"""


def alter(how: str) -> str:
    return ALTER.format(how=how, tables=", ".join(f"'{table}'" for table in TABLES))


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0001_initial"),
        ("payments", "0001_initial"),
        ("session_catalog", "0002_end_and_seats"),
    ]

    operations = [
        migrations.RunSQL(alter("NOT DEFERRABLE"), alter("DEFERRABLE INITIALLY DEFERRED")),
    ]
