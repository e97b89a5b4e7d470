"""What becomes of jobs whose worker, or whose worker's database, died at the worst moment."""

from contextlib import closing

import pytest
from asgiref.sync import async_to_sync
from django.db import connection

from core.tasks import retry_stalled_jobs

from .asking import Line
from .crowd import Person, offer
from .processes import until
from .stack import Stack

REGULAR = "core.forget_old_requests"
_INSERT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, status, args)
VALUES ('default', %s, %s, %s, %s, '{"timestamp": 0}') RETURNING id
"""
_WAITS = """
SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE %s
"""


def insert(status: str, *, regular: bool) -> int:
    lock = REGULAR if regular else None
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [REGULAR, lock, lock, status])
        return int(cursor.fetchone()[0])


def statuses() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs")
        return dict(cursor.fetchall())


@pytest.mark.django_db
class TestOfADeadWorker:
    """Its number is gone from the jobs that it left as `doing`."""

    def test_a_job_is_given_to_another_worker(self) -> None:
        once, regular = insert("doing", regular=False), insert("doing", regular=True)
        async_to_sync(retry_stalled_jobs.func)(timestamp=0)
        assert statuses() == {once: "todo", regular: "todo"}

    def test_a_regular_job_makes_way_for_its_next_run_which_it_would_hold_up(self) -> None:
        insert("doing", regular=True)
        following, other = insert("todo", regular=True), insert("doing", regular=False)
        async_to_sync(retry_stalled_jobs.func)(timestamp=0)
        assert statuses() == {following: "todo", other: "todo"}


class TestOfAWorkerThatLosesItsDatabase:
    @pytest.fixture(autouse=True)
    def nothing_to_do(self, stack: Stack) -> None:
        stack.mend()
        stack.drain()

    def test_it_asks_again_for_a_job(self, stack: Stack) -> None:
        with closing(stack.connect()) as ours:
            ours.execute("BEGIN")
            ours.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
            stack.kill_the_backend(waiting(stack, "fetch_job"))
        order(stack)
        stack.drain()

    def test_a_job_whose_end_it_could_not_note_is_run_again(self, stack: Stack) -> None:
        with closing(stack.connect()) as ours, closing(stack.connect()) as other:
            ours.execute("BEGIN")
            ours.execute("LOCK TABLE core_idempotencyrecord IN ACCESS EXCLUSIVE MODE")
            order(stack)
            waiting(stack, "core_idempotencyrecord")
            other.execute("BEGIN")
            other.execute("SELECT FROM procrastinate_jobs WHERE status = 'doing' FOR UPDATE")
            ours.execute("ROLLBACK")
            stack.kill_the_backend(waiting(stack, "finish_job"))
        stack.drain()


def test_a_booking_whose_mail_can_not_be_ordered_is_refused_for_now_and_not_made(
    stack: Stack, people: list[Person]
) -> None:
    stack.mend()
    creator, learner = people[:2]
    session = {"session": offer(stack.port, creator, "0.00")}
    line = Line(stack.port)
    with closing(stack.connect()) as ours:
        ours.execute("BEGIN")
        ours.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
        refusal = line.ask("POST", "/api/bookings/", session, token=learner.token)
    assert (refusal.status, refusal.code) == (503, "unavailable")
    assert line.ask("POST", "/api/bookings/", session, token=learner.token).status == 201


def order(stack: Stack) -> None:
    """A job, for which `drain` waits."""
    with stack.connect() as connection:
        connection.execute(_INSERT.encode(), [REGULAR, None, None, "todo"])


def waiting(stack: Stack, statement: str) -> int:
    """The backend that waits for our lock with this statement, as soon as there is one."""
    found: list[int] = []

    def look() -> bool:
        with stack.connect() as connection:
            found.extend(pid for (pid,) in connection.execute(_WAITS, [f"%{statement}%"]))
        return bool(found)

    until(look, f"{statement} waits")
    return found[0]
