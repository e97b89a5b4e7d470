"""What happens in the drill, and what is found afterwards."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from drill.machines import ASYNCHRONOUS, Cluster, Machine
from services import say
from tests.faults.checker import broken_invariants, complaints, facts
from tests.faults.crowd import Crowd, Person
from tests.faults.stack import Stack

AGAIN_WITHIN = 30.0  # seconds
STALL = 1.5  # seconds that nothing leaves the primary before it is gone
LOST = "was acknowledged and is there 0 times"
REWINDS = "running pg_rewind"


class Pulse(threading.Thread):
    """The moments at which the crowd was granted something."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__(daemon=True)
        self._crowd, self._over = crowd, threading.Event()
        self._moments = [time.monotonic()]

    def run(self) -> None:
        with suppress(AssertionError):  # the crowd has gone home, and whoever waits for it hears so
            while not self._over.is_set():
                self._crowd.hear(1)
                self._moments.append(time.monotonic())

    def stop(self) -> None:
        """While the crowd is still at work, so that the last one is heard."""
        self._over.set()
        self.join()

    def longest_silence(self, since: float) -> float:
        moments = [each for each in [*self._moments, time.monotonic()] if each >= since]
        before = max(each for each in self._moments if each < since)
        return max(b - a for a, b in zip([before, *moments], moments, strict=False))


@dataclass(frozen=True)
class Outcome:
    """`silence` are the seconds without a grant, `found` what is wrong."""

    silence: float
    granted: int
    found: list[str]
    audit: str


@contextmanager
def at_work(crowd: Crowd) -> Iterator[Pulse]:
    with crowd.at_work():
        pulse = Pulse(crowd)
        pulse.start()
        yield pulse
        pulse.stop()


def disaster(
    product: Stack, cluster: Cluster, people: Sequence[Person], seed: int, *, switches: bool
) -> Outcome:
    """People book; the machine that leads is gone, and comes back; another one is told to lead."""
    crowd = Crowd(product.port, people, seed)
    with at_work(crowd) as pulse:
        crowd.hear(60)
        silence = _lose_and_regain(cluster, crowd, pulse, synchronous=switches)
        if switches:
            _switch_over(cluster, crowd, pulse)
    crowd.settle()
    product.drain()
    found, audit = verdict(product, crowd)
    granted = sum(n for said, n in crowd.journal.answers.items() if said.startswith("2"))
    return Outcome(silence, granted, found, audit)


def _lose_and_regain(cluster: Cluster, crowd: Crowd, pulse: Pulse, *, synchronous: bool) -> float:
    """Returns for how many seconds nothing was granted."""
    old = cluster.leader()
    said_before, begun = len(old.log()), time.monotonic()
    lose(old)
    crowd.hear(40)
    silence = pulse.longest_silence(begun)
    say(f"  {old.name} is gone; bookings went on after {silence:.1f} s")
    old.start()
    cluster.wait_until_whole(synchronous=synchronous)
    how = " (pg_rewind)" if REWINDS in old.log()[said_before:] else ""
    say(f"  {old.name} follows again{how}")
    crowd.hear(20)
    return silence


def _switch_over(cluster: Cluster, crowd: Crowd, pulse: Pulse) -> None:
    begun = time.monotonic()
    cluster.switch_over()
    crowd.hear(40)
    silence = pulse.longest_silence(begun)
    say(f"  {cluster.leader().name} leads by a switchover; nothing was granted for {silence:.1f} s")
    cluster.wait_until_whole()


def lose(machine: Machine) -> None:
    """The line to the others fills up, then the machine has no power any more."""
    machine.stall()
    time.sleep(STALL)
    machine.vanish()


def verdict(product: Stack, crowd: Crowd) -> tuple[list[str], str]:
    """What the journal and the audit find, and the audit's own words when it finds something."""
    with product.connect() as connection:
        found = complaints(crowd.journal, facts(connection, crowd.sessions))
        found += broken_invariants(connection)
    code, said = product.manage("audit")
    return found, said if code else ""


def one_round(product: Stack, cluster: Cluster, people: Sequence[Person], seed: int) -> bool:
    outcome = disaster(product, cluster, people, seed, switches=True)
    for each in outcome.found:
        say(f"  {each}")
    if outcome.audit:
        say(outcome.audit)
    if outcome.silence > AGAIN_WITHIN:
        say(f"  Bookings went on after {outcome.silence:.1f} s, later than {AGAIN_WITHIN:.0f} s.")
    passed = not outcome.found and not outcome.audit and outcome.silence <= AGAIN_WITHIN
    say(
        f"  {outcome.granted} requests granted; "
        + ("nothing lost, the audit is clean" if passed else "FAILED")
    )
    return passed


def broken_twin(product: Stack, cluster: Cluster, people: Sequence[Person], seed: int) -> bool:
    """The same without waiting for another machine: it must lose something, and be found out."""
    cluster.configure(ASYNCHRONOUS, synchronous=False)
    outcome = disaster(product, cluster, people, seed, switches=False)
    lost = sum(LOST in each for each in outcome.found)
    say(f"  {lost} acknowledged bookings are lost, as expected" if lost else "  FAILED: none lost")
    return bool(lost)
