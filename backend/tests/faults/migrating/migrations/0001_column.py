"""Expand: a column that nobody fills yet. It needs the table's lock for a moment only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bookings", "0002_immediate_foreign_keys")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE bookings_booking ADD COLUMN note text NOT NULL DEFAULT ''",
            "ALTER TABLE bookings_booking DROP COLUMN note",
        )
    ]
