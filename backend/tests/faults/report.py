"""bench/FAULTS.md: what each fault came to, so that each run can be repeated."""

import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from measured import commit, processor

from .bugs import BUGS, Bug
from .faults import FAULTS
from .processes import BACKEND
from .scene import CLIENTS, VIEWERS, Run

ROOT = BACKEND.parent
REPORT = ROOT / "bench" / "FAULTS.md"
LONG = 160
ORDER = [*FAULTS, *BUGS]
WHEN = re.compile(r"- \d{4}-")
TITLE = "# What the product lives through"
ABOUT = f"""What each fault is, what is promised, what to do: [docs/faults.md](../docs/faults.md).
{CLIENTS} people book, pay, cancel and repeat themselves while it strikes, {VIEWERS} watch.
Afterwards the clients' journals, the database, the lists that people see, what viewers saw last,
the mails that arrived and the audit are held against each other. A run again:
`make faults ARGS="--fault NAME --seed N"`."""
FAULTS_TITLE = "## Faults"
FAULTS_HEAD = (
    "| Fault | Name | Seeds | Requests granted | Bookings acknowledged "
    "| Unclear, found by key | 503 | Seen | Lost, doubled, stuck |"
)
BUGS_TITLE = "## Bugs put into the running product"
BUGS_HEAD = "| Bug | Fault | Seed | Refused with | Found out | What was said first |"


@dataclass(frozen=True)
class Caught:
    bug: Bug
    run: Run
    found: bool


def short(said: Sequence[str]) -> str:
    """The first of them, and how many there are."""
    if not said:
        return ""
    first = " ".join(said[0].split()).replace("|", "/")
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return (first if len(first) <= LONG else first[:LONG] + "…") + more


def document(runs: Sequence[Run], caught: Sequence[Caught], earlier: str = "") -> str:
    """These, in the place of what an earlier report says of the same ones."""
    fresh = [*_faults(runs), *(_bug(each) for each in caught)]
    names = [*dict.fromkeys(map(_name, fresh))]
    kept = [row for row in earlier.splitlines() if _name(row) and _name(row) not in names]
    rows = sorted((*kept, *fresh), key=lambda row: ORDER.index(_name(row)))
    before = [line for line in earlier.splitlines() if WHEN.match(line)]
    when = [*before, _when() + (f" for {', '.join(names)}" if before else "")]
    parts = [TITLE, "\n".join([*when, _machine()]), ABOUT]
    for title, head, those in ((FAULTS_TITLE, FAULTS_HEAD, FAULTS), (BUGS_TITLE, BUGS_HEAD, BUGS)):
        if mine := [row for row in rows if _name(row) in those]:
            parts += [title, "\n".join([head, _ruler(head), *mine])]
    return "\n\n".join(parts) + "\n"


def _name(row: str) -> str:
    """Of the fault or the bug; none for what is no row of one."""
    found = re.search("`([a-z-]+)`", row) if row.startswith("| ") else None
    return found[1] if found else ""


def _when() -> str:
    arguments = " ".join(sys.argv[1:])
    command = f'make faults ARGS="{arguments}"' if arguments else "make faults"
    return f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}, command `{command}`"


def _machine() -> str:
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"- {os.cpu_count()} cores, {processor()}; {system}"


def _faults(runs: Sequence[Run]) -> Iterator[str]:
    for name, group in groupby(runs, key=lambda run: run.fault):
        mine = [*group]
        seen = sum((run.seen for run in mine), Counter[str]())
        wrong = [f"seed {run.seed}: {short(run.said)}" for run in mine if run.said]
        yield _row(
            FAULTS[name].what, f"`{name}`", ", ".join(str(run.seed) for run in mine),
            *(f"{sum(getattr(run, what) for run in mine):,}"
              for what in ("granted", "acknowledged", "unclear", "refused")),
            ", ".join(f"{count:,} {what}" for what, count in seen.items()),
            "<br>".join(wrong) or "nothing",
        )  # fmt: skip


def _bug(each: Caught) -> str:
    bug, run = each.bug, each.run
    fitting = [said for said in run.said if re.search(bug.found, said)]
    name = f"`{bug.name}`: {bug.patch.replace('_', ' ')}"
    return _row(
        name + (f", without the index {bug.without}" if bug.without else ""),
        bug.fault, str(run.seed), _refusals(run),
        "yes" if each.found else "**NO**", short(fitting or run.said),
    )  # fmt: skip


def _refusals(run: Run) -> str:
    told = [(answer, n) for answer, n in run.answers.items() if answer[:3] in ("409", "500")]
    return ", ".join(f"{n} x {answer}" for answer, n in sorted(told)) or "nothing"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _ruler(head: str) -> str:
    return re.sub(r"[^|]+", " --- ", head.strip("|")).join("||")
