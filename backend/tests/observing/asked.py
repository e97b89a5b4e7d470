"""Requests with headers of one's own, and what the metrics' port answers."""

import http.client
import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from tests.faults.crowd import Person
from tests.faults.stack import Stack


@dataclass(frozen=True)
class Answer:
    status: int
    request_id: str
    body: Any


def ask(
    port: int, method: str, path: str, body: object = None, *, by: Person | None = None, **sent: str
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {name.replace("_", "-"): value for name, value in sent.items()}
    if by is not None:
        headers["Authorization"] = f"Bearer {by.token}"
    if body is not None:
        headers["Content-Type"] = "application/json"
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        text = response.read()
        found = json.loads(text) if text else None
        return Answer(response.status, response.headers["X-Request-Id"], found)
    finally:
        connection.close()


def scrape(stack: Stack) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Each sample by its name and labels."""
    address = f"http://127.0.0.1:{stack.environment['METRICS_PORT']}/metrics"
    with urllib.request.urlopen(address, timeout=10) as answer:
        text = answer.read().decode()
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(stack: Stack, name: str, **labels: str) -> float:
    """The sum over all samples that have these labels."""
    wanted = set(labels.items())
    return sum(
        number for (each, has), number in scrape(stack).items() if each == name and wanted <= has
    )
