"""`make bench`: measures, and writes bench/RESULTS.md and its plots.

    .venv/bin/python bench/run.py [--only G1 --only G4] [--rounds 5] [--seconds 4] [--quick]
    .venv/bin/python bench/run.py --only G12 --write

Half an hour on two cores. API_WORKERS and API_THREADS count as they do for `make run`.
A run of single measures or a quick one prints its results and leaves RESULTS.md alone; with --write
single measures take the places of their earlier results.
"""

import argparse
import os
import platform
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "RESULTS.md"
WHEN = re.compile(r"- \d{4}-")
sys.path[0:1] = [str(ROOT), str(ROOT / "backend"), str(ROOT / "scripts")]

import measured  # noqa: E402
import run as command  # noqa: E402

if TYPE_CHECKING:
    from bench.frame import Frame, Section

    Measure = Callable[[Frame], Section]


def main() -> int:
    return command.exit_code_of(partial(measure_all, _options()))


def measure_all(options: argparse.Namespace, signals: command.ExitOnSignal) -> bool:
    """Whether nothing was broken."""
    from bench.environment import connect, the_database

    with the_database(keep=options.keep) as child, connect() as connection:
        os.environ.clear()
        os.environ.update(child)
        import django

        django.setup()
        from bench.data import Filler
        from bench.frame import Frame

        frame = Frame(
            child,
            connection,
            Filler(connection),
            options.rounds,
            options.seconds,
            options.bookings,
            options.quick,
        )
        try:
            sections = [_measured(frame, measure) for measure in _chosen(options.only)]
        finally:
            signals.ignore()
        text = _document(sections, _machine(connection.info.parameter_status("server_version")))
    if options.quick or (options.only and not options.write):
        print(text)
    else:
        RESULTS.write_text(_placed(text, RESULTS.read_text()) if options.only else text)
        for plot in (plot for section in sections for plot in section.plots):
            plot.write()
        print(f"Written to {RESULTS.relative_to(ROOT)}")
    return not any(section.broken for section in sections)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of the product.")
    parser.add_argument(
        "--only", action="append", default=[],
        help="G1, G2, G2b, G3, G4, G4b, G5, G6, G8, G11, G12 or overload",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of one turn")
    parser.add_argument("--bookings", type=int, default=1, help="a session, in G8")
    parser.add_argument("--quick", action="store_true", help="small tables and few attempts")
    parser.add_argument("--write", action="store_true", help="also what --only measures")
    parser.add_argument("--keep", action="store_true", help="leave the database until the next run")
    return parser.parse_args()


def _chosen(only: list[str]) -> "list[tuple[str, Measure]]":
    from bench.cached import cached
    from bench.correctness import correctness
    from bench.growth import growth
    from bench.lists import catalogue
    from bench.live import live
    from bench.logins import logins
    from bench.observed import observed
    from bench.overload import overload
    from bench.search import search
    from bench.throughput import hot, many_clients, spread

    measures: dict[str, Measure] = {
        "G1": spread, "G2": hot, "G2b": many_clients, "G3": correctness, "G4": catalogue,
        "G4b": cached, "G5": search, "G6": live, "G8": growth, "G11": logins,
        "G12": observed, "overload": overload,
    }  # fmt: skip
    unknown = set(only) - set(measures)
    if unknown:
        sys.exit(f"There is no measure {', '.join(sorted(unknown))}; choose of {list(measures)}.")
    return [(name, measure) for name, measure in measures.items() if not only or name in only]


def _measured(frame: "Frame", chosen: "tuple[str, Measure]") -> "Section":
    from bench.frame import Section, WrongAnswers
    from services import Problem

    name, measure = chosen
    begun = time.monotonic()
    print(f"{name} …", end=" ", flush=True)
    try:
        section = measure(frame)
    except Problem as fault:
        section = Section(name, broken=True)
        section.say(f"**NOT MEASURED.** {fault}")
    except WrongAnswers as fault:
        section = Section(name, broken=True)
        section.say(f"**BROKEN: the product scores nothing here.** {fault}")
    section.say(f"_{time.monotonic() - begun:.0f} s, filling included._")
    print(f"{time.monotonic() - begun:.0f} s", flush=True)
    return section


def _machine(postgres: str | None) -> list[str]:
    called = " ".join([".venv/bin/python", "bench/run.py", *sys.argv[1:]])
    system = f"{platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}"
    return [
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {measured.commit()}, command `{called}`",
        f"- {os.cpu_count()} cores, {measured.processor()}, {_memory()}; {system}",
        f"- PostgreSQL {postgres} (fsync and synchronous_commit on), {python}",
    ]


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _document(sections: "list[Section]", machine: list[str]) -> str:
    parts = ["# What was measured", "", *machine, "", INTRODUCTION]
    for section in sections:
        parts += [f"## {section.title}", "", *section.lines]
    return "\n".join(parts).rstrip() + "\n"


def _placed(text: str, earlier: str) -> str:
    """These sections in the places of their earlier ones, and a line that says so."""
    (head, *fresh), (earlier_head, *rest) = map(_parts, (text, earlier))
    names = [*map(_name, fresh)]
    when = next(line for line in head.splitlines() if WHEN.match(line))
    lines = earlier_head.splitlines()
    last = max(number for number, line in enumerate(lines) if WHEN.match(line))
    lines.insert(last + 1, f"{when} for {', '.join(names)}")
    sections = {_name(part): part.strip() for part in (*rest, *fresh)}
    return "\n\n".join(["\n".join(lines).strip(), *sections.values()]) + "\n"


def _parts(document: str) -> list[str]:
    return re.split(r"^(?=## )", document, flags=re.MULTILINE)


def _name(section: str) -> str:
    return section.split()[1]


INTRODUCTION = """\
Contestants took turns (A B C A B C …) on one machine that also ran the load generator, so look at
the ratios: the median of the rounds, and in brackets the least and the most. `API µs` and
`database µs` are CPU microseconds of these processes for one right answer, without the generator.
Bookings count only when they are found again in the database.

- **product**: `POST /api/bookings/` with token, validation, limit and `Idempotency-Key`, as served
  by `make run`, but in production mode and without the line of log a request.
- **bare Django view**: the same server and middleware, and one transaction of raw SQL that writes
  the same rows; it checks nothing and makes its answer up. Once more **without any middleware**.
- **pgbench**: the same rows by PostgreSQL's own load program, prepared statements, no HTTP.
- **naive**: model serializers, Simple JWT as it comes, check then insert, no idempotency, no event.
"""

if __name__ == "__main__":
    sys.exit(main())
