"""Nobody reads or writes the column any more."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("rehearsal", "0005_validate")]

    operations = [
        migrations.RunSQL("DROP INDEX CONCURRENTLY rehearsed_bookings"),
        migrations.RunSQL("ALTER TABLE bookings_booking DROP COLUMN rehearsed"),
    ]
