"""The old rows are looked through while people write; then NOT NULL costs nothing."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("rehearsal", "0004_demand")]

    operations = [
        migrations.RunSQL("ALTER TABLE bookings_booking VALIDATE CONSTRAINT rehearsed_is_there"),
        migrations.RunSQL("ALTER TABLE bookings_booking ALTER COLUMN rehearsed SET NOT NULL"),
        migrations.RunSQL("ALTER TABLE bookings_booking DROP CONSTRAINT rehearsed_is_there"),
    ]
