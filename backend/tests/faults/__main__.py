"""`make faults`: every fault under booking load, and every seeded bug found out.

    make faults                                        all, with five seeds; writes bench/FAULTS.md
    make faults ARGS=--quick                           all, with one seed and one blow each
    make faults ARGS="--fault postmaster --seed 3"     a run again
    make faults ARGS="--bug no-lock --seed 3"

Chosen faults or bugs, with all seeds, take the places of their earlier rows in bench/FAULTS.md. A
quick run or a single seed prints what it finds and leaves that alone. 1: something was lost,
doubled or stuck, or a bug was not found out.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import django
import psycopg

import run as command
import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from .bugs import BUGS, Bug, commit  # noqa: E402
from .faults import FAULTS  # noqa: E402
from .report import REPORT, Caught, document, short  # noqa: E402
from .scene import STRIKES, Fault, Run, undergo  # noqa: E402
from .stack import Stack  # noqa: E402


def main() -> int:
    return command.exit_code_of(partial(live_through, _options()))


def live_through(options: argparse.Namespace, signals: command.ExitOnSignal) -> bool:
    """Whether nothing was wrong."""
    selected = bool(options.fault or options.bug)
    earlier = REPORT.read_text() if selected and REPORT.exists() else ""
    faults = [FAULTS[name] for name in options.fault or ([] if selected else FAULTS)]
    bugs = [BUGS[name] for name in options.bug or ([] if selected else BUGS)]
    seeds = options.seed or range(1, 2 if options.quick else options.seeds + 1)
    strikes = 1 if options.quick else STRIKES
    runs: list[Run] = []
    caught: list[Caught] = []
    is_kept = not (options.quick or options.seed)

    def keep_what_is_known() -> None:
        if is_kept:  # should this be stopped
            REPORT.write_text(document(runs, caught, earlier))

    for run in _undergo_all(faults, seeds, strikes, signals):
        runs.append(run)
        keep_what_is_known()
    for each in _commit_all(bugs, options.seed or [1], signals):
        caught.append(each)
        keep_what_is_known()
    services.say(f"Written: {REPORT}" if is_kept else document(runs, caught))
    wrong = [*_wrong(runs, caught)]
    for line in wrong:  # last and whole, for who sees only the end of a log
        services.say(line)
    return not wrong


def _wrong(runs: Sequence[Run], caught: Sequence[Caught]) -> Iterator[str]:
    for run in runs:
        yield from (f"{run.fault}, seed {run.seed}: {said}" for said in run.said)
    for each in caught:
        if not each.found:
            yield f"bug {each.bug.name}, seed {each.run.seed}: not found out"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make faults", description="Live through every fault.")
    parser.add_argument("--fault", action="append", choices=[*FAULTS], help="only this one")
    parser.add_argument("--bug", action="append", choices=[*BUGS], help="only this one")
    parser.add_argument("--seed", action="append", type=int, help="only this one")
    parser.add_argument("--seeds", type=int, default=5, help="how many each, beginning with 1")
    parser.add_argument("--quick", action="store_true", help="one seed and one blow each")
    return parser.parse_args()


def _undergo_all(
    faults: Sequence[Fault], seeds: Sequence[int], strikes: int, signals: command.ExitOnSignal
) -> Iterator[Run]:
    for home in dict.fromkeys(each.home for each in faults):
        mine = [(each, seed) for each in faults if each.home is home for seed in seeds]
        left = iter(mine)
        try:
            with _stack(home, signals) as stack:
                for fault, seed in left:
                    audits = seed == seeds[-1]  # its checks are among those of every run
                    yield _undergone(stack, fault, seed, strikes, audits=audits)
        except services.Problem as problem:  # what it needs is not here
            services.say(str(problem))
            yield from (Run(fault.name, seed, said=[str(problem)]) for fault, seed in left)


def _undergone(stack: Stack, fault: Fault, seed: int, strikes: int, *, audits: bool) -> Run:
    try:
        run = undergo(stack, fault, seed, strikes=strikes, audits=audits)
    except (services.Problem, psycopg.OperationalError) as problem:
        run = Run(fault.name, seed, said=[str(problem)])
    _tell(f"{fault.name}, seed {seed}", run, run.said)
    if run.said:
        stack.begin_anew()
    return run


def _commit_all(
    bugs: Sequence[Bug], seeds: Sequence[int], signals: command.ExitOnSignal
) -> Iterator[Caught]:
    if not bugs:
        return
    with _stack(Stack, signals) as stack:
        for bug in bugs:
            for seed in seeds:
                run, found = commit(stack, bug, seed)
                verdict = "found out" if found else "NOT FOUND OUT"
                _tell(f"bug {bug.name}, seed {seed}", run, [verdict])
                yield Caught(bug, run, found)


@contextmanager
def _stack(kind: type[Stack], signals: command.ExitOnSignal) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        stack = kind(Path(folder))
        try:
            stack.start()
            yield stack
        finally:
            with signals.postponed():
                stack.end()


def _tell(name: str, run: Run, wrong: Sequence[str]) -> None:
    seen = ", ".join(f"{count} {what}" for what, count in run.seen.items())
    verdict = short(wrong) or "well"
    services.say(
        f"{name}: {run.granted} granted, {run.acknowledged} booked ({seen}; {run.seconds:.0f} s): "
        f"{verdict}"
    )


if __name__ == "__main__":
    sys.exit(main())
