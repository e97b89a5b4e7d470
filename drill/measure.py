"""What waiting for a standby costs: pgbench on the cluster, with and without, in turns.

Here the standby is another process of this machine, and nothing lies between; over a network each
commit takes the way there and back longer, and a hot row is locked for as long.
"""

import re
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

from drill.home import FOLDER, Home
from drill.machines import HOST, SUPERUSER
from services import say

ROUNDS, SECONDS, CLIENTS = 3, 5, 16
_TPS = re.compile(r"^tps = ([0-9.]+) \(without", re.MULTILINE)
_TABLES = """
CREATE TABLE seats (id int PRIMARY KEY, taken bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE TABLE written (
  id uuid PRIMARY KEY DEFAULT uuidv7(), seats int NOT NULL, answer text NOT NULL);
INSERT INTO seats (id) SELECT generate_series(1, 10000);
"""
# What a booking writes, by size: the claim of a seat, and its rows with the kept answer.
_SCRIPT = """
\\set id {id}
BEGIN;
UPDATE seats SET taken = taken + 1 WHERE id = :id;
INSERT INTO written (seats, answer) VALUES (:id, repeat('x', 1000));
COMMIT;
"""
SCRIPTS = {
    "spread over 10,000 rows": _SCRIPT.format(id="random(1, 10000)"),
    "one hot row": _SCRIPT.format(id="1"),
}
MODES = {"a standby confirms": "on", "the primary alone": "local"}


def measure(home: Home, port: int, passwords: Mapping[str, str]) -> None:
    login: dict[str, Any] = {
        "host": HOST,
        "port": port,
        "user": SUPERUSER,
        "password": passwords[SUPERUSER],
    }
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as connection:
        connection.execute(_TABLES.encode())
        for name, script in SCRIPTS.items():
            file = FOLDER / "measured.sql"
            file.write_text(script)
            _compare(home, file, name, login, connection)
        connection.execute(b"DROP TABLE seats, written")


def _compare(home: Home, file: Path, name: str, login: Mapping[str, Any], connection: Any) -> None:
    rates: dict[str, list[float]] = {mode: [] for mode in MODES}
    written = 0.0
    for _ in range(ROUNDS):
        for mode, commit in MODES.items():
            before = _position(connection)
            rates[mode].append(_rate(home, file, login, commit))
            written = (_position(connection) - before) / (rates[mode][-1] * SECONDS)
    medians = {mode: statistics.median(each) for mode, each in rates.items()}
    confirmed, alone = medians.values()
    shown = ", ".join(
        f"{mode} {medians[mode]:,.0f}/s ({min(each):,.0f} to {max(each):,.0f})"
        for mode, each in rates.items()
    )
    say(f"{name}: {shown}; {confirmed / alone:.2f} of it; {written:,.0f} bytes of log each")


def _position(connection: Any) -> float:
    return float(connection.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn").fetchone()[0])


def _rate(home: Home, file: Path, login: Mapping[str, Any], commit: str) -> float:
    environment = {
        **home.where.run_as()["env"],
        "PGPASSWORD": login["password"],
        "PGOPTIONS": f"-c synchronous_commit={commit}",
    }
    done = subprocess.run(
        [
            home.where.programs / "pgbench", "--no-vacuum", "--protocol", "prepared",
            "--client", str(CLIENTS), "--jobs", "2", "--time", str(SECONDS), "--file", file,
            "--host", HOST, "--port", str(login["port"]), "--username", SUPERUSER, "postgres",
        ],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = _TPS.search(done.stdout)
    if found is None:
        raise AssertionError(f"pgbench says:\n{done.stdout}{done.stderr}")
    return float(found[1])
