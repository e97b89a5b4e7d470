"""G1, G2, G2b: bookings a second, spread over many sessions, on one, and with many clients."""

from dataclasses import replace
from functools import partial

from bench.booking_load import PRODUCT, Booker, Pairs, check_seats
from bench.frame import HEAD, Frame, Section, Turn, in_turns, median, ratio, rows_of
from bench.pg import Pgbench, Settings
from bench.plots import Plot
from bench.server import Server, running

SESSIONS = USERS = 10_000
HOT_USERS = 40_000  # pgbench books faster than 10,000 in one turn
NAIVE_SESSIONS = range(SESSIONS, 2 * SESSIONS)
HOT_SESSIONS = range(2 * SESSIONS, 2 * SESSIONS + 200)
# Before, so that PostgreSQL does not plan for a table of bookings that is empty: such plans are
# kept until it is analyzed again, and would read the whole of it for every booking.
EARLIER_SESSIONS = range(HOT_SESSIONS.stop, HOT_SESSIONS.stop + 1_000)
EARLIER_BOOKINGS = 10_000
MAX_CAPACITY = 100_000
SPREAD_START = "date_trunc('hour', now()) + interval '1 day' + (i % 8760) * interval '1 hour'"
CLIENTS = (1, 4, 16, 64, 256, 512)


def fill(frame: Frame) -> None:
    frame.fill.empty()
    frame.fill.people("user", 0, HOT_USERS)
    frame.fill.sessions(0, HOT_SESSIONS.stop, start=SPREAD_START, capacity=MAX_CAPACITY)
    frame.fill.sessions(
        EARLIER_SESSIONS.start,
        EARLIER_SESSIONS.stop,
        start=SPREAD_START,
        capacity=MAX_CAPACITY,
        taken=EARLIER_BOOKINGS // len(EARLIER_SESSIONS),
    )
    frame.fill.bookings(
        0,
        EARLIER_BOOKINGS,
        user="i",
        session=f"{EARLIER_SESSIONS.start} + i % {len(EARLIER_SESSIONS)}",
    )
    frame.fill.settle()


def spread(frame: Frame) -> Section:
    """G1."""
    section = Section("G1 · Bookings spread over 10,000 sessions")
    fill(frame)
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    with running(frame.child) as server:
        product = Booker(server, frame.connection, pairs)
        naive = replace(
            product, path="/naive/bookings/", pairs=replace(pairs, sessions=list(NAIVE_SESSIONS))
        )
        bookers = {
            "product": product,
            "bare Django view": replace(product, path="/plain/bookings/"),
            "bare view, no middleware": replace(product, path="/bare/bookings/"),
            "naive": naive,
        }
        for booker in bookers.values():
            booker.turn(frame.seconds / 2)  # connections, prepared statements, caches
        pgbench = Pgbench(server, USERS, lap=SESSIONS // 2)  # laps that HTTP never reaches
        best, tried = pgbench.best(frame.seconds / 2)
        contestants = {name: partial(each.turn, frame.seconds) for name, each in bookers.items()}
        contestants["pgbench"] = partial(pgbench.turn, best, frame.seconds)
        turns = in_turns(contestants, frame.rounds)
        calm = _at_a_fixed_rate(product, median(turns["product"], "rate"), frame.seconds)
    section.table(HEAD, rows_of(turns, "product"))
    section.say(
        f"{frame.rounds} rounds of {frame.seconds:.0f} s a contestant, in turns; "
        f"{product.connections} connections. Ratios: median (least to most) of the rounds.",
        f"pgbench with {best}, the best of: {_listed(tried)}.",
        _clean(frame),
        calm,
    )
    return section


def _at_a_fixed_rate(product: Booker, rate: float, seconds: float) -> str:
    """Half of what it can, whatever the answers do: the latency that people would see."""
    run, turn = product.play(seconds, rate=rate / 2, pairs=product.pairs.fresh())
    return (
        f"At a fixed {rate / 2:,.0f} bookings a second (open loop, counted from the moment each "
        f"was due): p50 {turn.p50_ms:.1f} ms, p99 {turn.p99_ms:.1f} ms, {run.right:,} bookings."
    )


def _clean(frame: Frame) -> str:
    return check_seats(frame.connection, but=NAIVE_SESSIONS)


def hot(frame: Frame) -> Section:
    """G2."""
    section = Section("G2 · Bookings of one hot session, 256 connections")
    fill(frame)
    hot_sessions = list(HOT_SESSIONS)
    tokens: dict[int, str] = {}
    Pairs(HOT_USERS, [0], tokens=tokens).mint()
    with running(frame.child) as server:

        def product() -> Turn:
            return _hot_turn(frame, server, PRODUCT, hot_sessions.pop(), tokens)

        def bare() -> Turn:
            return _hot_turn(frame, server, "/plain/bookings/", hot_sessions.pop(), tokens)

        product()
        pgbench = Pgbench(server, HOT_USERS, lap=0)
        best, tried = pgbench.best(frame.seconds / 2, hot=hot_sessions)

        def rows() -> Turn:
            return pgbench.turn(best, frame.seconds, hot=hot_sessions.pop())

        def crowded() -> Turn:
            many = Settings(64, pipelined=False)
            return pgbench.turn(many, frame.seconds / 2, hot=hot_sessions.pop())

        contestants = {
            "product": product, "bare Django view": bare, "pgbench at its best": rows,
            "pgbench, 64 clients": crowded,
        }  # fmt: skip
        turns = in_turns(contestants, frame.rounds)
    section.table(HEAD, rows_of(turns, "product"))
    section.say(
        f"{frame.rounds} rounds of {frame.seconds:.0f} s; each turn has a session of its own. "
        f"pgbench with {best}, the best of: {_listed(tried)}.",
        _clean(frame),
    )
    return section


def _hot_turn(
    frame: Frame, server: Server, path: str, session: int, tokens: dict[int, str]
) -> Turn:
    """Everybody wants the same session; nobody asks twice, so a turn may end early."""
    pairs = Pairs(HOT_USERS, [session], tokens=tokens)
    booker = Booker(server, frame.connection, pairs, path, connections=256)
    everybody = ((user, session) for user in range(HOT_USERS))
    return booker.play(frame.seconds, pairs=everybody)[1]


def many_clients(frame: Frame) -> Section:
    """G2b."""
    section = Section("G2b · Bookings with 1 to 512 clients")
    fill(frame)
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    with running(frame.child) as server:
        product = Booker(server, frame.connection, pairs)
        product.turn(frame.seconds)
        contestants = {
            f"{number} clients": partial(
                replace(product, connections=number).turn, frame.seconds / 2
            )
            for number in CLIENTS
        }
        turns = in_turns(contestants, max(2, frame.rounds // 2))
    peak = max(turns, key=lambda name: median(turns[name], "rate"))
    section.table(HEAD, rows_of(turns, f"{CLIENTS[-1]} clients"))
    section.draw(
        Plot(
            name="clients",
            title="Bookings a second with more and more clients",
            points=CLIENTS,
            series={"product": [median(each, "rate") for each in turns.values()]},
            up="bookings a second",
            across="clients",
        )
    )
    section.say(
        f"At {CLIENTS[-1]} clients: {ratio(turns[f'{CLIENTS[-1]} clients'], turns[peak])} "
        f"of the peak ({peak}). In this table `product / it` is {CLIENTS[-1]} clients to the row.",
        _clean(frame),
    )
    return section


def _listed(tried: dict[str, float]) -> str:
    return "; ".join(f"{name} {rate:,.0f}/s" for name, rate in tried.items())
