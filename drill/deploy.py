"""`make deploy-drill`: new releases and a change of a large table, while people book.

    .venv/bin/python drill/deploy.py [--rows 1000000] [--seed 1]

Two generations of the API take turns behind a proxy, and a table of the database, filled with
demo data, gets a column in five steps and loses it again. Not one request may fail meanwhile.
"""

import argparse
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:1] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "backend")]

import run as command  # noqa: E402
from config import embedded_postgres  # noqa: E402
from drill.fleet import Fleet  # noqa: E402
from drill.rounds import Pulse, at_work  # noqa: E402
from services import say  # noqa: E402
from tests.faults.asking import Line  # noqa: E402
from tests.faults.checker import complaints, facts  # noqa: E402
from tests.faults.crowd import Crowd, Person  # noqa: E402
from tests.faults.scene import newcomers  # noqa: E402

FOLDER = ROOT / "var" / "deploy-drill"
READERS = 2


def main() -> int:
    return command.exit_code_of(partial(drill, _options()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Release while people book.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def drill(options: argparse.Namespace, signals: command.ExitOnSignal) -> bool:
    embedded_postgres.remove(FOLDER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    fleet = Fleet(FOLDER)
    try:
        say(f"Filling a database with {options.rows:,} rows")
        fleet.start(options.rows)
        return release(fleet, newcomers(fleet.port, "drill"), options.seed)
    finally:
        signals.ignore()
        fleet.end()
        shutil.rmtree(FOLDER, ignore_errors=True)


def release(fleet: Fleet, people: Sequence[Person], seed: int) -> bool:
    crowd, read = Crowd(fleet.port, people, seed), Counter[str]()
    begun = time.monotonic()
    with reading(fleet.port, read), at_work(crowd) as pulse:
        crowd.hear(100)
        step(pulse, "expand: a column", lambda: fleet.migrate("0001"))
        beside = Beside(lambda: fleet.migrate("0003"))
        beside.start()
        step(pulse, "the next generation, twice", lambda: twice(fleet))
        step(pulse, "… beside the rest of backfill and index", beside.wait)
        step(pulse, "demand", lambda: fleet.migrate("0004"))
        step(pulse, "validate", lambda: fleet.migrate("0005"))
        step(pulse, "the next generation", fleet.replace_all)
        step(pulse, "contract", lambda: fleet.migrate("0006"))
        crowd.hear(100)
    crowd.settle()
    fleet.drain()
    return judged(fleet, crowd, read, time.monotonic() - begun)


def twice(fleet: Fleet) -> None:
    fleet.replace_all()
    fleet.replace_all()


def step(pulse: Pulse, name: str, work: Callable[[], None]) -> None:
    begun = time.monotonic()
    work()
    ended = time.monotonic()
    silence = pulse.longest_silence(begun)
    say(f"  {name}: {ended - begun:.1f} s; nothing was granted for {silence:.2f} s at most")


class Beside(threading.Thread):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self._fault: BaseException | None = None

    def run(self) -> None:
        try:
            self._work()
        except BaseException as fault:
            self._fault = fault

    def wait(self) -> None:
        self.join()
        if self._fault is not None:
            raise self._fault


@contextmanager
def reading(port: int, heard: Counter[str]) -> Iterator[None]:
    """People who look at the catalogue, and what they are told."""
    over = threading.Event()

    def read() -> None:
        line = Line(port)
        while not over.is_set():
            answer = line.ask("GET", "/api/sessions/?limit=20")
            heard[f"{answer.status} {answer.code}".strip()] += 1
            time.sleep(0.02)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for each in readers:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in readers:
            each.join()


def found_in(fleet: Fleet, crowd: Crowd) -> tuple[list[str], str]:
    """What the journal finds, and the audit's words when it finds something in the million rows."""
    with fleet.connect() as connection:
        connection.execute("ANALYZE")
        found = complaints(crowd.journal, facts(connection, crowd.sessions))
    code, said = fleet.manage("audit")
    return found, said if code else ""


def judged(fleet: Fleet, crowd: Crowd, read: Counter[str], seconds: float) -> bool:
    found, audit = found_in(fleet, crowd)
    answers = crowd.journal.answers + read
    failed = {said: n for said, n in answers.items() if said[0] in "05"}
    for each in found:
        say(f"  {each}")
    if audit:
        say(audit)
    say(
        f"{sum(answers.values()):,} requests in {seconds:.0f} s, "
        f"{len(crowd.journal.acknowledged)} of them bookings; {sum(failed.values())} failed"
        + (f": {failed}" if failed else "")
    )
    return not failed and not found and not audit


if __name__ == "__main__":
    sys.exit(main())
