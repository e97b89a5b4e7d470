"""pgbench writing the rows of a booking: what PostgreSQL itself can do on this machine."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.data import FIRST, PREFIX, SAMPLE_BOOKING
from bench.environment import HOME
from bench.frame import Turn
from bench.server import Server
from config import embedded_postgres
from config.embedded_postgres.places import places

CLIENTS = (2, 4, 8, 16)
_TPS = re.compile(r"^tps = ([0-9.]+) \(without", re.MULTILINE)
_DONE = re.compile(r"number of transactions actually processed: (\d+)")
_FAILED = re.compile(r"number of failed transactions: ([1-9]\d*)")

# Pairs as in booking_load: user and session never meet twice. `hot` is one session for all.
_CHOOSE = f"""
\\set i :i + 1
\\set n :client_id + :clients * :i
\\set u :n % :users
\\set s (:u + :lap + :n / :users) * 7919 % 10000
\\set user {FIRST} + :u
\\set session {FIRST} + case when :hot < 0 then :s else :hot end
"""
_USER = f"('{PREFIX['user']}' || :user)::uuid"
_SESSION = f"('{PREFIX['session']}' || :session)::uuid"
_STATEMENTS = f"""
BEGIN;
INSERT INTO core_idempotencyrecord
  (id, user_id, route, key, fingerprint, status_code, location, body, created_at)
VALUES (uuidv7(), {_USER}, 'POST /api/bookings/', gen_random_uuid()::text,
  '\\x{"00" * 32}', 201, '/api/bookings/00000000-0000-7000-8000-000000000000/',
  '{SAMPLE_BOOKING.decode()}'::text::bytea, now());
UPDATE session_catalog_seats SET taken = taken + 1, version = version + 1
WHERE session_id = {_SESSION} AND on_sale AND taken < capacity;
WITH made AS (
  INSERT INTO bookings_booking (id, user_id, session_id, booking_date, amount, currency, policy,
    status, hold_expires_at, created_at, hidden_from_booker, hidden_from_creator)
  SELECT uuidv7(), {_USER}, id, start_time, price, currency, 'until_start', 'pending',
    now() + interval '1 day', now(), false, false
  FROM session_catalog_session WHERE id = {_SESSION}
  RETURNING id, user_id
)
INSERT INTO bookings_bookingevent (id, booking_id, to_status, actor_id, cause, at)
SELECT uuidv7(), id, 'pending', user_id, 'booked', now() FROM made;
COMMIT;
"""


@dataclass(frozen=True)
class Settings:
    clients: int
    pipelined: bool

    def __str__(self) -> str:
        return f"{self.clients} clients{', pipelined' if self.pipelined else ''}"


@dataclass
class Pgbench:
    """`users` must be a multiple of every number of clients."""

    server: Server
    users: int
    lap: int

    def turn(self, settings: Settings, seconds: float, *, hot: int = -1) -> Turn:
        """Book for about so many seconds, on the `hot` session if one is named."""
        before = self.server.cpu()
        said = self._run(settings, max(1, round(seconds)), hot)
        spent = self.server.cpu().since(before)
        done, rate = _DONE.search(said), _TPS.search(said)
        if done is None or rate is None or _FAILED.search(said):
            raise RuntimeError(f"pgbench says:\n{said}")
        self.lap += int(done[1]) // self.users + 2
        return Turn(float(rate[1]), 0.0, spent.database / int(done[1]) * 1e6)

    def best(
        self, seconds: float, hot: list[int] | None = None
    ) -> tuple[Settings, dict[str, float]]:
        """Try every number of clients, plain and pipelined."""
        tried = {}
        for clients in CLIENTS:
            for pipelined in (False, True):
                settings = Settings(clients, pipelined)
                session = hot.pop() if hot else -1
                tried[settings] = self.turn(settings, seconds, hot=session).rate
        best = max(tried, key=lambda each: tried[each])
        return best, {str(each): rate for each, rate in tried.items()}

    def _run(self, settings: Settings, seconds: int, hot: int) -> str:
        where = embedded_postgres.connection_settings(HOME)
        variables = {
            "i": -1, "clients": settings.clients, "users": self.users, "lap": self.lap, "hot": hot,
        }  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "booking.sql"
            script.write_text(_script(settings))
            done = subprocess.run(
                [
                    str(places(HOME).programs / "pgbench"), "--no-vacuum", "--protocol", "prepared",
                    "--client", str(settings.clients), "--jobs", "2", "--time", str(seconds),
                    *(f"--define={name}={value}" for name, value in variables.items()),
                    "--file", str(script), "--host", where["HOST"], "--port", where["PORT"],
                    "--username", where["USER"], where["NAME"],
                ],
                capture_output=True, text=True, check=False, timeout=seconds + 60,
            )  # fmt: skip
        return done.stdout + done.stderr


def _script(settings: Settings) -> str:
    if not settings.pipelined:
        return _CHOOSE + _STATEMENTS
    return f"{_CHOOSE}\\startpipeline{_STATEMENTS}\\endpipeline\n"
