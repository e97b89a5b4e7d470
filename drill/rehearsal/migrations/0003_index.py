"""An index that writers need not wait for, of a table that is written to."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("rehearsal", "0002_backfill")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY rehearsed_bookings ON bookings_booking (rehearsed, id)"
        ),
    ]
