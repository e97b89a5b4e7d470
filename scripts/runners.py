"""The three test runners, and what they found together."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import browser
import frontend
import services
import stack
from services import Problem, say

BACKEND = frontend.ROOT / "backend"
BIN = Path(sys.executable).parent


class Outcome(NamedTuple):
    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def pytest(options: list[str], report: Path | None = None) -> bool:
    workers = ["-n", "auto"] if (os.cpu_count() or 1) > 1 else []
    coverage = [] if options else ["--cov", "--cov-report=term"]  # some tests prove nothing
    told = [f"--junitxml={report}"] if report else []
    command = [str(BIN / "pytest"), *workers, *coverage, *told, *options]
    return subprocess.run(command, cwd=BACKEND, check=False).returncode == 0


def vitest(options: list[str], report: Path | None = None) -> bool:
    coverage = [] if options else ["--coverage"]
    told = ["--reporter=default", "--reporter=junit", f"--outputFile={report}"] if report else []
    command = frontend.tool("vitest", "run", *coverage, *told, *options)
    return services.show(command, frontend.FOLDER, frontend.environment())


def playwright(options: list[str], report: Path | None = None) -> bool:
    """Against a product of its own."""
    environment = {**frontend.environment(), "E2E_CHROMIUM": browser.ensure()}
    if report:
        environment["E2E_REPORT"] = str(report)
    with stack.running() as product:
        environment |= {
            "E2E_BASE_URL": product.address,
            "E2E_LIVE_PID": str(product.live_pid),
            "E2E_IDENTITIES": product.identities,
            "E2E_SERVER": str(frontend.ensure_built()),
        }
        command = frontend.tool("playwright", "test", *options)
        return services.show(command, frontend.FOLDER, environment)


Runner = Callable[[list[str], Path | None], bool]
RUNNERS: dict[str, Runner] = {"vitest": vitest, "pytest": pytest, "playwright": playwright}


def everything() -> bool:
    """All of them, whatever one finds. The last line is what machines read."""
    outcomes = {name: outcome(name, runner) for name, runner in RUNNERS.items()}
    say("")
    for name, each in outcomes.items():
        say(f"{name + ':':<12}{each}")
    total = Outcome(*(sum(column) for column in zip(*outcomes.values(), strict=True)))
    say(f"\n{total}")
    return total.failed == 0 and total.passed > 0


def outcome(name: str, runner: Runner) -> Outcome:
    say(f"\n{name}")
    report = frontend.LOGS / f"{name}.xml"
    report.unlink(missing_ok=True)
    try:
        succeeded = runner([], report)
    except Problem as problem:
        say(str(problem))
        succeeded = False
    found = read(report)
    # Coverage that is too low, a runner that broke: no single test has failed.
    return found if succeeded or found.failed else found._replace(failed=1)


def read(report: Path) -> Outcome:
    if not report.exists():
        return Outcome(0, 0, 0)
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 (we have written it)
    counts = [
        [int(suite.get(kind) or 0) for kind in ("tests", "failures", "errors", "skipped")]
        for suite in suites
    ]
    tests, failures, errors, skipped = (sum(column) for column in zip(*counts, strict=True))
    failed = failures + errors
    return Outcome(tests - failed - skipped, failed, skipped)
