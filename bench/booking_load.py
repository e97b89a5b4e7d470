"""Bookings over HTTP, by the product or a baseline, each found again in the database."""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from bench.data import access_token, id_of
from bench.environment import Connection
from bench.frame import Turn, WrongAnswers
from bench.load import Answer, Load, Run, request
from bench.server import Server

SHUFFLE = 7919  # has no factor in common with the numbers of sessions
_BODY_ID = re.compile(rb'\A\{"id" ?: ?"([0-9a-f-]{36})"')
PRODUCT = "/api/bookings/"


@dataclass
class Pairs:
    """Who books what, never the same twice: lap by lap each user books the next session."""

    users: int
    sessions: list[int]
    lap: int = 0
    tokens: dict[int, str] = field(default_factory=dict)

    def fresh(self) -> Iterator[tuple[int, int]]:
        """Endless pairs that nobody got before."""
        while True:
            lap, self.lap = self.lap, self.lap + 1
            for user in range(self.users):
                yield user, self.sessions[(user + lap) * SHUFFLE % len(self.sessions)]

    def token(self, user: int) -> str:
        if user not in self.tokens:
            self.tokens[user] = access_token(user)
        return self.tokens[user]

    def mint(self) -> None:
        for user in range(self.users):
            self.token(user)


def booking_requests(
    pairs: Iterator[tuple[int, int]], owner: Pairs, path: str
) -> Iterator[tuple[bytes, int]]:
    """The product and the naive way read who asks from the token, the baselines from the body."""
    names_user = not path.startswith(("/api/", "/naive/"))
    for user, session in pairs:
        body = {"session": id_of("session", session)}
        if names_user:
            body["user"] = id_of("user", user)
        token = None if names_user else owner.token(user)
        sent = request(
            "POST", path, token=token, body=json.dumps(body).encode(), key=str(uuid.uuid4())
        )
        yield sent, session


@dataclass
class Made:
    """The ids of bookings that were acknowledged."""

    ids: list[bytes] = field(default_factory=list)

    def judge(self, _: int, answer: Answer) -> bool:
        found = _BODY_ID.match(answer.body) if answer.status == 201 else None
        if found is None:
            return False
        self.ids.append(found[1])
        return True

    def find_again(self, connection: Connection) -> None:
        """Raises WrongAnswers unless each is in the database, and was given once."""
        ids = {UUID(each.decode()) for each in self.ids}
        found = connection.execute(
            "SELECT count(*) FROM bookings_booking WHERE id = ANY(%s)", [[*ids]]
        ).fetchone()
        if found != (len(self.ids),):
            raise WrongAnswers(f"{len(self.ids)} acknowledged, {found} in the database")


@dataclass
class Booker:
    """Drives bookings at one path and counts only those that are there afterwards."""

    server: Server
    connection: Connection
    pairs: Pairs
    path: str = PRODUCT
    connections: int = 32

    def play(
        self, seconds: float, *, rate: float | None = None, pairs: Iterator[tuple[int, int]]
    ) -> tuple[Run, Turn]:
        made = Made()
        attempts = booking_requests(pairs, self.pairs, self.path)
        before = self.server.cpu()
        run = Load(
            self.server.port, attempts, made.judge,
            connections=self.connections, seconds=seconds, rate=rate,
        ).drive()  # fmt: skip
        spent = self.server.cpu().since(before)
        if sum(run.statuses.values()) > len(made.ids) * 1.02 + 1:
            raise WrongAnswers(f"{self.path}: {dict(run.statuses)}, {len(made.ids)} ids")
        made.find_again(self.connection)
        return run, turn(run, spent.api, spent.database)

    def turn(self, seconds: float) -> Turn:
        return self.play(seconds, pairs=self.pairs.fresh())[1]


def turn(run: Run, api: float, database: float) -> Turn:
    """`api` and `database` are CPU seconds."""
    return Turn(
        run.rate,
        api / run.right * 1e6,
        database / run.right * 1e6,
        run.percentile(0.5),
        run.percentile(0.99),
    )


def check_seats(connection: Connection, *, but: range = range(0)) -> str:
    """Seats against bookings, of all sessions `but` some. Raises WrongAnswers."""
    broken = connection.execute(
        """SELECT count(*) FROM session_catalog_seats q WHERE NOT q.session_id = ANY(%s)
        AND (taken > capacity OR taken <> (SELECT count(*) FROM bookings_booking b
          WHERE b.session_id = q.session_id AND b.status IN ('pending', 'confirmed')))""",
        [[UUID(id_of("session", number)) for number in but]],
    ).fetchone()
    if broken != (0,):
        raise WrongAnswers(f"{broken} sessions whose seats and bookings disagree")
    return "Every acknowledged booking was found again, and seats equal live bookings."
