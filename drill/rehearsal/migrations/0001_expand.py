"""A column that may be empty: no row is rewritten. New rows have a value from now on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bookings", "0002_immediate_foreign_keys")]

    operations = [
        migrations.RunSQL("ALTER TABLE bookings_booking ADD COLUMN rehearsed boolean NULL"),
        migrations.RunSQL("ALTER TABLE bookings_booking ALTER COLUMN rehearsed SET DEFAULT true"),
    ]
