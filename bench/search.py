"""G5: search over many sessions, whose words are as common and as rare as those of a language."""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bench.environment import manage
from bench.frame import Frame, Section, WrongAnswers
from bench.growth import START
from bench.load import fetch, request
from bench.server import Server, running
from session_catalog.api.representation import SESSION_JSON, SESSION_TABLES

SESSIONS = 1_000_000
QUICK = 20_000
WORDS = 60_000
ASKED = 200
SLIPS = 500
BATCH = 100_000
# The word of rank r is about 1 / r times as frequent as the first (Zipf's law).
_WORDS = """(SELECT string_agg(w.word, ' ') FROM generate_series(1, {number}) k
  JOIN LATERAL (SELECT floor({words}::float8 ^ random() + 0 * (i + k))::int AS rank) r ON TRUE
  JOIN bench_word w USING (rank))"""
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE indexname IN ('session_by_words', 'session_by_topic', 'session_by_level',
  'session_by_language', 'session_by_format')
"""
_BY_HAND = f"""
SELECT json_agg(({SESSION_JSON}) ORDER BY coalesce(s.start_time, 'infinity'), s.id)::text
FROM (
  SELECT id FROM session_catalog_session
  WHERE status = 'published' AND deleted_at IS NULL AND words @@ %s::tsquery
    AND coalesce(start_time, 'infinity'::timestamptz) > now()
  ORDER BY coalesce(start_time, 'infinity'::timestamptz), id LIMIT 50
) chosen JOIN ({SESSION_TABLES}) ON s.id = chosen.id
"""


@dataclass(frozen=True)
class Kind:
    """A kind of search; `by_hand` is the tsquery of what was asked, where SQL is as good."""

    name: str
    ask: Callable[[], dict[str, str]]
    by_hand: Callable[[dict[str, str]], str] | None = None


def search(frame: Frame) -> Section:
    """G5."""
    number = frame.smaller(SESSIONS, QUICK)
    section = Section(f"G5 · Search over {number:,} sessions")
    words = _vocabulary()
    _fill(frame, number, words)
    chance = random.Random(5)
    with running(frame.child) as server:
        rows = [_row(frame, server, kind) for kind in _kinds(chance, words)]
        recall = _recall(frame, server, chance, words)
    section.table(("Search", "p50 ms", "p99 ms", "by hand, p50", "p99", "product / it, p50"), rows)
    section.say(
        f"{ASKED} different searches of a kind, one at a time, of pages of 50, over HTTP; by hand "
        "is the best SQL for that search alone, sent to PostgreSQL directly. "
        f"{WORDS:,} words, as frequent as Zipf's law has them, 24 a session.",
        f"**Slips**: of {SLIPS} words of five letters and more with one letter wrong, missing, too "
        f"many or exchanged, the word that was meant was found for {recall:.1%}.",
    )
    return section


def _vocabulary() -> list[str]:
    chance = random.Random(60)
    heads, tails = "bdfghjklmnprstvwz", "aeiou"
    found: dict[str, None] = {}
    while len(found) < WORDS:
        length = chance.choice((1, 2, 2, 3, 3, 3, 4))
        word = "".join(
            chance.choice(heads) + chance.choice(tails) + chance.choice(("", "", *"nrstlm"))
            for _ in range(length)
        )
        found[word] = None
    # Common words are short.
    return sorted(found, key=lambda word: len(word) + 3 * chance.random())


def _fill(frame: Frame, number: int, words: list[str]) -> None:
    connection = frame.connection
    frame.fill.empty()
    connection.execute("CREATE TEMP TABLE bench_word (rank int PRIMARY KEY, word text)")
    with connection.cursor() as cursor, cursor.copy("COPY bench_word FROM STDIN") as copy:
        for rank, word in enumerate(words, start=1):
            copy.write_row((rank, word))
    connection.execute("ANALYZE bench_word")
    with _without_indexes(frame):
        for first in range(0, number, BATCH):
            frame.fill.sessions(
                first,
                min(first + BATCH, number),
                start=START,
                capacity=10,
                title=_WORDS.format(number=4, words=WORDS),
                description=_WORDS.format(number=20, words=WORDS),
                price="(i::bigint * 31 % 100)::numeric",
            )
    connection.execute("DROP TABLE bench_word")
    code, said = manage(frame.child, "shell", "-c", _COUNT)
    if code:
        raise RuntimeError(said)
    frame.fill.settle()


_COUNT = """
from django.db import connection
from session_catalog.services.words import count_words
connection.cursor().execute("SET statement_timeout = 0")
count_words()
"""


@contextmanager
def _without_indexes(frame: Frame) -> Iterator[None]:
    """What is made at once is made faster than row by row."""
    found = frame.connection.execute(_INDEXES).fetchall()
    for name, _ in found:
        frame.connection.execute(f"DROP INDEX {name}".encode())
    yield
    for _, definition in found:
        frame.connection.execute(str(definition).encode())


def _kinds(chance: random.Random, words: list[str]) -> list[Kind]:
    common, middling, rare = words[3:30], words[300:3_000], words[20_000:]
    long = [word for word in words[300:] if len(word) >= 5]

    def exact(asked: dict[str, str]) -> str:
        return " & ".join(f"'{word}'" for word in asked["q"].split())

    def some(pool: list[str]) -> str:
        return chance.choice(pool)

    return [
        Kind("one rare word", lambda: {"q": some(rare)}, exact),
        Kind("one common word", lambda: {"q": some(common)}, exact),
        Kind(
            "three words",
            lambda: {"q": f"{some(common)} {some(common)} {some(middling)}"},
            exact,
        ),
        Kind("the beginning of a word", lambda: {"q": some(long)[: chance.choice((1, 2, 3))]}),
        Kind("a slip", lambda: {"q": slip(chance, some(long))}),
        Kind(
            "a common word, filtered, cheapest first",
            lambda: {
                "q": some(common),
                "max_price": str(chance.randrange(100)),
                "has_seats": "true",
                "ordering": "price",
            },
        ),
        Kind(
            "a common word, by relevance",
            lambda: {"q": some(common), "ordering": "relevance"},
        ),
        Kind(
            "three words, by relevance",
            lambda: {
                "q": f"{some(common)} {some(middling)} {some(long)[:3]}",
                "ordering": "relevance",
            },
        ),
    ]


def _row(frame: Frame, server: Server, kind: Kind) -> list[str]:
    asked = [kind.ask() for _ in range(ASKED)]
    ours = [_ask(server, each)[0] for each in asked]
    cells = [kind.name, f"{statistics.median(ours):.1f}", f"{_p99(ours):.1f}"]
    if kind.by_hand is None:
        return [*cells, "", "", ""]
    theirs = [_by_hand(frame, kind.by_hand(each)) for each in asked]
    ratio = statistics.median(ours) / statistics.median(theirs)
    return [*cells, f"{statistics.median(theirs):.1f}", f"{_p99(theirs):.1f}", f"{ratio:.2f}"]


def _ask(server: Server, query: dict[str, str]) -> tuple[float, list[dict[str, str]]]:
    """Milliseconds, and what was found."""
    sent = request("GET", f"/api/sessions/?{urlencode(query, quote_via=quote)}")
    begun = time.perf_counter()
    answer = fetch(server.port, sent)
    took = (time.perf_counter() - begun) * 1000
    if answer.status != 200:
        raise WrongAnswers(f"{query}: {answer.status} {answer.body[:200]!r}")
    return took, json.loads(answer.body)


def _by_hand(frame: Frame, query: str) -> float:
    begun = time.perf_counter()
    frame.connection.execute(_BY_HAND, [query]).fetchone()
    return (time.perf_counter() - begun) * 1000


def _p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def _recall(frame: Frame, server: Server, chance: random.Random, words: list[str]) -> float:
    """How often a word with a slip finds sessions with the word."""
    known = {
        word for (word,) in frame.connection.execute("SELECT word FROM session_catalog_searchword")
    }
    pool = [word for word in words if len(word) >= 5 and word in known]
    found = 0
    for word in chance.sample(pool, SLIPS):
        _, sessions = _ask(server, {"q": slip(chance, word), "limit": "200", "when": "all"})
        found += any(word in f"{each['title']} {each['description']}".split() for each in sessions)
    return found / SLIPS


def slip(chance: random.Random, word: str) -> str:
    """The word with one slip of the keyboard somewhere."""
    at, letter = chance.randrange(len(word) - 1), chance.choice("abcdefghijklmnoprstuvwyz")
    return chance.choice(
        (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
