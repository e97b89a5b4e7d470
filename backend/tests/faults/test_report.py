"""bench/FAULTS.md says what was run, when, and what it came to."""

from collections import Counter

from .bugs import BUGS
from .report import Caught, document
from .scene import Run


def run(fault: str, seed: int, *said: str) -> Run:
    return Run(fault, seed, granted=1000, acknowledged=400, seen=Counter(kills=2), said=[*said])


CAUGHT = Caught(BUGS["no-lock"], run("load", 1, "Session s: 1 taken, 2 live."), found=True)


def row(report: str, name: str) -> str:
    return next(line for line in report.splitlines() if f"`{name}`" in line and line[0] == "|")


def test_a_fault_has_a_row_with_its_seeds_and_what_all_of_them_came_to() -> None:
    report = document([run("api", 1), run("api", 2)], [])
    assert "| 1, 2 | 2,000 | 800 |" in row(report, "api")
    assert row(report, "api").endswith("| 4 kills | nothing |")


def test_what_was_found_is_said_with_its_seed() -> None:
    report = document([run("api", 1), run("api", 2, "Booking b is gone.", "And more.")], [])
    assert row(report, "api").endswith("| seed 2: Booking b is gone. (and 1 more) |")


def test_a_bug_that_was_not_found_out_is_shouted() -> None:
    assert "| yes | Session s: 1 taken, 2 live. |" in row(document([], [CAUGHT]), "no-lock")
    missed = Caught(CAUGHT.bug, run("load", 1), found=False)
    assert "| **NO** |" in row(document([], [missed]), "no-lock")


def test_a_run_of_some_faults_changes_their_rows_and_says_when() -> None:
    earlier = document([run("api", 1), run("stream", 1, "A viewer was led back.")], [CAUGHT])
    report = document([run("stream", 1), run("cut", 1)], [], earlier)
    assert row(report, "stream").endswith("| nothing |")
    assert row(report, "api") == row(earlier, "api")
    assert row(report, "no-lock") == row(earlier, "no-lock")
    assert row(report, "cut").endswith("| nothing |")
    assert report.splitlines()[3].endswith("for stream, cut")
    assert len(report.splitlines()) == len(earlier.splitlines()) + 2
