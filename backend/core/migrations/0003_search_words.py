"""How text becomes words, for whatever searches it.

Done in PostgreSQL, so that what is stored and what is asked can't differ. Not by its text
search parser, which takes `end.Start` for a host and 1e5 for a number and depends on the
locale of the database; and without stems, which belong to one language only.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Accents of alphabets, vowel points of Hebrew and Arabic.
MARKS = r"[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670]"
# What the signs of Indic scripts, Thai, Lao, Burmese and Khmer make a word of are no letters.
NO_WORD = (
    r"[^[:alnum:]\u0900-\u0963\u0966-\u0DFF\u0E00-\u0E4E\u0E50-\u0EFF\u1000-\u109F\u1780-\u17D3]+"
)
# Chinese and Japanese have no spaces: each character is a word, several are a phrase.
CHARACTER = r"([\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF])"

# NFKD takes letters and marks apart, NFKC puts together what is left. The collation is there
# in every UTF-8 database and knows the cases of all alphabets.
WORDS = f"""
CREATE FUNCTION search_words(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN trim(regexp_replace(regexp_replace(
  normalize(
    regexp_replace(normalize(lower(
      public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC))
      COLLATE "pg_c_utf8"), NFKD), '{MARKS}', '', 'g'),
    NFKC),
  '{CHARACTER}', ' \\1 ', 'g'),
  '{NO_WORD}', ' ', 'g'))
"""

# 16383 is the highest position that a tsvector can hold, and a word of it has 2 KB at most.
VECTOR = """
CREATE FUNCTION search_vector(value text, weight text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce((
  SELECT string_agg(word || ':' || least(place, 16383) || weight, ' ')::tsvector
  FROM unnest(string_to_array(search_words(value), ' ')) WITH ORDINALITY words (word, place)
  WHERE word <> '' AND length(word) <= 100), '')
"""

# Two words of which one letter is wrong, missing, too many or exchanged with its neighbor have
# one of these in common (Wolf Garbe, SymSpell: "1000x faster spelling correction", 2012).
SLIPS = """
CREATE FUNCTION search_slips(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN word || ARRAY(
  SELECT left(word, place - 1) || substr(word, place + 1)
  FROM generate_series(1, length(word)) place)
"""


class Migration(migrations.Migration):
    initial = True  # A part of the first schema: nobody waits for these locks.
    dependencies = [("core", "0002_queue_and_limits")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(WORDS, "DROP FUNCTION search_words"),
        migrations.RunSQL(VECTOR, "DROP FUNCTION search_vector"),
        migrations.RunSQL(SLIPS, "DROP FUNCTION search_slips"),
    ]
