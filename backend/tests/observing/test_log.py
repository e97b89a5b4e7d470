"""Lines of the log are written together, and none is lost by an orderly end."""

import json
import os
import subprocess
import sys

import pytest

import services
from tests.faults.processes import BACKEND
from tests.faults.stack import Stack

from .asked import ask
from .conftest import entries

BEGIN = (
    "import os, django; django.setup(); import structlog; log = structlog.get_logger('x');"
    "log.info('first');"
)
ENDS = {
    "by itself": "pass",
    "after a warning, at once": "log.warning('second'); os._exit(0)",
    "by a fault": "raise SystemExit('fault')",
}


# What goes wrong while somebody says `second`.
TROUBLES = {
    "no room on the disk": """
import sys
sys.stderr = open("/dev/full", "w")
log.warning("refused")
sys.stderr = sys.__stderr__
log.warning("second")
""",
    "somebody speaks amid a write": """
import sys
class Stream:
    flush = sys.stderr.flush
    def write(self, text):
        if "refused" in text:
            log.warning("second")
        sys.__stderr__.write(text)
sys.stderr = Stream()
log.warning("refused")
""",
    "no more threads": """
import threading, core.logging
core.logging._gathered._has_writer = threading.Lock()
def refuse(_): raise RuntimeError("can't start new thread")
threading.Thread.start = refuse
log.info("second")
os._exit(0)
""",
    "a fork": """
if not (child := os.fork()):
    log.warning("second")
    os._exit(0)
os.waitpid(child, 0)
""",
}


def _said_by(program: str, as_json: str = "True") -> subprocess.CompletedProcess[str]:
    settings = {"DEBUG": "True", "LOG_JSON": as_json, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, "-c", BEGIN + program], cwd=BACKEND, env=os.environ | settings,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_line_is_there_when_the_process_ended(end: str) -> None:
    lines = [line for line in _said_by(end).stderr.splitlines() if line.startswith("{")]
    first = json.loads(lines[0])
    assert (first["event"], first["level"]) == ("first", "info")


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_trouble_with_a_line_is_not_the_speakers(trouble: str) -> None:
    done = _said_by(f"\n{trouble}")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count('"event": "second"') == 1
    assert done.stderr.count('"event": "first"') <= 1


@pytest.mark.parametrize("as_json", ["True", "False"])
@pytest.mark.parametrize("log", ["structlog.get_logger('x')", "logging.getLogger('x')"])
def test_a_fault_is_logged_with_its_place_and_without_anybodys_values(
    log: str, as_json: str
) -> None:
    fault = (
        "import logging\ndef sign_in(password):\n"
        f" try: 1 / 0\n except ArithmeticError: {log}.warning('failed', exc_info=True)\n"
        "sign_in('tulip' * 2)"
    )
    said = _said_by(fault, as_json).stderr
    assert "ZeroDivisionError" in said
    assert "in sign_in" in said
    assert "tuliptulip" not in said


def test_the_lines_of_requests_outlive_an_end_of_the_server(stack: Stack) -> None:
    ask(stack.port, "GET", "/api/sessions/", X_Request_Id="the-last-one")
    services.end([stack.api])
    stack.mend()
    assert [each["path"] for each in entries(stack.api.log)
            if each.get("request_id") == "the-last-one"] == ["/api/sessions/"]  # fmt: skip
