"""No more empty values: from now on, in a moment."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rehearsal", "0003_index")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE bookings_booking ADD CONSTRAINT rehearsed_is_there "
            "CHECK (rehearsed IS NOT NULL) NOT VALID"
        ),
    ]
