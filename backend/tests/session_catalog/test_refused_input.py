"""POST /api/sessions/ with what must be refused."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Seats, Session

URL = "/api/sessions/"

REFUSED: list[tuple[str, Any]] = [
    ("title", ""),
    ("title", "   "),
    ("title", None),
    ("title", "x" * 201),
    ("title", "two\nlines"),
    ("title", "nul\x00"),
    ("title", 5),
    ("title", True),
    ("title", ["a"]),
    ("title", {}),
    ("description", ""),
    ("description", " \n "),
    ("description", "x" * 20_001),
    ("description", "a\x00b"),
    ("price", -0.01),
    ("price", "-1"),
    ("price", "25.001"),
    ("price", 25.001),
    ("price", "100000000.00"),
    ("price", "1e9"),
    ("price", "NaN"),
    ("price", "Infinity"),
    ("price", "free"),
    ("price", ""),
    ("price", None),
    ("price", True),
    ("price", []),
    ("price", "9" * 2000),
    ("duration_minutes", 0),
    ("duration_minutes", -60),
    ("duration_minutes", 10_081),
    ("duration_minutes", 1.5),
    ("duration_minutes", "an hour"),
    ("duration_minutes", 10**30),
    ("duration_minutes", True),
    ("duration_minutes", None),
    ("capacity", 0),
    ("capacity", -1),
    ("capacity", 100_001),
    ("capacity", None),
    ("capacity", "many"),
    ("status", "cancelled"),
    ("status", "PUBLISHED"),
    ("status", "deleted"),
    ("status", None),
    ("status", ["draft"]),
    ("status", {"a": 1}),
    ("image", "http://example.com/a.jpg"),
    ("image", "HTTPS://example.com/a.jpg"),
    ("image", "javascript:alert(1)"),
    ("image", "data:image/png;base64,AAAA"),
    ("image", "https://"),
    ("image", "https://example.com/" + "a" * 2048),
    ("image", "https://example.com/\x00"),
    ("image", 5),
    ("time_zone", "Mars/Olympus"),
    ("time_zone", ""),
    ("time_zone", None),
    ("time_zone", "../../etc/passwd"),
    ("time_zone", "localtime"),
    ("time_zone", {}),
    ("start_time", "tomorrow"),
    ("start_time", ""),
    ("start_time", "2099-01-01"),
    ("start_time", "2099-02-30T10:00:00Z"),
    ("start_time", "2101-01-01T00:00:00Z"),
    ("start_time", "9999-12-31T23:59:59Z"),
    ("start_time", "0001-01-01T00:00:00+14:00"),
    ("start_time", "2020-01-01T10:00:00Z"),
    ("start_time", 1_900_000_000),
    ("start_time", ["2099-01-01T10:00:00Z"]),
    ("id", "0192d0a5-0000-7000-8000-000000000000"),
    ("creator", "0192d0a5-0000-7000-8000-000000000000"),
    ("creator", None),
    ("deleted_at", None),
    ("taken", 3),
    ("is_staff", True),
    ("nonsense", 1),
]


@pytest.mark.parametrize(("field", "value"), REFUSED)
def test_a_bad_value_is_refused_by_its_field(
    as_creator: APIClient, body: dict[str, Any], field: str, value: Any
) -> None:
    response = as_creator.post(URL, body | {field: value})

    assert response.status_code == 400, response.content
    assert set(response.json()) == {field}
    assert not Session.objects.exists()
    assert not Seats.objects.exists()


@pytest.mark.parametrize("sent", [[], "text", 5, None, True, [{"title": "x"}]])
def test_anything_but_an_object_is_refused(as_creator: APIClient, sent: Any) -> None:
    response = as_creator.post(URL, sent, format="json")

    assert response.status_code == 400
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"\xff\xfe",
        b'{"title": NaN}',
        b'{"price": 1e400, "title": "a", "description": "b", "duration_minutes": 1}',
        b'{"title": "\\ud800", "description": "b", "price": 1, "duration_minutes": 1}',
        b"[" * 100_000,
        b'{"duration_minutes": ' + b"9" * 5000 + b"}",
    ],
)
def test_hostile_bodies_are_refused(as_creator: APIClient, raw: bytes) -> None:
    response = as_creator.post(URL, raw, content_type="application/json")

    assert response.status_code == 400
    assert not Session.objects.exists()
