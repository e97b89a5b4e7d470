"""Bugs put into the running product. Each must be found out under load, or the checker is no good.

`patches.py` has them. Where a constraint of the database stops a bug before it does harm, both are
shown: what it stops, and what the checker finds once it is gone.
"""

import re
from dataclasses import dataclass, replace

from .faults import CARDS, FAULTS
from .machine import Connection
from .processes import until
from .scene import Fault, Run, Scene, undergo
from .stack import Stack

PATIENCE = 20.0  # seconds; what is stuck stays stuck
HOLDS = 15
_RUN_OUT = "SELECT count(*) FROM bookings_bookingevent WHERE cause = 'hold_expired'"
ONE_LIVE = "one_live_booking_per_user_and_session"


@dataclass(frozen=True)
class Bug:
    """`fault` is what brings it to light, `found` what must be said of it (a pattern). `without`
    is the index that would stop it."""

    name: str
    patch: str
    fault: str
    found: str
    without: str = ""


BUGS = {
    each.name: each
    for each in (
        Bug("lost-update", "seats_are_read_then_written", "load", r"\d+ taken, \d+ live"),
        Bug("no-lock", "bookings_are_not_locked", "load", r"\d+ taken, \d+ live"),
        Bug("counted-apart", "seats_are_counted_apart", "api-worker", r"\d+ taken, \d+ live"),
        Bug("key-unchecked", "keys_are_not_checked", "cut", "nobody was told of it"),
        Bug("key-unchecked-no-index", "keys_are_not_checked", "cut",
            r"made \d+ bookings|has \d+ live bookings", without=ONE_LIVE),
        Bug("job-after-commit", "jobs_come_after_the_commit", "api", "Nobody was told of"),
        Bug("capture-again", "captures_count_again", "payment-events",
            "confirmed-keeps-its-money"),
        Bug("refund-once", "refunds_are_tried_once", "payment-events", "'refund'"),
        Bug("hold-unguarded", "holds_run_out_whatever_they_are", "load",
            r"was confirmed and is|\d+ taken, \d+ live"),
        Bug("mail-before-commit", "mails_go_out_before_the_commit", "cut",
            "arrived, and nobody knows of it"),
    )
}  # fmt: skip


def let_holds_run_out(scene: Scene) -> None:
    with scene.stack.connect() as connection:
        before = _run_out(connection)
        until(lambda: _run_out(connection) >= before + HOLDS, "holds run out", every=0.1)
        scene.seen["holds run out"] += _run_out(connection) - before


def _run_out(connection: Connection) -> int:
    row = connection.execute(_RUN_OUT.encode()).fetchone()
    return int(row[0]) if row else 0


LOAD = Fault("load", "nothing but many people, and holds that run out", let_holds_run_out,
             cards=CARDS)  # fmt: skip


def commit(stack: Stack, bug: Bug, seed: int) -> tuple[Run, bool]:
    """The run, and whether the bug was found out."""
    stack.begin_anew()
    if bug.without:
        with stack.connect() as connection:
            connection.execute(f"DROP INDEX {bug.without}".encode())
    fault = replace({**FAULTS, LOAD.name: LOAD}[bug.fault], mails_may_repeat=False)
    with stack.patched(bug.patch):
        run = undergo(stack, fault, seed, patience=PATIENCE, audits=False)
    return run, any(re.search(bug.found, said) for said in run.said)
