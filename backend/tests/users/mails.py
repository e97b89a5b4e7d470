"""What people find in their mails."""

import re
from typing import Any

from tests.jobs import run_jobs


def read(mailoutbox: list[Any], to: str) -> str:
    """The latest mail to this address, after the worker has sent what waits."""
    run_jobs()
    return str([mail.body for mail in mailoutbox if mail.to == [to]][-1])


def token_in(body: str) -> str:
    found = re.search(r"#token=(\S+)", body)
    assert found
    return found[1]


def code_in(body: str) -> str:
    found = re.search(r"Code: (\d{6})\b", body)
    assert found
    return found[1]
