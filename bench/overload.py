"""More than there can be, through nginx: what is still booked in time, and who is sent away."""

import socket
from contextlib import ExitStack
from dataclasses import dataclass

import edge
from bench.booking_load import PRODUCT, Made, Pairs, booking_requests, check_seats
from bench.environment import Connection
from bench.frame import Frame, Section, WrongAnswers
from bench.load import Answer, Load, Run, request
from bench.server import Server, running
from bench.storm import Storm, browsing
from bench.throughput import SESSIONS, USERS, fill

TIMES = (0.5, 1, 3, 10)
DEADLINE = 2.0  # seconds, from the moment that it was due: who waits longer has gone
PEOPLE = 1_000  # connections, each from an address of its own
FEW = 64
SLOW, SLOW_ADDRESSES = 400, 4
# As if there were no bound to what is under way.
UNBOUNDED = {"ROOM": "65000"}


@dataclass(frozen=True)
class Offer:
    """What came of bookings that were offered at some rate."""

    run: Run

    @property
    def in_time(self) -> float:
        """Bookings a second."""
        return sum(each <= DEADLINE for each in self.run.latencies) / self.run.seconds

    def row(self, name: str, peak: float) -> list[str]:
        sent = sum(self.run.statuses.values())
        return [
            name,
            f"{sent / self.run.seconds:,.0f}",
            f"{self.in_time:,.0f}",
            f"{self.in_time / peak:.2f}",
            f"{self.run.statuses[503] / sent:.0%}",
            f"{self.run.percentile(0.5):,.0f}",
            f"{self.run.percentile(0.99):,.0f}",
        ]


@dataclass
class Crowd:
    port: int
    connection: Connection
    pairs: Pairs

    def offer(self, seconds: float, rate: float | None, connections: int = PEOPLE) -> Offer:
        """Raises WrongAnswers for one that is neither a booking nor a refusal as promised."""
        made, wrong = Made(), list[Answer]()

        def judge(number: int, answer: Answer) -> bool:
            if made.judge(number, answer):
                return True
            if answer.status != 503 or b"retry-after:" not in answer.head.lower():
                wrong.append(answer)
            return False

        attempts = booking_requests(self.pairs.fresh(), self.pairs, PRODUCT)
        run = Load(
            self.port, attempts, judge,
            connections=connections, seconds=seconds, rate=rate, addresses=True,
        ).drive()  # fmt: skip
        if wrong:
            raise WrongAnswers(f"{len(wrong)} answers like {wrong[0]}")
        made.find_again(self.connection)
        return Offer(run)


def overload(frame: Frame) -> Section:
    section = Section("Overload · Three and ten times as many bookings as there can be")
    fill(frame)
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    with running(frame.child) as server:
        behind = edge.Behind(server.port, server.port, server.port)
        with edge.running(behind) as port, edge.running(behind, UNBOUNDED) as naive:
            crowd = Crowd(port, frame.connection, pairs)
            crowd.offer(frame.seconds / 2, None, FEW)
            peak = crowd.offer(2 * frame.seconds, None, FEW).in_time
            _offer_more(frame, section, crowd, Crowd(naive, frame.connection, pairs), peak)
            _let_them_browse(frame, section, server, crowd, peak)
            _be_slow(frame, section, crowd, peak)
    section.say(check_seats(frame.connection))
    return section


def _offer_more(
    frame: Frame, section: Section, crowd: Crowd, unbounded: Crowd, peak: float
) -> None:
    rows = []
    for times in TIMES:
        for name, each in {"product": crowd, "without a bound": unbounded}.items():
            offer = each.offer(2 * frame.seconds, times * peak)
            rows.append(offer.row(f"{times} times the peak, {name}", peak))
    section.table(
        (
            "Offered", "sent a second", f"booked within {DEADLINE:.0f} s, a second", "of the peak",
            "sent away", "p50 ms", "p99 ms",
        ),
        rows,
    )  # fmt: skip
    section.say(
        f"The peak is {peak:,.0f} bookings a second, by {FEW} clients that wait for each answer. "
        f"Offered: an attempt is due at its moment, whatever the others do, by {PEOPLE:,} "
        "clients; p50 and p99 are those of the bookings, from the moment each was due. Sent away: "
        "503 with Retry-After, by nginx. The load generator has the same cores, so the peak "
        "itself sinks with what it sends."
    )


def _let_them_browse(
    frame: Frame, section: Section, server: Server, crowd: Crowd, peak: float
) -> None:
    """Reads that no cache has, ten times as many as can be answered."""
    reads = _reads_a_second(server, frame.seconds)
    rate = peak / 4
    calm = crowd.offer(frame.seconds, rate)
    with Storm(crowd.port, browsing, 10 * reads, frame.seconds + 1, PEOPLE) as storm:
        in_storm = crowd.offer(frame.seconds, rate)
        read = storm.end()
    away = read.statuses[503] / sum(read.statuses.values())
    section.say(
        f"A quarter of the peak, {rate:,.0f} bookings a second, beside those who look around "
        f"({reads:,.0f} reads a second can be answered, ten times as many are wanted, "
        f"{sum(read.statuses.values()) / read.seconds:,.0f} were sent, {away:.0%} of them sent "
        f"away): **{in_storm.in_time / calm.in_time:.2f}** of the bookings come through in time, "
        f"{in_storm.run.statuses[503]} were sent away; p99 {in_storm.run.percentile(0.99):,.0f} "
        f"ms, without the readers {calm.run.percentile(0.99):,.0f} ms."
    )


def _be_slow(frame: Frame, section: Section, crowd: Crowd, peak: float) -> None:
    """Requests for bookings whose end never comes."""
    begun = request("POST", PRODUCT, body=b" " * 100)[:-50]
    rate = peak / 2
    calm = crowd.offer(frame.seconds, rate)
    with ExitStack() as open_ones:
        for number in range(SLOW):
            source = f"127.0.1.{1 + number % SLOW_ADDRESSES}"
            slow = socket.create_connection(("127.0.0.1", crowd.port), source_address=(source, 0))
            open_ones.enter_context(slow).sendall(begun)
        among = crowd.offer(frame.seconds, rate)
    section.say(
        f"Half of the peak, {rate:,.0f} bookings a second, while {SLOW} requests from "
        f"{SLOW_ADDRESSES} addresses stay half sent: **{among.in_time / calm.in_time:.2f}** of the "
        f"bookings without them come through in time; p99 {among.run.percentile(0.99):,.0f} ms, "
        f"without them {calm.run.percentile(0.99):,.0f} ms."
    )


def _reads_a_second(server: Server, seconds: float) -> float:
    run = Load(
        server.port, browsing(), lambda _, answer: answer.status == 200,
        connections=FEW, seconds=seconds / 2,
    ).drive()  # fmt: skip
    return run.rate
