"""What nginx sees to: sizes, limits, the cache, and who the client is."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor

from .stack import Answer, Stack


def test_a_body_that_is_too_large_ends_at_the_edge_with_headers(stack: Stack) -> None:
    answer = stack.ask("POST", "/api/bookings/", {"x": "y" * 1_200_000})
    assert (answer.status, answer.json()["code"]) == (413, "too_large")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in answer.headers


def test_every_answer_has_the_headers_of_its_maker_or_those_of_the_edge(stack: Stack) -> None:
    page = stack.ask("GET", "/")
    script = page.text.split('src="/_next/static/')[1].split('"')[0]
    answers = {
        "a page": page,
        "a page that is not there": stack.ask("GET", "/no/such/page"),
        "a script": stack.ask("GET", f"/_next/static/{script}"),
        "a picture": stack.ask("GET", "/icon.svg"),
        "a redirect of the edge": stack.ask("GET", "/", port=stack.api),
        "Django": stack.ask("GET", "/api/sessions/?limit=1"),
        "Django, from the cache": stack.ask("GET", "/api/sessions/?limit=1"),
        "a fault": stack.ask("GET", "/api/me/"),
        "a static file": stack.ask("GET", "/static/admin/css/base.css"),
        "the stream": stack.ask("GET", "/api/sessions/live/"),
    }
    for what, answer in answers.items():
        assert answer.headers.get("x-content-type-options") == "nosniff", what
        assert answer.headers.get("x-frame-options") == "DENY", what
        assert answer.headers.get("referrer-policy") == "same-origin", what
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], what
        assert answer.headers["x-request-id"], what


def test_headers_that_are_too_large_end_there_too(stack: Stack) -> None:
    assert stack.ask("GET", "/", headers={"X-Padding": "x" * 40_000}).status == 400


def test_a_flood_of_sign_ins_is_turned_away_with_a_time_to_wait(stack: Stack) -> None:
    body = {"username": "sam.rivera", "password": "a wrong one"}

    def attempt(_: int) -> Answer:
        return stack.ask("POST", "/api/token/", body)

    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(attempt, range(80)))
    assert {answer.status for answer in answers} <= {401, 429}
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) > 20
    assert {answer.json()["code"] for answer in refused} == {"throttled"}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)


def test_an_address_that_a_client_makes_up_changes_nothing(stack: Stack) -> None:
    """All of these count for one address, whatever they claim."""
    statuses = []
    for number in range(60):
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        body = {"username": f"nobody-{number}", "password": "wrong"}
        statuses.append(stack.ask("POST", "/api/token/", body, headers=forged).status)
    logs = stack.compose("logs", "--no-color", "nginx").stdout
    assert "203.0.113." not in logs
    assert set(statuses) <= {401, 429}


def test_anonymous_reads_are_kept_for_a_second_and_ones_own_never(stack: Stack) -> None:
    creator = stack.register("CREATOR")
    session = stack.publish(creator)
    path = f"/api/sessions/{session['id']}/"
    assert stack.ask("GET", path).json()["title"] == session["title"]
    changed = stack.ask("PATCH", path, {"title": "Changed"}, token=creator)
    assert changed.status == 200
    assert stack.ask("GET", path, token=creator).json()["title"] == "Changed"
    hits = stack.compose("exec", "--no-TTY", "nginx", "sh", "-c", "ls -R /tmp/cache | wc -l").stdout
    assert int(hits) > 1


def test_who_comes_first_after_a_quiet_while_gets_nothing_old(stack: Stack) -> None:
    creator = stack.register("CREATOR")
    path = f"/api/sessions/{stack.publish(creator)['id']}/"
    assert stack.ask("GET", path).status == 200
    assert stack.ask("PATCH", path, {"title": "Changed"}, token=creator).status == 200
    time.sleep(2)
    assert stack.ask("GET", path).json()["title"] == "Changed"


def test_the_cache_does_not_lead_on_to_another_port(stack: Stack) -> None:
    for port in (stack.web, stack.api):
        answer = stack.ask("GET", "/api/sessions/?limit=2", port=port)
        assert f":{port}/api/" in answer.headers["link"]


def test_a_cached_answer_keeps_its_tag(stack: Stack) -> None:
    first = stack.ask("GET", "/api/sessions/?limit=1")
    again = stack.ask(
        "GET", "/api/sessions/?limit=1", headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status == 304


def test_answers_are_compressed(stack: Stack) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", stack.web, timeout=10)
    connection.request("GET", "/api/sessions/", headers={"Accept-Encoding": "gzip"})
    assert connection.getresponse().headers["Content-Encoding"] == "gzip"
    connection.close()
