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


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_line_is_there_when_the_process_ended(end: str) -> None:
    settings = {"DEBUG": "True", "LOG_JSON": "True", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + end],
        cwd=BACKEND, env=os.environ | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("{")]
    first = json.loads(lines[0])
    assert (first["event"], first["level"]) == ("first", "info")


def test_the_lines_of_requests_outlive_an_end_of_the_server(stack: Stack) -> None:
    ask(stack.port, "GET", "/api/sessions/", X_Request_Id="the-last-one")
    services.end([stack.api])
    stack.mend()
    assert [each["path"] for each in entries(stack.api.log)
            if each.get("request_id") == "the-last-one"] == ["/api/sessions/"]  # fmt: skip
