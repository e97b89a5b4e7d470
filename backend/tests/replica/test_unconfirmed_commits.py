"""A commit that no standby has confirmed is not acknowledged, though PostgreSQL says it is done.

With a synchronous standby a commit waits for it. Somebody on call who ends what hangs
(`pg_cancel_backend`) ends the wait, and what comes then is "COMMIT" and a warning: the booking is
there, on one machine, and gone if that is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import uuid4

from tests.faults.crowd import Person
from tests.faults.processes import until
from tests.faults.stack import Stack

from .readers import Browser
from .standby import Standby

CANCEL = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"


@contextmanager
def waiting_for_nobody(stack: Stack) -> Iterator[None]:
    """Each commit waits for a standby that does not exist, until somebody loses patience."""
    with stack.connect() as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        connection.execute("SELECT pg_reload_conf()")
        try:
            until(lambda: commit_is_unconfirmed(stack), "commits wait")
            yield
        finally:
            connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
            connection.execute("SELECT pg_reload_conf()")
            until(lambda: not commit_is_unconfirmed(stack), "commits wait no more")


@contextmanager
def impatient(stack: Stack) -> Iterator[None]:
    over = Event()

    def cancel() -> None:
        with stack.connect() as connection:
            while not over.wait(0.1):
                connection.execute(CANCEL.encode())

    canceling = Thread(target=cancel)
    canceling.start()
    try:
        yield
    finally:
        over.set()
        canceling.join()


def commit_is_unconfirmed(stack: Stack) -> bool:
    warnings: list[object] = []
    with stack.connect() as connection:
        connection.add_notice_handler(warnings.append)
        connection.execute("SELECT pg_logical_emit_message(true, 'try', '')")
    return bool(warnings)


def test_a_booking_on_one_machine_only_is_not_acknowledged(
    stack: Stack, replica: Standby, creator: Person, learner: Person
) -> None:
    session = Browser(stack.port, creator).publishes("Raku")
    browser, key = Browser(stack.port, learner), str(uuid4())

    with impatient(stack), waiting_for_nobody(stack):
        answers = [browser.books(session, key) for _ in range(2)]
    answers.append(browser.books(session, key))

    assert answers == [503, 503, 201]
    assert browser.free_seats(session) == 3
