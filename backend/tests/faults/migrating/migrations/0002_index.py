"""An index that is built while people book, which is not possible within a transaction."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("migrating", "0001_column")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY booking_by_note ON bookings_booking (note, created_at)",
            "DROP INDEX CONCURRENTLY booking_by_note",
        )
    ]
