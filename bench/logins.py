"""G11: what those who book notice of a storm of logins, and how long a login takes in it."""

import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth.hashers import make_password

from bench.booking_load import Booker, Pairs, check_seats
from bench.data import id_of
from bench.frame import HEAD, Frame, Section, Turn, ratio, rows_of
from bench.load import Run
from bench.server import running
from bench.storm import PASSWORD, PEOPLE, Storm, logins_of
from bench.throughput import MAX_CAPACITY, SESSIONS, SPREAD_START, USERS

OFFERED = 50  # logins a second
CALM = 10
WARMING = 1.0  # seconds of the storm before anybody books
# As many as there may be: threads of the server wait for their turn until none is left.
UNBOUNDED = {"HASHING_PLACES": "1000"}


@dataclass
class Logins:
    """The logins of some turns: their answers, and the milliseconds of the right ones."""

    statuses: Counter[int] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, run: Run) -> None:
        self.statuses += run.statuses
        self.milliseconds += [1000 * each for each in run.latencies]
        self.seconds += run.seconds

    def row(self, name: str) -> list[str]:
        whole = sum(self.statuses.values())
        cuts = statistics.quantiles(self.milliseconds, n=20) if self.milliseconds[1:] else [0] * 19
        return [
            name,
            f"{whole / self.seconds:.0f}",
            f"{self.statuses[200] / self.seconds:.0f}",
            f"{self.statuses[503] / whole:.0%}",
            f"{cuts[9]:.0f}",
            f"{cuts[18]:.0f}",
        ]


def logins(frame: Frame) -> Section:
    section = Section(f"G11 · Bookings in a storm of {OFFERED} logins a second")
    _fill(frame)
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    turns: dict[str, list[Turn]] = {"without a storm": [], "product": [], "no bulkhead": []}
    storms = {"product": Logins(), "no bulkhead": Logins()}
    crowd = partial(logins_of, USERS)
    with running(frame.child) as server, running({**frame.child, **UNBOUNDED}) as naive:
        product = Booker(server, frame.connection, pairs)
        bookers = {"product": product, "no bulkhead": Booker(naive, frame.connection, pairs)}
        for booker in bookers.values():
            booker.turn(frame.seconds / 2)
        for _ in range(frame.rounds):
            turns["without a storm"].append(product.turn(frame.seconds))
            for name, booker in bookers.items():
                with Storm(booker.server.port, crowd, OFFERED, WARMING + frame.seconds) as offered:
                    time.sleep(WARMING)
                    turns[name].append(booker.turn(frame.seconds))
                    storms[name].add(offered.end())
        alone = {"alone, in the storm": OFFERED, f"alone, {CALM} a second": CALM}
        for name, rate in alone.items():
            storms[name] = Logins()
            with Storm(server.port, crowd, rate, frame.seconds) as offered:
                storms[name].add(offered.end())
    _report(section, turns, storms)
    section.say(check_seats(frame.connection))
    return section


def _fill(frame: Frame) -> None:
    frame.fill.empty()
    frame.fill.people("user", 0, USERS + PEOPLE)
    frame.fill.sessions(0, SESSIONS, start=SPREAD_START, capacity=MAX_CAPACITY)
    frame.connection.execute(
        "UPDATE users_user SET password = %s WHERE id >= %s AND username LIKE 'user%%'",
        [make_password(PASSWORD), id_of("user", USERS)],
    )
    frame.fill.settle()


def _report(section: Section, turns: dict[str, list[Turn]], storms: dict[str, Logins]) -> None:
    section.table(HEAD, rows_of(turns, "product"))
    head = ("Logins", "answered a second", "of them signed in", "told to come back", "p50 ms",
            "p95 ms")  # fmt: skip
    section.table(head, [each.row(name) for name, each in storms.items()])
    section.say(
        f"Bookings in the storm: **{ratio(turns['product'], turns['without a storm'])}** of what "
        f"they are without; with no bound on the threads that hash or wait for it "
        f"{ratio(turns['no bulkhead'], turns['without a storm'])}. Those who book leave no core "
        "idle, so hashing, which gives way, gets what is left. Milliseconds are those of the "
        "logins that signed in, from the moment that each was due."
    )
