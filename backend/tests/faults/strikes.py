"""What befalls the database and those who work at it, while people book."""

import secrets
import sys
import threading
import time
from contextlib import closing, suppress

import psycopg

from config.embedded_postgres.places import make_home, places

from .checker import facts
from .machine import Connection
from .processes import BACKEND, until
from .scene import Scene

HELD = 4.0  # seconds; longer than anybody waits for a lock (LOCK_TIMEOUT_MS)
IDLE = "-c idle_in_transaction_session_timeout=2s"
TRIES = 10  # of a migration that met a lock
_LOCK_SEATS = "SELECT FROM session_catalog_seats WHERE session_id = %s FOR UPDATE"
_A_LIVE_BOOKING = """
SELECT id, session_id FROM bookings_booking WHERE status <> 'cancelled'
  AND session_id = ANY(%s::uuid[]) ORDER BY random() LIMIT 1
"""
_LOCK_BOOKING = "SELECT FROM bookings_booking WHERE id = %s FOR UPDATE"
_DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


# --- long transactions ------------------------------------------------------------------------


def hold_locks(scene: Scene) -> None:
    """Somebody holds the seats of one session, somebody else a snapshot of everything, and a
    client of ours falls asleep with the seats of another, until the database ends it."""
    first, second = scene.random.sample(scene.crowd.sessions, 2)
    before = scene.crowd.granted
    with (
        closing(scene.stack.connect()) as somebody,
        closing(scene.stack.connect()) as reader,
        closing(scene.stack.connect(options=IDLE)) as sleeper,
    ):
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT count(*) FROM bookings_booking")
        for connection, session in ((somebody, first), (sleeper, second)):
            connection.execute("BEGIN")
            connection.execute(_LOCK_SEATS.encode(), [session])
        time.sleep(HELD)
        with suppress(psycopg.Error):
            sleeper.execute("SELECT 1")
        scene.expect(sleeper.broken, "The sleeper still holds its lock.")
    scene.expect(scene.crowd.granted > before, "Nobody booked while one session was locked.")
    scene.seen["locks held"] += 2


# --- deadlocks --------------------------------------------------------------------------------


def lock_the_wrong_way_round(scene: Scene) -> None:
    """Others lock bookings before their seats, until the database has cut several knots."""
    over = threading.Event()
    with closing(scene.stack.connect()) as connection:
        before = _deadlocks(connection)
        threads = [threading.Thread(target=_tangle, args=(scene, over)) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            until(lambda: _deadlocks(connection) >= before + 3, "there are deadlocks", every=0.1)
        finally:
            over.set()
            for thread in threads:
                thread.join()
        scene.seen["deadlocks"] += _deadlocks(connection) - before


def _deadlocks(connection: Connection) -> int:
    row = connection.execute(_DEADLOCKS.encode()).fetchone()
    return int(row[0]) if row else 0


def _tangle(scene: Scene, over: threading.Event) -> None:
    with closing(scene.stack.connect()) as connection:
        while not over.is_set():
            victim = connection.execute(_A_LIVE_BOOKING.encode(), [scene.crowd.sessions]).fetchone()
            if victim is None:
                continue
            with suppress(psycopg.OperationalError), connection.transaction():
                connection.execute(_LOCK_BOOKING.encode(), [victim[0]])
                time.sleep(0.1)
                connection.execute(_LOCK_SEATS.encode(), [victim[1]])


# --- migrations, backups ----------------------------------------------------------------------


def migrate(scene: Scene) -> None:
    """A column and an index more, and back: a release and its return."""
    settings = "tests.faults.migrating.settings"
    command = ("migrate", "migrating")
    for target in ("0002_index", "zero"):
        said: list[str] = []
        while len(said) < TRIES:
            code, text = scene.stack.manage(*command, target, DJANGO_SETTINGS_MODULE=settings)
            if code == 0:
                break
            said.append(text)
        scene.expect(len(said) < TRIES, f"The migration fails: {said[-1:]}")
        scene.seen["migrations"] += 1


def back_up_and_restore(scene: Scene) -> None:
    """What was acknowledged before the backup began is in it, and the audit finds nothing."""
    program = str(BACKEND.parent / "scripts" / "backup.py")
    name, file = f"restored_{secrets.token_hex(4)}", scene.stack.folder / "backup.dump"
    make_home(places())  # root's copy of the database's programs
    known = {each for attempt in scene.crowd.journal.acknowledged for each in attempt.ids}
    for command in (("backup", str(file)), ("restore", str(file), name)):
        code, said = scene.stack.run(sys.executable, program, *command)
        scene.expect(code == 0, f"{command[0]}: {said}")
        if code:
            return
    with closing(scene.stack.connect(name)) as connection:
        restored = {each.id for each in facts(connection, scene.crowd.sessions).bookings}
    with scene.stack.connect() as connection:
        connection.execute(f"DROP DATABASE {name}".encode())
    scene.expect(known <= restored, f"{len(known - restored)} bookings are not in the backup.")
    scene.seen["bookings in the backup"] += len(restored)
