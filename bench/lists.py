"""G4: the first page of the catalogue."""

from functools import partial

from bench.booking_load import turn
from bench.frame import HEAD, Frame, Section, Turn, WrongAnswers, in_turns, rows_of
from bench.load import Answer, Load, fetch, request
from bench.server import Server, running
from bench.throughput import fill

CONNECTIONS = 16
PATHS = {
    "product": "/api/sessions/",
    "minimal handler": "/plain/sessions/",
    "minimal handler, no middleware": "/bare/sessions/",
    "naive": "/naive/sessions/",
}


def catalogue(frame: Frame) -> Section:
    """G4."""
    section = Section("G4 · Catalogue list, 50 of 20,000 sessions, uncached")
    fill(frame)
    with running(frame.child) as server:
        expected = {name: _body(server, path) for name, path in PATHS.items()}
        bodies = [expected[name] for name in PATHS if name != "naive"]
        if len(set(bodies)) != 1:
            raise WrongAnswers("The minimal handler does not send the product's bytes")
        for name, path in PATHS.items():
            get(server, path, 1, expected[name])
        contestants = {
            name: partial(get, server, path, frame.seconds, expected[name])
            for name, path in PATHS.items()
        }
        turns = in_turns(contestants, frame.rounds)
    section.table(HEAD, rows_of(turns, "product"))
    section.say(
        f"{frame.rounds} rounds of {frame.seconds:.0f} s; {CONNECTIONS} connections; "
        f"{len(bodies[0]):,} bytes, every answer compared byte for byte."
    )
    return section


def _body(server: Server, path: str) -> bytes:
    answer = fetch(server.port, request("GET", path))
    if answer.status != 200:
        raise WrongAnswers(f"{path}: {answer.status} {answer.body[:200]!r}")
    return answer.body


def get(server: Server, path: str, seconds: float, expected: bytes) -> Turn:
    """Ask for the same again and again."""
    sent = request("GET", path)

    def judge(_: int, answer: Answer) -> bool:
        return answer.status == 200 and answer.body == expected

    before = server.cpu()
    run = Load(
        server.port, iter(lambda: (sent, 1), None), judge, connections=CONNECTIONS, seconds=seconds
    ).drive()
    spent = server.cpu().since(before)
    if run.right < sum(run.statuses.values()):
        raise WrongAnswers(f"{path}: {dict(run.statuses)}, {run.right} right")
    return turn(run, spent.api, spent.database)
