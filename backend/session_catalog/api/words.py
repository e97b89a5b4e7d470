"""What a person means by the words they type: known words, and creators of those names.

Each word stands for itself, without the ending of a plural, and, if it is the last one or has
some letters, for words that begin with it. If there are none, it stands for words that contain
it, differ by one slip of the keyboard or are spelled much alike (trigrams). Chinese and Japanese
characters that stand together are looked for together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from core.sql import rows

# More than a title has; what follows is not looked for.
MAX_WORDS = 12
# The commonest of a beginning; two letters have thousands, and the next letter narrows them.
MAX_BEGINNINGS = 20
MAX_ALIKE = 8
# From so many letters on a word is also the beginning of others, even when it is complete.
MEANS_MORE = 4
MAX_CREATORS = 500

# The expression of the index creator_by_name.
NAMES = "search_vector(c.username || ' ' || c.first_name || ' ' || c.last_name, 'B')"

_KNOWN = "SELECT k.word, k.sessions FROM session_catalog_searchword k WHERE"
_ONE_SLIP = """length(k.word) BETWEEN 4 AND 30
        AND search_slips(k.word) && search_slips(w.word)"""
_MEANT = f"""
SELECT t.place, w.word, w.word ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]',
  coalesce(near.words, alike.words, '{{}}'), coalesce(near.sessions, alike.sessions, 0)
FROM unnest(%(tokens)s::text[]) WITH ORDINALITY t (token, place)
CROSS JOIN LATERAL unnest(string_to_array(search_words(t.token), ' ')) WITH ORDINALITY
  w (word, place)
CROSS JOIN LATERAL (
  SELECT array_agg(word) AS words, sum(sessions) AS sessions FROM (
    ({_KNOWN} k.word = w.word COLLATE "C")
    UNION
    ({_KNOWN} (t.place = %(last)s OR length(w.word) >= {MEANS_MORE})
      AND k.word >= w.word COLLATE "C"
      AND k.word < (w.word || chr(1114111)) COLLATE "C"
      ORDER BY k.sessions DESC, k.word LIMIT {MAX_BEGINNINGS})
    UNION
    ({_KNOWN} k.word IN (
      SELECT left(w.word, -length(ending)) COLLATE "C"
      FROM unnest('{{s,es,n,en,e}}'::text[]) ending
      WHERE w.word LIKE '%%' || ending AND length(w.word) >= length(ending) + 3))
  ) found
) near
LEFT JOIN LATERAL (
  SELECT array_agg(word) AS words, sum(sessions) AS sessions FROM (
    {_KNOWN} near.words IS NULL AND (
      length(w.word) >= 3 AND (k.word LIKE '%%' || w.word || '%%' OR k.word %% w.word)
      OR length(w.word) >= 4 AND {_ONE_SLIP})
    ORDER BY strpos(k.word, w.word) = 0, ({_ONE_SLIP}) DESC, similarity(k.word, w.word) DESC,
      k.sessions DESC
    LIMIT {MAX_ALIKE}
  ) found
) alike ON TRUE
WHERE w.word <> '' ORDER BY t.place, w.place LIMIT {MAX_WORDS}
"""
_CREATORS = f"""
SELECT asked.place, array_agg(c.id) FROM unnest(%(queries)s::text[]) WITH ORDINALITY
  asked (query, place)
CROSS JOIN LATERAL (
  SELECT c.id FROM users_user c WHERE c.role = 'CREATOR' AND {NAMES} @@ asked.query::tsquery
  LIMIT {MAX_CREATORS}
) c GROUP BY asked.place
"""


@dataclass(frozen=True)
class Meant:
    """One word, or characters that belong together: a `tsquery`, and whom it names.

    `choice` is how many words would do, `sessions` about how many listed sessions have one.
    """

    exact: str
    query: str
    choice: int
    sessions: int
    creators: tuple[Any, ...] = ()


def meaning_of(text: str) -> list[Meant]:
    """What is looked for, all of it together; empty for a text without a word."""
    tokens = text.split()[:MAX_WORDS]
    found = rows(_MEANT, {"tokens": tokens, "last": len(tokens)})
    meant = [each for _, token in groupby(found, lambda row: row[0]) for each in _read(token)]
    creators = dict(rows(_CREATORS, {"queries": [each.query for each in meant]}))
    return [
        replace(each, creators=tuple(creators.get(place, ())))
        for place, each in enumerate(meant, start=1)
    ]


def _read(token: Iterable[tuple[Any, ...]]) -> list[Meant]:
    """The words of what was typed without a space."""
    meant = []
    for is_character, words in groupby(token, lambda row: row[2]):
        if is_character:
            meant.append(_phrase(list(words)))
        else:
            meant.extend(_word(row) for row in words)
    return meant


def _word(row: tuple[Any, ...]) -> Meant:
    _, word, _, known, sessions = row
    words = list(dict.fromkeys([word, *known]))
    return Meant(_quoted(word), " | ".join(map(_quoted, words)), len(words), int(sessions))


def _phrase(characters: list[tuple[Any, ...]]) -> Meant:
    together = " <-> ".join(_quoted(row[1]) for row in characters)
    return Meant(together, together, 1, min(int(row[4]) for row in characters))


def _quoted(word: str) -> str:
    """As a tsquery has it; no word has a quote or a backslash."""
    return f"'{word}'"
