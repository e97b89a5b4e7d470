"""The old rows, a few thousand a transaction: nobody waits for one longer than that takes."""

from typing import Any

from django.db import migrations

ROWS = 2_000
_BATCH = """
WITH batch AS (
  SELECT id FROM bookings_booking WHERE id > %(after)s ORDER BY id LIMIT %(rows)s
), filled AS (
  UPDATE bookings_booking b SET rehearsed = true FROM batch
  WHERE b.id = batch.id AND b.rehearsed IS NULL
)
SELECT id FROM batch ORDER BY id DESC LIMIT 1
"""
_NIL = "00000000-0000-0000-0000-000000000000"


def backfill(apps: Any, editor: Any) -> None:
    after = _NIL
    with editor.connection.cursor() as cursor:
        while True:
            cursor.execute(_BATCH, {"after": after, "rows": ROWS})
            found = cursor.fetchone()
            if found is None:
                return
            after = found[0]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("rehearsal", "0001_expand")]

    operations = [migrations.RunPython(backfill)]
