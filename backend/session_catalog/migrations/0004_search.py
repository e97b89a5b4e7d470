"""What search needs: the words of each session, kept by PostgreSQL itself, and indexes."""

from django.db import migrations

# Generated, so that no code can forget it; not in the model, so that no code reads it along.
WORDS = """
ALTER TABLE session_catalog_session ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
  search_vector(title, 'A')
  || search_vector(coalesce(topic, '') || ' ' || coalesce(place, ''), 'C')
  || search_vector(description, 'D')
) STORED
"""
LISTED = "WHERE status = 'published' AND deleted_at IS NULL"
BY_WORDS = f"CREATE INDEX session_by_words ON session_catalog_session USING gin (words) {LISTED}"
# Without a buffer of new entries a search never has to walk through one.
BY_WORDS_AT_ONCE = "ALTER INDEX session_by_words SET (fastupdate = off)"
ALIKE = """
CREATE INDEX search_word_alike ON session_catalog_searchword USING gin (word gin_trgm_ops)
"""
SPELLED_ALIKE = """
CREATE INDEX search_word_spelled_alike ON session_catalog_searchword
  USING gin (search_slips(word)) WHERE length(word) BETWEEN 4 AND 30
"""
# For a list of one topic, and for counting the sessions of each.
FACETS = ("topic", "level", "language", "format")


def by_facet(name: str) -> str:
    return f"""
CREATE INDEX session_by_{name} ON session_catalog_session
  ({name}, (coalesce(start_time, 'infinity'::timestamptz)), id)
{LISTED} AND {name} IS NOT NULL
"""


class Migration(migrations.Migration):
    initial = True  # A part of the first schema: nobody waits for these locks.
    dependencies = [
        ("session_catalog", "0003_topics_and_words"),
        ("core", "0003_search_words"),
    ]

    operations = [
        migrations.RunSQL(WORDS, "ALTER TABLE session_catalog_session DROP COLUMN words"),
        migrations.RunSQL(BY_WORDS, "DROP INDEX session_by_words"),
        migrations.RunSQL(BY_WORDS_AT_ONCE, migrations.RunSQL.noop),
        migrations.RunSQL(ALIKE, "DROP INDEX search_word_alike"),
        migrations.RunSQL(SPELLED_ALIKE, "DROP INDEX search_word_spelled_alike"),
        *(migrations.RunSQL(by_facet(name), f"DROP INDEX session_by_{name}") for name in FACETS),
    ]
