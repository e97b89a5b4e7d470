"""`make watch-shot`: the dashboard of an eventful run, as docs/observability.svg.

    .venv/bin/python bench/watched.py [--seconds 180]

The product with a database of its own, a real Prometheus that asks it every second, people who
book, and what may happen to them. The panels are the expressions of ops/grafana, asked of it.
"""

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:1] = [str(ROOT), str(ROOT / "backend"), str(ROOT / "scripts")]

import debian  # noqa: E402
import ports  # noqa: E402
import run as command  # noqa: E402
import services  # noqa: E402
from bench.load import Load  # noqa: E402
from bench.panels import Band, Panel, drawn  # noqa: E402
from tests.faults.crowd import PRICES, Crowd, Person, offer, register  # noqa: E402
from tests.faults.stack import Stack  # noqa: E402
from tests.faults.watchers import watching  # noqa: E402

OPS = ROOT / "ops"
PICTURE = ROOT / "docs" / "observability.svg"
CLIENTS, FANS, VIEWERS = 8, 12, 40
STEP = 2  # seconds between two points
WINDOW = "8s"  # of a rate; Grafana takes four times the interval of asking
CONFIG = """
global: {{ scrape_interval: 1s, evaluation_interval: 1s }}
scrape_configs:
  - job_name: api
    static_configs: [{{ targets: ["127.0.0.1:{port}"] }}]
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the dashboard of an eventful run.")
    parser.add_argument("--seconds", type=int, default=180)
    return command.exit_code_of(partial(draw, parser.parse_args().seconds))


def draw(seconds: int, signals: command.ExitOnSignal) -> bool:
    program = debian.ensure("prometheus")
    with tempfile.TemporaryDirectory(prefix="watched") as folder:
        panels, bands = run(Path(folder), program, seconds, signals)
    title = f"The dashboard after {seconds} seconds of bookings, and what happened in them"
    PICTURE.write_text(drawn(title, panels, bands, seconds))
    print(f"Written to {PICTURE.relative_to(ROOT)}, {PICTURE.stat().st_size / 1000:.0f} kB")
    return True


def run(
    folder: Path, program: str, seconds: int, signals: command.ExitOnSignal
) -> tuple[list[Panel], list[Band]]:
    stack = Stack(folder / "a marketplace", AUDIT_SECONDS="20", LOG_LEVEL="ERROR")
    stack.folder.mkdir()
    with ExitStack() as ends:
        ends.callback(stack.end)
        stack.start()
        asked = ends.enter_context(asking(folder, program, int(stack.environment["METRICS_PORT"])))
        creator = register(stack.port, "creator", role="CREATOR")
        people = [creator, *(register(stack.port, f"learner{n}") for n in range(CLIENTS))]
        fans = [register(stack.port, f"fan{n}") for n in range(FANS)]
        crowd = Crowd(stack.port, people, seed=1)
        ends.enter_context(watching(stack.live_port, VIEWERS, crowd.sessions))
        ends.callback(signals.ignore)
        begun = time.time()
        with crowd.at_work(), meanwhile(stack, creator, crowd):
            bands = what_happens(stack, people, fans, crowd, begun, seconds)
        stack.drain()
        return [panel_of(asked, each, begun, seconds) for each in panels_of_grafana()], bands


# --- what happens ---------------------------------------------------------------------------


def what_happens(
    stack: Stack,
    people: list[Person],
    fans: list[Person],
    crowd: Crowd,
    begun: float,
    seconds: int,
) -> list[Band]:
    """Quiet in between, so that each can be told from the others."""
    bands: list[Band] = []

    @contextmanager
    def at(share: float, name: str) -> Iterator[None]:
        time.sleep(max(0.0, begun + share * seconds - time.time()))
        began = time.time() - begun
        yield
        bands.append(Band(name, began, time.time() - begun))

    with at(0.18, "a storm of readers"):
        storm(stack.port, seconds * 0.14)
    with at(0.42, "a lock held by somebody else"):
        hold_a_lock(stack, crowd, seconds * 0.06)
    with at(0.6, "an API process is killed"):
        stack.kill_an_api_worker()
    with at(0.74, "PostgreSQL is killed"):
        stack.kill_postgresql()
        time.sleep(2)
    with at(0.86, "one session, wanted by all"):
        one_hot_session(stack, people[0], fans, seconds * 0.06)
    time.sleep(max(0.0, begun + seconds - time.time()))
    return bands


@contextmanager
def meanwhile(stack: Stack, creator: Person, crowd: Crowd) -> Iterator[None]:
    """Some look around all the time, and there is something new to book every other second."""
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            with suppress(OSError):  # as long as nobody takes a connection
                storm(stack.port, 5, connections=4, rate=20)

    def publish() -> None:
        while not over.wait(2):
            crowd.sessions.append(offer(stack.port, creator, PRICES[len(crowd.sessions) % 3]))

    working = [threading.Thread(target=each) for each in (read, publish)]
    for each in working:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in working:
            each.join()


def storm(port: int, seconds: float, connections: int = 64, rate: float | None = None) -> None:
    """As nginx passes requests on: with the time at which it had them."""

    def requests() -> Iterator[tuple[bytes, int]]:
        while True:
            since = f"X-Request-Start: t={time.time():.3f}"
            lines = ("GET /api/sessions/?limit=20 HTTP/1.1", "Host: localhost", since, "", "")
            yield "\r\n".join(lines).encode(), 0

    Load(port, requests(), lambda _, answer: answer.status == 200, connections=connections,
         seconds=seconds, rate=rate).drive()  # fmt: skip


def hold_a_lock(stack: Stack, crowd: Crowd, seconds: float) -> None:
    """Somebody opened a transaction by hand, and went for coffee."""
    with closing(stack.connect()) as connection:
        connection.execute("BEGIN")
        connection.execute(
            b"SELECT FROM session_catalog_seats WHERE session_id = ANY(%s::uuid[]) FOR UPDATE",
            [crowd.sessions[:9]],
        )
        time.sleep(seconds)
        connection.execute("ROLLBACK")


def one_hot_session(stack: Stack, creator: Person, fans: list[Person], seconds: float) -> None:
    session = offer(stack.port, creator, "0.00")
    body = json.dumps({"session": session}).encode()
    over = time.monotonic() + seconds

    def want(fan: Person) -> None:
        while time.monotonic() < over:
            asked = urllib.request.Request(
                f"http://127.0.0.1:{stack.port}/api/bookings/", body,
                {"Authorization": f"Bearer {fan.token}", "Content-Type": "application/json"},
            )  # fmt: skip
            try:
                urllib.request.urlopen(asked, timeout=10).close()
            except OSError:
                time.sleep(0.02)

    wanting = [threading.Thread(target=want, args=(fan,)) for fan in fans]
    for each in wanting:
        each.start()
    for each in wanting:
        each.join()


# --- Prometheus -----------------------------------------------------------------------------


@contextmanager
def asking(folder: Path, program: str, port: int) -> Iterator[Callable[..., list[Any]]]:
    """A Prometheus that asks the product every second; gives what asks it for a range."""
    at = ports.any_free()
    (folder / "prometheus.yml").write_text(CONFIG.format(port=port))
    command = [
        program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{at}",
    ]  # fmt: skip
    service = services.Service(
        "Prometheus", command, folder, folder / "prometheus.log", f"http://127.0.0.1:{at}/-/ready"
    )

    def asked(expression: str, begun: float, seconds: int) -> list[Any]:
        words = {"query": expression, "start": begun, "end": begun + seconds, "step": STEP}
        address = f"http://127.0.0.1:{at}/api/v1/query_range?{urllib.parse.urlencode(words)}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            found: list[Any] = json.load(answer)["data"]["result"]
        return found

    try:
        service.start({})
        services.wait_until_ready([service], 30)
        yield asked
    finally:
        services.end([service])
        shutil.rmtree(folder / "data", ignore_errors=True)


def panels_of_grafana() -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = json.loads(
        (OPS / "grafana" / "sessions-marketplace.json").read_text()
    )["panels"]
    return panels


def panel_of(
    asked: Callable[..., list[Any]], panel: dict[str, Any], begun: float, seconds: int
) -> Panel:
    series = {}
    for target in panel["targets"]:
        expression = target["expr"].replace("$__rate_interval", WINDOW)
        for found in asked(expression, begun, seconds):
            points = [
                (float(at) - begun, float(value))
                for at, value in found["values"]
                if value not in ("NaN", "+Inf")
            ]
            name = named(target["legendFormat"], found["metric"])
            if any(value for _, value in points):
                series[name] = points
    return Panel(panel["title"], panel["fieldConfig"]["defaults"]["unit"], series)


def named(pattern: str, labels: dict[str, str]) -> str:
    for label, value in labels.items():
        pattern = pattern.replace("{{" + label + "}}", value)
    return pattern


if __name__ == "__main__":
    sys.exit(main())
