"""One run: people, what befalls them, and what is found afterwards."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import services

from .checker import (
    broken_invariants,
    complaints,
    facts,
    mails,
    mails_astray,
    mails_lost,
    untold,
)
from .crowd import Crowd, Person, register
from .doors import Door, front_door
from .processes import PATIENCE
from .reading import misled, read_back
from .stack import Stack
from .watchers import Watcher, watching

CLIENTS = 8
VIEWERS = 4
STRIKES = 2
UNAVAILABLE = 503


@dataclass
class Scene:
    """`seen` is what shows that the fault was there, `said` what must not have been."""

    stack: Stack
    crowd: Crowd
    door: Door
    watchers: Sequence[Watcher]
    seen: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    @property
    def random(self) -> random.Random:
        return self.crowd.random

    @property
    def refusals(self) -> int:
        return self.crowd.answered(UNAVAILABLE)

    def expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.said.append(otherwise)


@dataclass(frozen=True)
class Fault:
    """`what` is a sentence for the report, `around` what is there beside the stack, `cards` what
    people pay with. `may_refuse`: 503 is an answer to it. `mails_may_repeat`: under one number.
    """

    name: str
    what: str
    strike: Callable[[Scene], None]
    around: Callable[[Stack], AbstractContextManager[Door]] = front_door
    cards: Sequence[str] = ("success",)
    may_refuse: bool = True
    mails_may_repeat: bool = False
    home: type[Stack] = Stack


@dataclass
class Run:
    """What one seed came to."""

    fault: str
    seed: int
    seconds: float = 0.0
    granted: int = 0
    acknowledged: int = 0
    unclear: int = 0
    refused: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)


def newcomers(port: int, name: str, number: int = CLIENTS) -> list[Person]:
    """A creator, and those who book. New ones each time, for nobody stays signed in for long."""
    with ThreadPoolExecutor(4) as threads:
        creator = threads.submit(register, port, f"{name}-creator", role="CREATOR")
        others = [threads.submit(register, port, f"{name}-{each}") for each in range(number)]
        return [each.result() for each in (creator, *others)]


def undergo(
    stack: Stack,
    fault: Fault,
    seed: int,
    *,
    strikes: int = STRIKES,
    patience: float = PATIENCE,
    audits: bool = True,
) -> Run:
    """People book, pay, cancel and repeat themselves meanwhile; afterwards all is looked at.

    Whether the audit runs as well, whose checks are among the others.
    """
    run, begun = Run(fault.name, seed), time.monotonic()
    stack.mend()
    people = newcomers(stack.port, f"{fault.name}-{seed}-{time.time_ns() % 10**9}")
    first_letter = len(stack.post.arrived)
    with fault.around(stack) as door:
        crowd = Crowd(door.port, people, seed, cards=fault.cards, addresses=door.addresses)
        with watching(door.live_port, VIEWERS, crowd.sessions) as watchers:
            scene = Scene(stack, crowd, door, watchers)
            with _faults_said(scene):
                _live_through(scene, fault, strikes)
                stack.drain(patience)
            run.said = [*scene.said, *_findings(scene, fault, first_letter)]
            if audits:
                run.said += _audit(stack)
    run.answers = crowd.journal.answers
    run.seen, run.granted, run.refused = scene.seen, crowd.granted, scene.refusals
    run.acknowledged = sum(len(each.ids) for each in crowd.journal.attempts)
    run.unclear = sum(each.was_unclear for each in crowd.journal.attempts)
    run.seconds = time.monotonic() - begun
    return run


def _live_through(scene: Scene, fault: Fault, strikes: int) -> None:
    crowd = scene.crowd
    with crowd.at_work():
        for _ in range(strikes):
            crowd.hear(crowd.random.randint(20, 60))
            fault.strike(scene)
        crowd.hear(20)
    scene.expect(
        fault.may_refuse or not scene.refusals, f"{scene.refusals} answers were {UNAVAILABLE}."
    )
    crowd.settle()


@contextmanager
def _faults_said(scene: Scene) -> Iterator[None]:
    """What does not come to an end is a finding as well."""
    try:
        yield
    except (AssertionError, services.Problem) as problem:
        scene.said.append(str(problem))


def _findings(scene: Scene, fault: Fault, first_letter: int) -> Iterator[str]:
    stack, crowd = scene.stack, scene.crowd
    with stack.connect() as connection:
        found = facts(connection, crowd.sessions)
        yield from complaints(crowd.journal, found)
        yield from broken_invariants(connection)
        yield from untold(connection, crowd.sessions)
        known, arrived = mails(connection), stack.post.arrived
        yield from mails_lost(known, arrived)
        if not fault.mails_may_repeat:
            yield from mails_astray(known, arrived[first_letter:])
    yield from misled(scene.watchers, found)
    try:
        yield from read_back(scene.door.port, crowd, found)
    except OSError as error:
        yield f"What people see can't be read: {error}."


def _audit(stack: Stack) -> list[str]:
    code, said = stack.manage("audit")
    return [f"The audit: {said.strip()}"] if code else []
