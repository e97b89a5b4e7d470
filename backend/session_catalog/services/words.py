"""The words that sessions use; see `SearchWord`."""

from uuid import UUID

from core.sql import execute
from core.transactions import step, use_case

# In one order, so that two sessions with the same new words wait for each other but never
# in a circle. A word of one letter completes nothing.
_LEARN = """
INSERT INTO session_catalog_searchword (word, sessions)
SELECT found.lexeme, 1
FROM session_catalog_session s
JOIN users_user c ON c.id = s.creator_id,
unnest(s.words || search_vector(
  c.username || ' ' || c.first_name || ' ' || c.last_name, 'B')) found
WHERE s.id = %(id)s::uuid
ORDER BY found.lexeme COLLATE "C"
ON CONFLICT DO NOTHING
"""
_COUNT = """
INSERT INTO session_catalog_searchword (word, sessions)
SELECT word, sum(ndoc) FROM (
  SELECT word, ndoc FROM ts_stat($$SELECT words FROM session_catalog_session
WHERE status = 'published' AND deleted_at IS NULL$$)
  UNION ALL
  SELECT word, ndoc FROM ts_stat($$SELECT search_vector(
username || ' ' || first_name || ' ' || last_name, 'B') FROM users_user WHERE role = 'CREATOR'$$)
) counted GROUP BY word ORDER BY word COLLATE "C"
ON CONFLICT (word) DO UPDATE SET sessions = EXCLUDED.sessions
WHERE session_catalog_searchword.sessions <> EXCLUDED.sessions
"""


@step
def learn_words(session_id: UUID) -> None:
    """Know the words of a session and of its creator's name."""
    execute(_LEARN, {"id": session_id})


@use_case
def count_words() -> None:
    """Count in how many listed sessions each word is. Takes seconds for each 100,000 of them."""
    execute(_COUNT, {})
