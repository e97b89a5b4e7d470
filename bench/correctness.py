"""G3: nothing is oversold, doubled, lost or made up, whatever the clients do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from bench.adversary import Crowd, Journal
from bench.booking_load import Pairs, booking_requests
from bench.data import id_of
from bench.environment import Connection, connect, manage
from bench.frame import Frame, Section
from bench.load import Load
from bench.server import running

USERS, SESSIONS, CAPACITY = 300, 25, 3
CONNECTIONS = 64
LIMIT = 900.0  # seconds; a slow machine makes fewer attempts
HOLD_SECONDS = "2"
START = "date_trunc('hour', now()) + interval '30 days'"
_LIVE = "status IN ('pending', 'confirmed')"
# One statement sees one moment: true at any time, not only at the end.
_DRIFT = f"""
SELECT count(*) FROM session_catalog_seats q WHERE taken > capacity OR taken <> (
  SELECT count(*) FROM bookings_booking b WHERE b.session_id = q.session_id AND {_LIVE})
"""
_OVERSOLD = f"""
SELECT coalesce(sum(greatest(0, live - capacity)), 0) FROM session_catalog_seats q JOIN (
  SELECT session_id, count(*) AS live FROM bookings_booking WHERE {_LIVE} GROUP BY 1
) b ON b.session_id = q.session_id
"""
_TWICE = f"""
SELECT count(*) FROM (SELECT FROM bookings_booking WHERE {_LIVE}
  GROUP BY user_id, session_id HAVING count(*) > 1) twice
"""
_LOST = """
SELECT count(*) FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) a (id, user_id, session_id)
WHERE NOT EXISTS (SELECT FROM bookings_booking b
  WHERE b.id = a.id AND b.user_id = a.user_id AND b.session_id = a.session_id)
"""
_MADE_UP = "SELECT user_id, session_id FROM bookings_booking WHERE id <> ALL(%s::uuid[])"
_UNPAID = """
SELECT count(*) FROM bookings_booking b WHERE id = ANY(%s::uuid[]) AND NOT (
  EXISTS (SELECT FROM payments_payment p WHERE p.payable_id = b.id AND p.status = 'captured')
  AND EXISTS (SELECT FROM bookings_bookingevent e
    WHERE e.booking_id = b.id AND e.to_status = 'confirmed'))
"""
# A hold that ran out, was cancelled once more and then paid for late lives again.
_STILL_LIVE = f"""
SELECT count(*) FROM bookings_booking b WHERE id = ANY(%s::uuid[]) AND {_LIVE}
AND NOT EXISTS (SELECT FROM bookings_bookingevent e
  WHERE e.booking_id = b.id AND e.cause = 'paid_late')
"""
_STILL_SEEN = """
SELECT count(*) FROM bookings_booking WHERE id = ANY(%s::uuid[]) AND NOT hidden_from_booker
"""


@dataclass
class Watch:
    """Looks at all seats again and again while the crowd is at them."""

    looks: int = 0
    broken: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        with connect() as connection:
            while not self.over.wait(0.5):
                self.looks += 1
                self.broken += _count(connection, _DRIFT)

    @contextmanager
    def on(self) -> Iterator[None]:
        thread = threading.Thread(target=self.look)
        thread.start()
        try:
            yield
        finally:
            self.over.set()
            thread.join()


def correctness(frame: Frame) -> Section:
    """G3."""
    attempts = frame.smaller(100_000, 3_000)
    frame.fill.empty()
    frame.fill.people("user", 0, USERS)
    frame.fill.sessions(0, SESSIONS, start=START, capacity=CAPACITY)
    frame.fill.settle()
    crowd = Crowd(users=USERS, sessions=SESSIONS, creator=0, seed=3)
    frame.connection.execute(
        "UPDATE session_catalog_session SET creator_id = %s", [id_of("creator", 0)]
    )
    watch = Watch()
    child = {**frame.child, "HOLD_SECONDS": HOLD_SECONDS, "SIMULATED_SLOW_SECONDS": "1"}
    with running(child, worker=True) as server, watch.on():
        run = Load(
            server.port, crowd.attempts(attempts), crowd.judge,
            connections=CONNECTIONS, seconds=LIMIT,
        ).drive()  # fmt: skip
    faults = {**verdict(frame.connection, crowd.journal), "seats wrong amid it": watch.broken}
    code, said = manage(frame.child, "audit")
    total = sum(crowd.journal.attempts.values())
    section = Section(f"G3 · {total:,} adversarial attempts")
    section.table(["What must not happen", "times"], list(faults.items()))
    section.say(
        f"{total:,} attempts in {run.seconds:.0f} s over {CONNECTIONS} connections by {USERS} "
        f"people and a creator, for {SESSIONS} sessions of {CAPACITY} seats, with holds of "
        f"{HOLD_SECONDS} s and a running worker: "
        + ", ".join(f"{number:,} {kind}" for kind, number in crowd.journal.attempts.most_common())
        + ".",
        "Answers: "
        + ", ".join(f"{number:,} x {what}" for what, number in crowd.journal.answers.most_common())
        + ".",
        f"{len(crowd.journal.booked):,} bookings were acknowledged, {len(crowd.journal.paid):,} "
        f"paid, {len(crowd.journal.cancelled):,} cancelled by their booker. All seats were looked "
        f"at {watch.looks} times meanwhile.",
        f"`manage.py audit`: {'nothing broken' if code == 0 else 'BROKEN'}; "
        f"{said.strip().splitlines()[-1] if said.strip() else 'silent'}",
        _naive(frame),
    )
    if code or any(faults.values()):
        section.broken = True
        section.say("**BROKEN: the product scores nothing here.**", f"```\n{said[-3000:]}\n```")
    return section


def verdict(connection: Connection, journal: Journal) -> dict[str, int]:
    """The journal against the database."""
    people = {id_of("user", user): user for user in range(USERS)}
    ids = list(journal.booked)
    who = [id_of("user", user) for user, _ in journal.booked.values()]
    what = [session for _, session in journal.booked.values()]
    strangers = connection.execute(_MADE_UP.encode(), [ids]).fetchall()
    explained = [
        (people.get(str(user)), str(session)) in journal.unknown for user, session in strangers
    ]
    return {
        "oversold seats": _count(connection, _OVERSOLD),
        "seats that are not the live bookings": _count(connection, _DRIFT),
        "two live bookings of one person": _count(connection, _TWICE),
        "two bookings for one key": sum(len(each) > 1 for each in journal.by_key.values()),
        "acknowledged, but not there": _count(connection, _LOST, ids, who, what),
        "there, but never acknowledged": explained.count(False),
        "paid, but without money or confirmation": _count(connection, _UNPAID, list(journal.paid)),
        "cancelled, but alive": _count(connection, _STILL_LIVE, list(journal.cancelled)),
        "removed, but seen": _count(connection, _STILL_SEEN, list(journal.removed)),
    }


def _count(connection: Connection, sql: str, *lists: list[str]) -> int:
    found = connection.execute(sql.encode(), [[UUID(e) for e in each] for each in lists]).fetchone()
    assert found is not None
    return int(str(found[0]))


def _naive(frame: Frame) -> str:
    """A rush at sessions of the naive way, one after the other; the audit is over by now."""
    first, people = 1_000, frame.smaller(120, 40)
    frame.fill.sessions(first, first + SESSIONS, start=START, capacity=CAPACITY)
    owner = Pairs(USERS, [])
    rush = ((user, first + each) for each in range(SESSIONS) for user in range(people))
    requests = booking_requests(rush, owner, "/naive/bookings/")
    with running(frame.child) as server:
        run = Load(
            server.port, requests, lambda _, answer: answer.status == 201,
            connections=CONNECTIONS, seconds=120,
        ).drive()  # fmt: skip
    oversold = _count(frame.connection, _OVERSOLD)
    return (
        f"The naive way, {sum(run.statuses.values()):,} plain bookings of {SESSIONS} x {CAPACITY} "
        f"seats: {oversold} seats oversold."
    )
