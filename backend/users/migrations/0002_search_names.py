"""Creators are found by their names."""

from django.db import migrations

# The expression is that of NAMES in session_catalog/api/words.py.
BY_NAME = """
CREATE INDEX creator_by_name ON users_user USING gin
  (search_vector(username || ' ' || first_name || ' ' || last_name, 'B'))
WHERE role = 'CREATOR'
"""


class Migration(migrations.Migration):
    initial = True  # A part of the first schema: nobody waits for these locks.
    dependencies = [("users", "0001_initial"), ("core", "0003_search_words")]

    operations = [migrations.RunSQL(BY_NAME, "DROP INDEX creator_by_name")]
