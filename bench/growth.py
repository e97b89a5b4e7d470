"""G8: what a request costs as the tables grow."""

import math
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core import signing

from bench.booking_load import PRODUCT, Booker, Pairs, turn
from bench.data import access_token, id_of
from bench.frame import Frame, Section, Turn, WrongAnswers
from bench.load import Answer, Load, request
from bench.plots import Plot
from bench.server import Server, running

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK = (1_000, 10_000)
BOOKERS = 2_000  # book while measured; the others only have what they were given
BOOKINGS_A_USER = 10
# A fifth of the sessions is over, the rest is spread over most of a year.
HOURS, PAST = 8_760, 1_752
START = (
    "date_trunc('hour', now()) + interval '30 minutes' "
    f"+ ((i::bigint * 7919) % {HOURS} - {PAST}) * interval '1 hour'"
)
CONNECTIONS = 4
FAR = 0.75  # of the way through the list
_POSITION = """
SELECT coalesce(start_time, 'infinity')::text, id::text FROM session_catalog_session
WHERE status = 'published' AND deleted_at IS NULL AND start_time > now()
ORDER BY coalesce(start_time, 'infinity'), id OFFSET %s LIMIT 1
"""
Play = Callable[[float], Turn]


@dataclass
class Stage:
    """The tables at one size."""

    frame: Frame
    server: Server
    sessions: int
    far_back: bytes = b""

    @property
    def users(self) -> int:
        return self.sessions * self.frame.bookings // BOOKINGS_A_USER

    def operations(self) -> dict[str, Play]:
        """Those that read come first: bookings change what is read."""
        return {
            "session detail": self._get(self._details()),
            "list, first page": self._get(iter(lambda: request("GET", "/api/sessions/"), None)),
            "list, page far back": self._get(iter(lambda: self.far_back, None)),
            "my bookings": self._get(self._my_bookings()),
            "booking": self._book(),
        }

    def _details(self) -> Iterator[bytes]:
        while True:
            number = random.randrange(self.sessions)
            yield request("GET", f"/api/sessions/{id_of('session', number)}/")

    def _my_bookings(self) -> Iterator[bytes]:
        users = random.sample(range(BOOKERS, BOOKERS + self.users), min(1_000, self.users))
        asked = [request("GET", "/api/bookings/", token=access_token(user)) for user in users]
        while True:
            yield from asked

    def _get(self, requests: Iterator[bytes]) -> Play:
        def play(seconds: float) -> Turn:
            before = self.server.cpu()
            run = Load(
                self.server.port, ((each, 1) for each in requests), _is_full,
                connections=CONNECTIONS, seconds=seconds,
            ).drive()  # fmt: skip
            spent = self.server.cpu().since(before)
            if run.right < sum(run.statuses.values()):
                raise WrongAnswers(f"{dict(run.statuses)}, {run.right} right")
            return turn(run, spent.api, spent.database)

        return play

    def _book(self) -> Play:
        to_come = [i for i in range(self.sessions) if i * 7919 % HOURS > PAST + 24]
        pairs = Pairs(BOOKERS, random.sample(to_come, min(20_000, len(to_come))))
        pairs.mint()
        booker = Booker(self.server, self.frame.connection, pairs, PRODUCT, connections=CONNECTIONS)
        return booker.turn

    def prepare(self) -> None:
        skipped = int(self.sessions * (1 - PAST / HOURS) * FAR)
        position = self.frame.connection.execute(_POSITION, [skipped]).fetchone()
        assert position is not None
        cursor = signing.dumps(["start_time", *position], salt="cursor")
        self.far_back = request("GET", f"/api/sessions/?cursor={cursor}")


def _is_full(_: int, answer: Answer) -> bool:
    """Neither an empty page nor a refusal."""
    return answer.status == 200 and len(answer.body) > 500


def growth(frame: Frame) -> Section:
    """G8."""
    sizes = QUICK if frame.quick else SIZES
    section = Section(f"G8 · Growth from {sizes[0]:,} to {sizes[-1]:,} sessions")
    frame.fill.empty()
    frame.fill.people("user", 0, BOOKERS)
    found: dict[str, list[Turn]] = {}
    done = 0
    for size in sizes:
        _grow(frame, done, size)
        done = size
        # A server of its own: plans made for a small table would hide what growth costs.
        with running(frame.child) as server:
            stage = Stage(frame, server, size)
            stage.prepare()
            for name, play in stage.operations().items():
                play(min(1.0, frame.seconds))
                found.setdefault(name, []).append(_middle(play, frame))
    _tell(section, sizes, found)
    section.say(
        f"{frame.bookings} bookings a session, with event and payment; "
        f"{BOOKINGS_A_USER} bookings a person. {CONNECTIONS} connections. A slope is that of the "
        "straight line through the logarithms: 0 is no growth, 1 is in proportion."
    )
    return section


def _middle(play: Play, frame: Frame) -> Turn:
    """The turn in the middle of some, by CPU time."""
    turns = [play(frame.seconds / 3) for _ in range(3)]
    return sorted(turns, key=lambda each: each.cpu_us)[1]


def _grow(frame: Frame, first: int, last: int) -> None:
    """More sessions and people, and the bookings between these. Each gets equally many."""
    sessions, bookings = last - first, (last - first) * frame.bookings
    begin = first * frame.bookings
    users_begin, users = BOOKERS + begin // BOOKINGS_A_USER, bookings // BOOKINGS_A_USER
    frame.fill.people("user", users_begin, users_begin + users)
    frame.fill.sessions(first, last, start=START, capacity=100_000, taken=frame.bookings)
    number = f"(i - {begin})::bigint"
    frame.fill.bookings(
        begin,
        begin + bookings,
        user=f"{users_begin} + ({number} + {number} / {sessions}) % {users}",
        session=f"{first} + ({number} * 7919) % {sessions}",
    )
    frame.fill.settle()


def _tell(section: Section, sizes: tuple[int, ...], found: dict[str, list[Turn]]) -> None:
    rows = []
    for name, turns in found.items():
        cells = [f"{each.p50_ms:.1f} ms, {each.cpu_us:,.0f} µs" for each in turns]
        slopes = [
            f"{slope(sizes, [getattr(each, what) for each in turns]):+.3f}"
            for what in ("p50_ms", "cpu_us")
        ]
        rows.append([name, *cells, *slopes])
    head = ["Median latency, CPU", *(f"{size:,}" for size in sizes), "slope of latency", "of CPU"]
    section.table(head, rows)
    section.draw(
        Plot(
            name="growth",
            title="What a request costs as the catalogue grows",
            points=sizes,
            series={name: [each.cpu_us for each in turns] for name, turns in found.items()},
            up="CPU of API and database, µs",
            across="sessions",
        )
    )
    first, far = found["list, first page"], found["list, page far back"]
    section.say(f"Page far back to first page: {far[-1].p50_ms / first[-1].p50_ms:.2f} times.")


def slope(sizes: tuple[int, ...], costs: list[float]) -> float:
    logarithms = [math.log(each) for each in sizes], [math.log(each) for each in costs]
    return statistics.linear_regression(*logarithms).slope
