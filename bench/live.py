"""G6, G6b, G6c: how many may watch, how soon they hear, and what that costs those who book."""

import statistics
import time
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from bench.booking_load import Booker, Pairs, check_seats
from bench.data import id_of
from bench.frame import Frame, Section, Turn, WrongAnswers, ratio
from bench.server import Server, bytes_of, running, seconds_of
from bench.throughput import MAX_CAPACITY, SESSIONS, SPREAD_START, USERS
from bench.viewers import Log, Viewers

VIEWERS = 10_000
WATCHED = 1_000  # beside the one that half of them watch
SOLD_A_SECOND = 40  # every other one of the session that half of them watch
SETTLED = 1.0  # seconds after which everybody must be right
_SELL = """UPDATE session_catalog_seats SET taken = taken + 1, version = version + 1
WHERE session_id = %s RETURNING version"""


@dataclass(frozen=True)
class Sale:
    session: int
    version: int
    at: float


@dataclass(frozen=True)
class Heard:
    """One turn of selling; milliseconds from the commit to the viewer."""

    p50: float
    p99: float
    most: float
    frames: float  # a second
    us: float  # of the streaming process, a frame


def live(frame: Frame) -> Section:
    number = frame.smaller(VIEWERS, 500)
    section = Section(f"G6 · {number:,} viewers on one streaming process")
    frame.fill.empty()
    frame.fill.people("user", 0, USERS)
    frame.fill.sessions(0, SESSIONS, start=SPREAD_START, capacity=MAX_CAPACITY)
    frame.fill.settle()
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    watched = [0 if viewer % 2 else 1 + viewer // 2 % WATCHED for viewer in range(number)]
    with running(frame.child, live=True) as server:
        booker = Booker(server, frame.connection, pairs)
        booker.turn(frame.seconds / 2)
        empty = bytes_of(server.live_pid)
        stage = _Stage(frame, server, watched)
        alone: list[Turn] = []
        watched_turns: list[Turn] = []
        for _ in range(frame.rounds):
            alone.append(booker.turn(frame.seconds))
            with stage.viewers() as viewers:
                stage.sell(viewers)
                stage.held.append((bytes_of(server.live_pid) - empty) / number / 1024)
                watched_turns.append(booker.turn(frame.seconds))
                stage.check(viewers)
    _report(section, stage, number)
    section.say(
        f"Bookings of the load of G1, a tenth of whose sessions are watched, with {number:,} "
        f"viewers: **{ratio(watched_turns, alone)}** of what they are without "
        f"({statistics.median(each.rate for each in watched_turns):,.0f} a second).",
        check_seats(frame.connection, but=range(WATCHED + 1)),
    )
    return section


class _Stage:
    """The viewers, what is sold before their eyes, and what they make of it."""

    def __init__(self, frame: Frame, server: Server, watched: list[int]) -> None:
        self._frame, self._server, self._watched = frame, server, watched
        self.held: list[float] = []  # KB a viewer
        self.opened: list[float] = []  # seconds
        self.idle: list[float] = []  # share of a core
        self.heard: list[Heard] = []
        self.missed = 0

    def viewers(self) -> Viewers:
        return Viewers(self._server.live_port, [id_of("session", each) for each in self._watched])

    def sell(self, viewers: Viewers) -> None:
        self.opened.append(viewers.seconds)
        self.idle.append(self._cpu(1.0))
        before = seconds_of(self._server.live_pid)
        sales = self._sales()
        time.sleep(SETTLED)
        spent = seconds_of(self._server.live_pid) - before
        log = viewers.log()
        if log.backwards or log.lost:
            raise WrongAnswers(f"{log.backwards} steps backwards, {log.lost} streams lost")
        waits = self._waits(sales, log)
        if not waits:
            raise WrongAnswers("Nobody has heard of anything.")
        frames = len(log.times)
        self.heard.append(
            Heard(
                waits[len(waits) // 2],
                waits[len(waits) * 99 // 100],
                waits[-1],
                frames / self._frame.seconds,
                spent / frames * 1e6,
            )
        )

    def check(self, viewers: Viewers) -> None:
        """Everybody has the newest, a second after the last commit."""
        time.sleep(SETTLED)
        last = viewers.last()
        rows = self._frame.connection.execute(
            "SELECT session_id::text, version FROM session_catalog_seats"
        ).fetchall()
        versions = {str(session): version for session, version in rows}
        wrong = sum(
            last[viewer] != versions[id_of("session", session)]
            for viewer, session in enumerate(self._watched)
        )
        if wrong:
            raise WrongAnswers(f"{wrong} viewers are wrong a second after the last commit")

    def _cpu(self, seconds: float) -> float:
        before = seconds_of(self._server.live_pid)
        time.sleep(seconds)
        return (seconds_of(self._server.live_pid) - before) / seconds

    def _sales(self) -> list[Sale]:
        made: list[Sale] = []
        begun = time.monotonic()
        while (due := begun + len(made) / SOLD_A_SECOND) < begun + self._frame.seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            session = len(made) // 2 % WATCHED + 1 if len(made) % 2 else 0
            row = self._frame.connection.execute(_SELL, [id_of("session", session)]).fetchone()
            assert row is not None
            made.append(Sale(session, int(str(row[0])), time.monotonic()))
        return made

    def _waits(self, sales: list[Sale], log: Log) -> "array[float]":
        """Of each sale for each viewer, in order; what is newer counts for all before it."""
        came: dict[int, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("i"), array("d"))
        )
        for viewer, version, at in zip(log.viewers, log.versions, log.times, strict=True):
            versions, times = came[viewer]
            versions.append(version)
            times.append(at)
        of_session = defaultdict(list)
        for sale in sales:
            of_session[sale.session].append(sale)
        waits = []
        for viewer, session in enumerate(self._watched):
            versions, times = came[viewer]
            for sale in of_session[session]:
                place = bisect_left(versions, sale.version)
                if place == len(versions):
                    raise WrongAnswers(f"Viewer {viewer} has not heard of {sale}.")
                waits.append((times[place] - sale.at) * 1000)
        return array("d", sorted(waits))


def _report(section: Section, stage: _Stage, number: int) -> None:
    def spread(values: list[float], form: str) -> str:
        least, most = format(min(values), form), format(max(values), form)
        return f"{format(statistics.median(values), form)} ({least} to {most})"

    heard = stage.heard
    section.table(
        ("Half watch one session, half a thousand", "median (least to most) of the rounds"),
        [
            ("memory of a viewer in a new process, KB", f"{stage.held[0]:.1f}"),
            ("… after crowds have come and gone", spread(stage.held[1:] or stage.held, ".1f")),
            ("seconds until all have connected and their snapshots", spread(stage.opened, ".1f")),
            ("share of a core while nothing changes", spread(stage.idle, ".2f")),
            ("commit to client, p50 ms", spread([each.p50 for each in heard], ".0f")),
            ("commit to client, p99 ms", spread([each.p99 for each in heard], ".0f")),
            ("commit to client, last ms", spread([each.most for each in heard], ".0f")),
            ("frames a second", spread([each.frames for each in heard], ",.0f")),
            (
                "CPU of the streaming process, µs a frame",
                spread([each.us for each in heard], ".0f"),
            ),
        ],
    )
    section.say(
        f"{SOLD_A_SECOND} seats a second are sold, half of them of the session that "
        f"{number // 2:,} watch. Nobody saw a step backwards, no stream was lost, and everybody "
        f"was right {SETTLED:.0f} s after the last commit. The memory is that of the process; "
        "what Linux keeps for a connection comes on top."
    )
