"""What Prometheus reads, asked of the real processes together."""

import json
import re
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from tests.faults.asking import Line
from tests.faults.crowd import Person
from tests.faults.processes import until
from tests.faults.stack import Stack

from .asked import ask, scrape, value

OPS = Path(__file__).resolve().parents[3] / "ops"
RUNBOOK = OPS.parent / "docs" / "runbook.md"
# Prometheus says these of itself.
NOT_OURS = {"up", "ALERTS"}
NAME = re.compile(r"\b(?:marketplace|process)_[a-z_]+")


def dashboard() -> list[str]:
    shown = json.loads((OPS / "grafana" / "sessions-marketplace.json").read_text())
    return [target["expr"] for panel in shown["panels"] for target in panel["targets"]]


def alerts() -> list[dict[str, object]]:
    groups = yaml.safe_load((OPS / "prometheus" / "rules.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def names_in(expressions: list[str]) -> set[str]:
    return {name for each in expressions for name in NAME.findall(each)}


def test_the_requests_of_all_processes_add_up(stack: Stack) -> None:
    until(lambda: len(processes(stack)) >= 4, "two of the API, the stream and the worker run")
    route = {"route": "api/sessions/facets/", "method": "GET", "status": "2xx"}
    before = value(stack, "marketplace_requests_total", **route)
    timed = value(stack, "marketplace_request_seconds_count", route="api/sessions/facets/")

    def look(_: int) -> int:
        return ask(stack.port, "GET", "/api/sessions/facets/").status

    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(look, range(60))) == {200}
    # Ten times, for any of the processes may answer.
    sums = {value(stack, "marketplace_requests_total", **route) for _ in range(10)}
    assert sums == {before + 60}
    after = value(stack, "marketplace_request_seconds_count", route="api/sessions/facets/")
    assert after == timed + 60


def processes(stack: Stack) -> set[str]:
    samples = scrape(stack)
    return {dict(labels)["pid"] for name, labels in samples if name == "process_threads"}


def test_a_killed_process_takes_no_count_along(stack: Stack, learner: Person) -> None:
    before = value(stack, "marketplace_requests_total")
    stack.kill_an_api_worker()
    assert value(stack, "marketplace_requests_total") >= before


def test_bookings_are_counted_by_their_outcome_once_they_are_committed(
    stack: Stack, learner: Person, free_session: str, paid_session: str
) -> None:
    def outcomes() -> dict[str, float]:
        return {
            **{
                name: value(stack, "marketplace_bookings_total", outcome=name)
                for name in ("booked", "held", "paid", "learner")
            },
            **{
                code: value(stack, "marketplace_refusals_total", code=code)
                for code in ("already_booked", "payment_declined")
            },
        }

    before = outcomes()
    line = Line(stack.port)
    booked = line.ask("POST", "/api/bookings/", {"session": free_session}, token=learner.token)
    again = line.ask("POST", "/api/bookings/", {"session": free_session}, token=learner.token)
    held = line.ask(
        "POST", "/api/bookings/", {"session": paid_session}, token=learner.token, key="k1"
    )
    same = line.ask(
        "POST", "/api/bookings/", {"session": paid_session}, token=learner.token, key="k1"
    )
    pay = f"/api/bookings/{held.body['id']}/pay/"
    declined = line.ask("POST", pay, {"card": "declined"}, token=learner.token)
    paid = line.ask("POST", pay, {"card": "success"}, token=learner.token)
    left = line.ask(
        "PATCH", f"/api/bookings/{booked.body['id']}/", {"status": "cancelled"}, token=learner.token
    )
    answers = (booked, again, held, same, declined, paid, left)
    assert [each.status for each in answers] == [201, 409, 201, 201, 402, 200, 200]
    assert {name: after - before[name] for name, after in outcomes().items()} == {
        "booked": 1, "held": 1, "paid": 1, "learner": 1, "already_booked": 1, "payment_declined": 1,
    }  # fmt: skip


def test_a_method_or_path_that_somebody_makes_up_makes_no_name(stack: Stack) -> None:
    ask(stack.port, "MADEUP", "/api/sessions/")
    ask(stack.port, "GET", "/made/up/path")
    text = str(scrape(stack).keys())
    assert "MADEUP" not in text
    assert "made/up" not in text


@pytest.fixture
def traffic(stack: Stack, learner: Person, paid_session: str) -> None:
    """A bit of everything that is counted."""
    body = {"session": paid_session, "payment_status": "paid"}
    ask(stack.port, "POST", "/api/bookings/", body, by=learner, X_Request_Start="t=0")
    ask(stack.port, "GET", "/api/sessions/", X_Request_Start=f"t={time.time():.3f}")
    ask(stack.port, "GET", "/api/bookings/", by=learner)
    ask(stack.live_port, "GET", f"/api/sessions/live/?ids={paid_session},nonsense")
    stack.drain()


@pytest.mark.usefixtures("traffic")
def test_whatever_the_dashboard_and_the_alerts_ask_for_is_there(stack: Stack) -> None:
    wanted = names_in(dashboard() + [str(rule["expr"]) for rule in alerts()]) - NOT_OURS
    assert len(wanted) > 25

    def missing() -> set[str]:
        return wanted - {name for name, _ in scrape(stack)}

    until(lambda: not missing(), lambda: f"the metrics {missing()} are there")


@pytest.mark.usefixtures("traffic")
def test_the_table_in_the_document_is_what_there_is(stack: Stack) -> None:
    document = (RUNBOOK.parent / "observability.md").read_text()
    listed = set(re.findall(r"^\| `(\w+)`", document, re.MULTILINE))
    there = {re.sub(r"_(bucket|sum|count)$", "", name) for name, _ in scrape(stack)}
    assert listed == there


def test_the_metrics_are_asked_for_on_this_machine_only(stack: Stack) -> None:
    port = int(stack.environment["METRICS_PORT"])
    listening = Path("/proc/net/tcp").read_text()
    addresses = re.findall(rf" ([0-9A-F]{{8}}):{port:04X} 00000000:0000 0A", listening)
    assert set(addresses) == {"0100007F"}
    assert len(addresses) >= 4
    assert ask(stack.port, "GET", "/metrics").status == 404


def test_each_alert_leads_to_its_lines_in_the_runbook() -> None:
    parts = RUNBOOK.read_text().split("\n### ")[1:]
    lines = {name: text for name, _, text in (part.partition("\n") for part in parts)}
    assert [str(rule["alert"]) for rule in alerts() if rule["alert"] not in lines] == []
    for rule in alerts():
        name = str(rule["alert"])
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{name.lower()}"  # type: ignore[index]
        assert "**Look:**" in lines[name], name
        assert "**Do:**" in lines[name], name
    assert len(lines) == len(alerts())


@pytest.mark.parametrize(
    "words", [("check", "config", "prometheus.yml"), ("test", "rules", "rules.test.yml")]
)
def test_prometheus_itself_takes_the_rules(words: tuple[str, ...]) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not here: on Debian, apt-get install prometheus")
    done = subprocess.run(
        [promtool, *words], cwd=OPS / "prometheus", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
