"""Traces as a collector gets them, and that nobody pays for what is switched off."""

import os
import subprocess
import sys

from tests.faults.crowd import Person
from tests.faults.processes import BACKEND, until
from tests.faults.stack import Stack

from .asked import ask
from .collector import Collector, Span
from .conftest import entries

ASKED_BY = "00f067aa0ba902b7"


def traced(collector: Collector, trace: str, *wanted: str) -> dict[str, Span]:
    """The spans of a trace by name, once those wanted have come."""

    def came() -> set[str]:
        return {each.name for each in collector.of(trace)}

    until(lambda: {*wanted} <= came(), lambda: f"{wanted} come, so far {came()}")
    return {each.name: each for each in collector.of(trace)}


def test_a_booking_is_one_trace_from_who_asked_to_the_mail(
    stack: Stack, collector: Collector, learner: Person, free_session: str
) -> None:
    trace = "4b" * 16
    ask(
        stack.port, "POST", "/api/bookings/", {"session": free_session}, by=learner,
        traceparent=f"00-{trace}-{ASKED_BY}-01", X_Request_Id="traced-1",
    )  # fmt: skip
    spans = traced(collector, trace, "POST api/bookings/", "UPDATE", "notifications.booked")
    request, job = spans["POST api/bookings/"], spans["notifications.booked"]
    assert (request.parent, request.service) == (ASKED_BY, "sessions-marketplace-api")
    assert request.words["http.response.status_code"] == "201"
    assert request.words["request.id"] == "traced-1"
    assert (job.parent, job.service) == (request.id, "sessions-marketplace-worker")
    assert spans["UPDATE"].parent == request.id or spans["UPDATE"].parent == job.id

    def logged() -> list[str]:
        lines = [each for each in entries(stack.api.log) if each.get("request_id") == "traced-1"]
        return [each["trace_id"] for each in lines]

    until(lambda: logged() == [trace], "the line in the log names the trace")


def test_a_payment_shows_the_call_of_its_provider(
    stack: Stack, collector: Collector, learner: Person, paid_session: str
) -> None:
    trace = "5b" * 16
    body = {"session": paid_session, "payment_status": "paid"}
    ask(
        stack.port, "POST", "/api/bookings/", body, by=learner,
        traceparent=f"00-{trace}-{ASKED_BY}-01",
    )  # fmt: skip
    spans = traced(collector, trace, "POST api/bookings/", "simulated start")
    assert spans["simulated start"].parent == spans["POST api/bookings/"].id


def test_no_span_has_what_somebody_typed(stack: Stack, collector: Collector) -> None:
    trace = "6b" * 16
    account = {"username": "telltale", "email": "telltale@example.com", "password": "x" * 12}
    for _ in range(2):  # the second one violates a constraint, whose text has the address
        ask(
            stack.port, "POST", "/api/auth/register/", account,
            traceparent=f"00-{trace}-{ASKED_BY}-01",
        )  # fmt: skip
    traced(collector, trace, "POST api/auth/register/", "INSERT")
    assert "telltale" not in str(collector.of(trace))
    assert any("%" in each.words.get("db.query.text", "") for each in collector.of(trace))


def test_what_is_switched_off_is_not_even_imported() -> None:
    code = (
        "import sys, config.wsgi; from core import measuring;"
        "print([name for name in ('opentelemetry', 'prometheus_client') if name in sys.modules])"
    )
    off = {"METRICS_PORT": "0", "OTEL_EXPORTER_OTLP_ENDPOINT": "", "DEBUG": "True"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BACKEND, env=os.environ | off, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
