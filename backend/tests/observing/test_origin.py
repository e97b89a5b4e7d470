"""One id, from the request to its statements, its jobs and its mails."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from config.embedded_postgres.places import places
from tests.faults.crowd import Person
from tests.faults.processes import until
from tests.faults.stack import Stack

from .asked import ask
from .conftest import entries

ROUTE = "/*route='api/bookings/'*/"
_ACTIVITY = "SELECT query FROM pg_stat_activity WHERE application_name LIKE %s AND state = 'active'"


def test_an_answer_has_the_id_that_the_proxy_sent_or_one_of_its_own(stack: Stack) -> None:
    assert ask(stack.port, "GET", "/health/", X_Request_Id="from-nginx.1").request_id == (
        "from-nginx.1"
    )
    own = {ask(stack.port, "GET", "/health/").request_id for _ in range(2)}
    assert len(own) == 2
    assert ask(stack.port, "GET", "/health/", X_Request_Id="'; --").request_id not in ("'; --", "")


def test_a_statement_that_waits_says_which_request_and_route_it_belongs_to(
    stack: Stack, learner: Person, free_session: str
) -> None:
    lock = b"SELECT FROM session_catalog_seats WHERE session_id = %s FOR UPDATE"
    with closing(stack.connect()) as ours, ThreadPoolExecutor(1) as other:
        ours.execute("BEGIN")
        ours.execute(lock, [free_session])
        asked = other.submit(
            ask, stack.port, "POST", "/api/bookings/", {"session": free_session}, by=learner,
            X_Request_Id="the-waiting-one",
        )  # fmt: skip
        with closing(stack.connect()) as watcher:
            found: list[str] = []

            def waits() -> bool:
                rows = watcher.execute(_ACTIVITY.encode(), ["% the-waiting-one"]).fetchall()
                found[:] = [query for (query,) in rows if "session_catalog_seats" in query]
                return bool(found)

            until(waits, "the booking waits")
        ours.execute("ROLLBACK")
        assert asked.result().status == 201
    assert found[0].strip().endswith(ROUTE)


def test_a_request_that_rolled_back_keeps_its_name_for_what_it_does_next(
    stack: Stack, learner: Person, free_session: str
) -> None:
    """The second booking is refused: its transaction is rolled back, and then it looks why."""
    body = {"session": free_session}
    assert ask(stack.port, "POST", "/api/bookings/", body, by=learner).status == 201
    with logging_every_statement(stack):
        refused = ask(
            stack.port, "POST", "/api/bookings/", body, by=learner, X_Request_Id="refused-1"
        )
        assert refused.status == 409
    lines = [line for line in server_log(stack) if " refused-1 " in line]
    texts = "\n".join(lines)
    rolled_back, looked = texts.index("ROLLBACK"), texts.rindex("bookings_booking")
    assert rolled_back < looked


def test_the_log_of_statements_names_request_and_route(stack: Stack, learner: Person) -> None:
    with logging_every_statement(stack):
        ask(stack.port, "GET", "/api/bookings/", by=learner, X_Request_Id="the-slow-one")
    log = "\n".join(server_log(stack))
    first = log.index(" sessions-marketplace the-slow-one LOG:  duration: ")
    assert ROUTE in log[first:]


def test_a_mail_can_be_followed_back_to_the_request_that_led_to_it(
    stack: Stack, learner: Person, free_session: str
) -> None:
    ask(
        stack.port, "POST", "/api/bookings/", {"session": free_session}, by=learner,
        X_Request_Id="booked-by-mail",
    )  # fmt: skip

    def lines(log: Path) -> list[dict[str, Any]]:
        return [each for each in entries(log) if each.get("request_id") == "booked-by-mail"]

    until(lambda: bool(lines(stack.api.log)), "the request's line is written")
    (booked,) = lines(stack.api.log)
    assert (booked["event"], booked["route"], booked["status"]) == ("request", "api/bookings/", 201)

    def told() -> set[str]:
        return {each["event"] for each in lines(stack.worker.log)}

    until(lambda: {"mail sent", "job"} <= told(), lambda: f"the worker tells of it: {told()}")


def test_a_stream_has_an_id_as_well(stack: Stack, free_session: str) -> None:
    path = f"/api/sessions/live/?ids={free_session},nonsense"
    assert ask(stack.live_port, "GET", path, X_Request_Id="a-stream").request_id == "a-stream"
    until(
        lambda: any(each.get("request_id") == "a-stream" for each in entries(stack.live.log)),
        "the stream's line is written",
    )


@contextmanager
def logging_every_statement(stack: Stack) -> Iterator[None]:
    configure(stack, "SET log_min_duration_statement = 0", "SET log_line_prefix = '%m [%p] %a '")
    try:
        yield
    finally:
        configure(stack, "RESET log_min_duration_statement", "RESET log_line_prefix")


def configure(stack: Stack, *changes: str) -> None:
    with closing(stack.connect()) as connection:
        for change in changes:
            connection.execute(f"ALTER SYSTEM {change}".encode())
        connection.execute("SELECT pg_reload_conf()")
        # Each connection looks before its next statement, if it was told by then.
        connection.execute("SELECT pg_sleep(0.3)")


def server_log(stack: Stack) -> list[str]:
    return places(stack.folder).log.read_text(errors="replace").splitlines()
