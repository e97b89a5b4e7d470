"""G12: what it costs to be seen: logs, metrics and the origin of statements, then traces too."""

import shutil
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import ports
from bench.booking_load import Booker, Pairs, check_seats
from bench.environment import ROOT
from bench.frame import HEAD, Frame, Section, Turn, in_turns, median, ratio, rows_of
from bench.server import running
from bench.throughput import SESSIONS, USERS, fill

FOLDER = ROOT / "var" / "bench-metrics"
SCRAPED_EVERY = 5.0  # seconds; Prometheus in compose asks every 15
# Two that are alike differ by a tenth in one turn, so it takes many; short ones will do.
ROUNDS, SECONDS = 24, 1.2


def observed(frame: Frame) -> Section:
    section = Section("G12 · Bookings while everything is logged, counted and named")
    rounds, seconds = (frame.rounds, frame.seconds) if frame.quick else (ROUNDS, SECONDS)
    fill(frame)
    pairs = Pairs(USERS, list(range(SESSIONS)))
    pairs.mint()
    with ExitStack() as stack:
        bookers = {}
        for name, settings in _contestants(stack).items():
            server = stack.enter_context(running({**frame.child, **settings}))
            bookers[name] = Booker(server, frame.connection, pairs)
            bookers[name].turn(seconds)
        contestants = {name: partial(each.turn, seconds) for name, each in bookers.items()}
        turns = in_turns({**contestants, "traced": _then_rest(contestants["traced"])}, rounds)
    section.table(HEAD, rows_of(turns, "unseen"))
    more = {name: median(each, "cpu_us") - median(turns["unseen"], "cpu_us")
            for name, each in turns.items()}  # fmt: skip
    section.say(
        f"{rounds} rounds of {seconds:g} s a contestant. "
        f"Seen, bookings keep **{ratio(turns['seen'], turns['unseen'])}** of their number; with a "
        f"span for each request and statement as well {ratio(turns['traced'], turns['unseen'])}, "
        f"for those of a tenth {ratio(turns['a tenth traced'], turns['unseen'])}. "
        "In CPU microseconds a booking: "
        + ", ".join(f"{name} {us:+.0f}" for name, us in more.items() if name != "unseen")
        + f". Metrics are asked for every {SCRAPED_EVERY:.0f} s; a collector that throws spans "
        "away runs in the load generator.",
        check_seats(frame.connection),
    )
    return section


def _contestants(stack: ExitStack) -> dict[str, dict[str, str]]:
    """Nothing, all of it, and traces on top."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    collector = stack.enter_context(_collector())

    def metrics(name: str) -> dict[str, str]:
        port = stack.enter_context(_scraped())
        return {"METRICS_PORT": str(port), "METRICS_FOLDER": str(FOLDER / name)}

    seen = {"REQUEST_LOG": "True", "LOG_LEVEL": "INFO", "SQL_COMMENTS": "True"}
    traces = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector}",
        "OTEL_BSP_SCHEDULE_DELAY": "500",
    }
    return {
        "unseen": {},
        "seen": seen | metrics("seen"),
        "a tenth traced": seen
        | metrics("a-tenth")
        | traces
        | {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1"},
        "traced": seen | metrics("traced") | traces,
    }


def _then_rest(play: Callable[[], Turn]) -> Callable[[], Turn]:
    """What is left to send must not be sent in the next one's turn."""

    def rested() -> Turn:
        turn = play()
        time.sleep(1.0)
        return turn

    return rested


@contextmanager
def _scraped() -> Iterator[int]:
    """A port whose metrics are asked for all the time."""
    port, over = ports.any_free(), threading.Event()

    def ask() -> None:
        while not over.wait(SCRAPED_EVERY):
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}") as answer:
                answer.read()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        over.set()
        thread.join()


class _ThrowsAway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """A line for each batch would be none of anybody's business."""


@contextmanager
def _collector() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _ThrowsAway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
