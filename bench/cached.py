"""G4b: the catalogue through nginx, which keeps what strangers read for a second."""

import json
import time
import uuid
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import edge
import ports
from bench.booking_load import PRODUCT
from bench.data import access_token
from bench.frame import HEAD, Frame, Section, Turn, WrongAnswers, in_turns, rows_of
from bench.lists import CONNECTIONS, get
from bench.load import fetch, request
from bench.server import Server, running
from bench.throughput import fill

LIST = "/api/sessions/"
LOOKS = 20
PATIENCE = 5.0


def cached(frame: Frame) -> Section:
    section = Section("G4b · Catalogue list through nginx's cache of one second")
    fill(frame)
    with running(frame.child) as server, TemporaryDirectory(prefix="edge-file-") as folder:
        file = ports.any_free()
        also = f"server {{ listen 127.0.0.1:{file}; root {folder}; }}"
        behind = edge.Behind(server.port, server.port, server.port)
        with edge.running(behind, also=also) as port:
            body = fetch(port, request("GET", LIST)).body
            Path(folder).chmod(0o755)
            Path(folder, "list").write_bytes(body)
            contestants = {
                "product, cached": _asked(frame, server, port, LIST, body),
                "the same bytes as a file": _asked(frame, server, file, "/list", body),
                "product, not cached": _asked(frame, server, server.port, LIST, body),
            }
            turns = in_turns(contestants, frame.rounds)
            late = sorted(_until_seen(port, user) for user in range(frame.smaller(LOOKS, 3)))
    section.table(HEAD, rows_of(turns, "product, cached"))
    section.say(
        f"{frame.rounds} rounds of {frame.seconds:.0f} s; {CONNECTIONS} connections; "
        f"{len(body):,} bytes. The microseconds are without those of nginx.",
        f"Of {len(late)} bookings, each was in the list of a stranger who asked again and again "
        f"after {late[-1]:.2f} s at most, in the middle {late[len(late) // 2]:.2f} s, and in that "
        "of whoever is signed in at once.",
    )
    return section


def _asked(frame: Frame, server: Server, port: int, path: str, body: bytes) -> partial[Turn]:
    return partial(get, Server(port, server.pid), path, frame.seconds, body)


def _until_seen(port: int, user: int) -> float:
    """Seconds from the answer to a booking until a stranger's list has it.

    Raises WrongAnswers when a list of somebody who is signed in has not.
    """
    session, before = _first(port)
    body = json.dumps({"session": session}).encode()
    key, token = str(uuid.uuid4()), access_token(user)
    answer = fetch(port, request("POST", PRODUCT, token=token, body=body, key=key))
    if answer.status != 201:
        raise WrongAnswers(f"{answer}")
    booked = time.perf_counter()
    if _first(port, access_token(user + 1)) != (session, before - 1):
        raise WrongAnswers("Somebody who is signed in reads from the cache.")
    while _first(port) != (session, before - 1):
        if time.perf_counter() > booked + PATIENCE:
            raise WrongAnswers(f"Strangers do not see a booking within {PATIENCE:.0f} s.")
    return time.perf_counter() - booked


def _first(port: int, token: str | None = None) -> tuple[str, int]:
    """The session that the list begins with, and how many seats it has left."""
    answer = fetch(port, request("GET", LIST, token=token))
    first = json.loads(answer.body)[0]
    return first["id"], first["spots_available"]
