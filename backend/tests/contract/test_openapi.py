"""The committed description of the API: current, valid, complete and closed."""

import json
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from drf_spectacular import validation
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from .routes import UNDOCUMENTED, methods_of, routes

SNAPSHOT = Path(settings.BASE_DIR) / "openapi.yaml"


@pytest.fixture(scope="module")
def schema():
    return yaml.safe_load(SNAPSHOT.read_text())


def operations(schema):
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def request_bodies(schema):
    for name, operation in operations(schema):
        if "requestBody" in operation:
            (content,) = operation["requestBody"]["content"].items()
            yield name, *content


def resolved(schema, shape):
    while "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return shape


def test_the_snapshot_is_what_the_code_says(tmp_path):
    fresh = tmp_path / "openapi.yaml"

    call_command("spectacular", file=str(fresh), validate=True, fail_on_warn=True)

    assert fresh.read_text() == SNAPSHOT.read_text(), "run `make schema`"


def test_it_is_valid_openapi_3_1(schema):
    assert schema["openapi"] == "3.1.0"
    rules = Path(validation.__file__).parent / "openapi_3_1_schema.json"

    Draft202012Validator(json.loads(rules.read_text())).validate(schema)


def test_every_shape_is_a_valid_json_schema(schema):
    for shape in schema["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def test_every_reference_leads_somewhere(schema):
    wanted = {each.rpartition("/")[2] for each in references(schema)}

    assert wanted <= set(schema["components"]["schemas"])


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_it_describes_every_route_and_method_and_no_other(schema):
    described = {path: sorted(item) for path, item in schema["paths"].items()}
    there = {route: sorted(methods_of(route)) for route in routes() if route not in UNDOCUMENTED}

    assert described == there


def test_what_is_not_described_exists():
    assert set(routes()) >= UNDOCUMENTED


def test_bodies_of_requests_are_json_and_take_no_unknown_fields(schema):
    bodies = list(request_bodies(schema))

    assert len(bodies) > 10
    for name, media_type, content in bodies:
        shape = resolved(schema, content["schema"])
        assert media_type == "application/json", name
        assert shape["type"] == "object", name
        assert shape["additionalProperties"] is False, name


def test_every_answer_with_a_body_has_a_shape(schema):
    for name, operation in operations(schema):
        for status, answer in operation["responses"].items():
            if status in {"204", "304", "307"}:
                assert "content" not in answer, (name, status)
                continue
            (content,) = answer["content"].values()
            shape = content["schema"]
            assert "$ref" in shape or shape.get("type") in {"array", "string"} or status == "400", (
                name,
                status,
            )


def test_every_operation_says_what_it_is_for_and_who_may(schema):
    seen = set()
    for name, operation in operations(schema):
        assert operation["operationId"] not in seen
        seen.add(operation["operationId"])
        assert "security" in operation, name
        assert {"bearer": []} in operation["security"] or operation["security"] == [{}], name


def test_creating_something_says_where_it_is(schema):
    for name, operation in operations(schema):
        if "201" in operation["responses"]:
            assert "Location" in operation["responses"]["201"]["headers"], name


def test_lists_are_bare_arrays(schema):
    lists = [
        path
        for path, item in schema["paths"].items()
        if "get" in item
        and item["get"]["responses"]
        .get("200", {"content": {}})["content"]
        .get("application/json", {})
        .get("schema", {})
        .get("type")
        == "array"
    ]

    assert lists == [
        "/api/auth/devices/",
        "/api/auth/providers/",
        "/api/auth/security-events/",
        "/api/auth/social/accounts/",
        "/api/bookings/",
        "/api/bookings/creator_bookings/",
        "/api/bookings/my_bookings/",
        "/api/events/",
        "/api/sessions/",
        "/api/sessions/days/",
        "/api/sessions/seats/",
    ]
