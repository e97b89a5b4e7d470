"""bench/FAULTS.md: what each fault came to, so that each run can be repeated."""

import os
import platform
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from .bugs import Bug
from .faults import FAULTS
from .processes import BACKEND
from .scene import CLIENTS, VIEWERS, Run

ROOT = BACKEND.parent
REPORT = ROOT / "bench" / "FAULTS.md"
LONG = 160


@dataclass(frozen=True)
class Caught:
    bug: Bug
    run: Run
    found: bool


def document(runs: Sequence[Run], caught: Sequence[Caught]) -> str:
    sections = [_head()]
    if runs:
        sections.append(_faults(runs))
    if caught:
        sections.append(_bugs(caught))
    return "\n\n".join(sections) + "\n"


def _head() -> str:
    arguments = " ".join(sys.argv[1:])
    command = f'make faults ARGS="{arguments}"' if arguments else "make faults"
    return f"""# What the product lives through

- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}, command `{command}`
- {os.cpu_count()} cores, {_cpu()}; {platform.system()} {platform.release()}, \
Python {platform.python_version()}

What each fault is, what is promised and what to do: [docs/faults.md](../docs/faults.md).
{CLIENTS} people book, pay, cancel and repeat themselves while it strikes, {VIEWERS} watch.
Afterwards the clients' journals, the database, the lists that people see, what viewers saw last,
the mails that arrived and the audit are held against each other. A run again:
`make faults ARGS="--fault NAME --seed N"`."""


def _faults(runs: Sequence[Run]) -> str:
    rows = [
        _row(
            "Fault", "Name", "Seeds", "Requests granted", "Bookings acknowledged",
            "Unclear, found by key", "503", "Seen", "Lost, doubled, stuck",
        ),
        _row("---", "---", "---", "---:", "---:", "---:", "---:", "---", "---"),
    ]  # fmt: skip
    for name, group in groupby(runs, key=lambda run: run.fault):
        mine = [*group]
        seen = sum((run.seen for run in mine), Counter[str]())
        wrong = [f"seed {run.seed}: {_short(run.said)}" for run in mine if run.said]
        rows.append(
            _row(
                FAULTS[name].what, f"`{name}`", ", ".join(str(run.seed) for run in mine),
                *(f"{sum(getattr(run, what) for run in mine):,}"
                  for what in ("granted", "acknowledged", "unclear", "refused")),
                ", ".join(f"{count:,} {what}" for what, count in seen.items()),
                "<br>".join(wrong) or "nothing",
            )
        )  # fmt: skip
    return "## Faults\n\n" + "\n".join(rows)


def _bugs(caught: Sequence[Caught]) -> str:
    rows = [
        _row("Bug", "Fault", "Seed", "Refused with", "Found out", "What was said first"),
        _row("---", "---", "---:", "---", "---", "---"),
    ]
    for each in caught:
        bug, run = each.bug, each.run
        fitting = [said for said in run.said if re.search(bug.found, said)]
        name = f"`{bug.name}`: {bug.patch.replace('_', ' ')}"
        rows.append(
            _row(
                name + (f", without the index {bug.without}" if bug.without else ""),
                bug.fault, str(run.seed), _refusals(run),
                "yes" if each.found else "**NO**", _short(fitting or run.said),
            )
        )  # fmt: skip
    return "## Bugs put into the running product\n\n" + "\n".join(rows)


def _refusals(run: Run) -> str:
    told = [(answer, n) for answer, n in run.answers.items() if answer[:3] in ("409", "500")]
    return ", ".join(f"{n} x {answer}" for answer, n in sorted(told)) or "nothing"


def _short(said: Sequence[str]) -> str:
    if not said:
        return ""
    first = " ".join(said[0].split()).replace("|", "/")
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return (first if len(first) <= LONG else first[:LONG] + "…") + more


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if "model name" in line), "?")
