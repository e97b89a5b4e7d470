"""What every measure is given, and what it hands back."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.data import Filler
from bench.environment import Connection
from bench.plots import Plot


@dataclass(frozen=True)
class Frame:
    """`child` is the environment of the measured processes; `bookings` is how many a session
    has when growth is measured."""

    child: Mapping[str, str]
    connection: Connection
    fill: Filler
    rounds: int
    seconds: float
    bookings: int
    quick: bool

    def smaller(self, number: int, quick: int) -> int:
        return quick if self.quick else number


@dataclass
class Section:
    """A part of RESULTS.md."""

    title: str
    lines: list[str] = field(default_factory=list)
    plots: list[Plot] = field(default_factory=list)
    broken: bool = False

    def say(self, *lines: str) -> None:
        self.lines += [*lines, ""]

    def draw(self, plot: Plot) -> None:
        self.plots.append(plot)
        self.say(plot.reference)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        ruler = ["---", *("---:" for _ in head[1:])]
        self.say(*("| " + " | ".join(map(str, cells)) + " |" for cells in (head, ruler, *rows)))


class WrongAnswers(Exception):
    """What was acknowledged is not what is in the database, or the answers are of no use."""


@dataclass(frozen=True)
class Turn:
    """One turn of one contestant: right answers a second, and what they cost without us."""

    rate: float
    api_us: float = 0.0
    database_us: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0

    @property
    def cpu_us(self) -> float:
        return self.api_us + self.database_us


Contestants = Mapping[str, Callable[[], Turn]]


def in_turns(contestants: Contestants, rounds: int) -> dict[str, list[Turn]]:
    """A B C A B C …, so that whatever else the machine does meets all of them alike."""
    turns: dict[str, list[Turn]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, play in contestants.items():
            turns[name].append(play())
    return turns


def ratio(ours: Sequence[Turn], theirs: Sequence[Turn]) -> str:
    """The median of the ratio round by round, and its spread."""
    found = [a.rate / b.rate for a, b in zip(ours, theirs, strict=True)]
    return f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


def median(turns: Sequence[Turn], what: str) -> float:
    values: list[float] = [getattr(each, what) for each in turns]
    return statistics.median(values)


def rows_of(turns: Mapping[str, Sequence[Turn]], ours: str) -> list[list[object]]:
    """A row for each contestant; the ratio is ours to it."""
    return [
        [
            name,
            f"{median(each, 'rate'):,.0f}",
            f"{min(t.rate for t in each):,.0f} to {max(t.rate for t in each):,.0f}",
            "" if name == ours else ratio(turns[ours], each),
            *(f"{median(each, w):,.0f}" for w in ("api_us", "database_us", "cpu_us")),
            *(f"{median(each, w):.1f}" for w in ("p50_ms", "p99_ms")),
        ]
        for name, each in turns.items()
    ]


HEAD = (
    "Contestant", "a second", "spread", "product / it",
    "API µs", "database µs", "together µs", "p50 ms", "p99 ms",
)  # fmt: skip
