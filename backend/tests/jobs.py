"""A worker in one function, inside the test's own transaction."""

import json

from django.db import connection
from procrastinate.contrib.django import app

ROUNDS = 20


def run_jobs() -> list[str]:
    """Run the waiting jobs and those they make, each until it succeeds or ROUNDS are over.

    The names of those that succeeded, in order. A job that fails is tried again in the next
    round, as the queue does; what still fails at the end is raised.
    """
    done: list[str] = []
    failure: Exception | None = None
    for _ in range(ROUNDS):
        waiting = _waiting()
        failure = None
        for job_id, name, arguments in waiting:
            try:
                app.tasks[name].func(**arguments)
            except Exception as error:
                failure = error
                continue
            done.append(name)
            _forget(job_id)
        if not waiting:
            break
    if failure:
        raise failure
    return done


def _waiting() -> list[tuple[int, str, dict[str, object]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return [(row[0], row[1], _parsed(row[2])) for row in cursor.fetchall()]


def _parsed(arguments: object) -> dict[str, object]:
    parsed = json.loads(arguments) if isinstance(arguments, str) else arguments
    assert isinstance(parsed, dict)
    return parsed


def _forget(job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
