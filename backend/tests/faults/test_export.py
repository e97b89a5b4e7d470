"""A file of everything about a person, whose worker is killed while it writes it."""

import io
import urllib.request
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest

from .asking import Line
from .crowd import Person, register
from .processes import until
from .stack import Stack

EXPORT = "/api/auth/export/"
# Noise, so that the file has several parts.
ROWS = 30_000
_LONG_LIFE = """
INSERT INTO users_securityevent (id, user_id, kind, at, address_prefix, user_agent, facts)
SELECT gen_random_uuid(), %s, 'signed_in', now(), '203.0.113.9/32',
  md5(random()::text) || md5(random()::text), '{}'
FROM generate_series(1, %s)
"""
_WRITTEN = "SELECT status, attempt, parts FROM leaving_export WHERE user_id = %s"


@pytest.fixture
def ada(stack: Stack) -> Person:
    """Somebody with much to tell, who has just proved who they are."""
    stack.mend()
    person = register(stack.port, f"leaver-{uuid4().hex[:8]}")
    with stack.connect() as connection:
        connection.execute(_LONG_LIFE, [person.id, ROWS])
    return person


def test_it_is_written_whole_by_the_next_worker(stack: Stack, ada: Person) -> None:
    assert Line(stack.port).ask("POST", EXPORT, {}, token=ada.token).status == 202
    with stack.connect() as connection:

        def written() -> tuple[Any, ...]:
            return connection.execute(_WRITTEN, [ada.id]).fetchone() or ("none", 0, 0)

        until(lambda: written()[2] > 0, "a part is written", every=0)
        stack.kill_the_worker()
        assert written()[:2] == ("running", 1)
        stack.drain()
        assert written()[:2] == ("ready", 2)

    file = fetch(stack, ada)
    assert file.testzip() is None
    assert file.read("security_events.csv").count(b"\n") > ROWS


def fetch(stack: Stack, person: Person) -> ZipFile:
    request = urllib.request.Request(
        f"http://127.0.0.1:{stack.port}{EXPORT}file/",
        headers={"Authorization": f"Bearer {person.token}"},
    )
    with urllib.request.urlopen(request) as answer:
        return ZipFile(io.BytesIO(answer.read()))
