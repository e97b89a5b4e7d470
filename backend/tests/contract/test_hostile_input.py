"""Whatever anybody sends, to every route: an answer below 500, in the shape of all answers."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings
from django.db import transaction

from . import stored
from .test_authorization import BODIES, IGNORES_THE_HEADER, QUERIES, TABLE

SCHEMA = yaml.safe_load((Path(django_settings.BASE_DIR) / "openapi.yaml").read_text())
ROUTES = sorted(TABLE)
WITH_BODY = [row for row in ROUTES if row[0] in {"post", "put", "patch"}]
READ = [row for row in ROUTES if row[0] == "get"]
WITH_A_PARAMETER = [row for row in ROUTES if "{" in row[1]]
# Providers send what they like; the signature counts.
# Whatever comes back from a service, the browser is led on.
CALLBACK = "/api/auth/social/{service}/callback/"
WEBHOOK = ("post", "/api/payments/events/{provider}/")
DEEP = 100_000
TOO_LARGE = b'{"a": "' + b"x" * 10_000_000 + b'"}'
NOT_JSON = {
    "empty": b"",
    "blank": b" \n",
    "half": b'{"title": "x',
    "single quotes": b"{'title': 'x'}",
    "trailing": b'{"title": "x"} {}',
    "trailing comma": b'{"title": "x",}',
    "comment": b'{"title": "x"} // y',
    "NaN": b"NaN",
    "NaN inside": b'{"price": NaN}',
    "Infinity": b'{"price": Infinity}',
    "minus Infinity": b'{"price": -Infinity}',
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "Latin-1": '{"title": "é"}'.encode("latin-1"),
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"title": "x"}',
    "raw NUL": b'{"title": "a\x00b"}',
    "raw newline": b'{"title": "a\nb"}',
    "surrogate": b'{"title": "\\ud800"}',
    "surrogates the wrong way round": b'{"title": "\\udc00\\ud800"}',
    "surrogate as a name": b'{"\\udfff": 1}',
    "surrogate inside": b'{"a": [{"b": "\\ud83d"}]}',
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep and open": b"[" * DEEP,
    "deep in a field": b'{"title": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "a number of 10,000 digits": b'{"price": ' + b"9" * 10_000 + b"}",
}
NOT_JSON_TYPES = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/jsonp",
    "application/octet-stream",
    "json",
]
JSON_BUT_NO_OBJECT = [b"null", b"[]", b'[{"title": "x"}]', b"7", b"1e999", b'"text"', b"true"]
# Valid objects that no route could like; what they answer is their own business.
ODD_OBJECTS = [
    b'{"\\u0000": 1}',
    b'{"": ""}',
    b'{"a.b": 1, "a[0]": 2, "__proto__": {"x": 1}, "constructor": 1}',
    b'{"' + b"x" * 100_000 + b'": 1}',
    b"{" + b",".join(b'"f%d": 1' % number for number in range(5000)) + b"}",
    b'{"price": 1e999}',
]
VALUES: list[Any] = [
    None, True, False, 0, -0.0, 1e-300, -1, 1.5, 10**30, -(10**30), 1e308, 2**31, 2**63, [], {},
    [None], [[]],
    {"id": 1}, "", " ", "\x00", "a\x00b", "\ud800", "\t", "\r\n", "x" * 20_001, "\u202e", "\ufeff",
    "\N{LINE SEPARATOR}", "ﬁ", "é" * 300, "💥" * 200, "-0", "NaN", "Infinity", "1e400", "1E-400",
    "0x10", "1_000", "\u0661\u0662", "1" * 5000, "\u0663.\u0665", "null", "true", "0000-00-00",
    "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-14:00", "10000-01-01T00:00:00Z",
    "2030-02-30T00:00:00Z", "2030-01-01T24:00:00Z", "2030-01-01T00:00:60Z", "2030-01-01",
    "2030-01-01T00:00:00+99:99", "2030-W01-1", "20300101T000000Z", "-2030-01-01T00:00:00Z",
    "2030-01-01T00:00:00.1234567890123456789Z", "Europe/Berlin", "../../etc/passwd", "UTC\x00",
    "posix/UTC", "Europe", "' OR 1=1 --", "%s%n%d", "{0}", "{{7*7}}", "<script>", "javascript:x",
    "https://", "https://[::1", "https://[", "https://a b", "https://" + "a" * 5000,
    "https://example.com/\x00", "http://example.com", "//example.com", "https://user:pw@h/",
    "a@b", "@", "a@" + "b" * 300 + ".com", '"a b"@example.com', "a@[127.0.0.1]", "a\n@b.com",
    "00000000-0000-0000-0000-000000000000", "{" + "0" * 32 + "}", "urn:uuid:" + "0" * 32, "0" * 32,
    "published", "cancelled", "confirmed", "paid", "success", "CREATOR",
]  # fmt: skip
IN_ADDRESSES = [
    "%00", "%0A", "%0d%0aX-Evil:%201", "%FF", "%C3", "%ED%A0%80", "%F0%9F%92%A5", "%25", "%2F",
    "%2e%2e", "..", ".", "%20", "+", "null", "-1", "1" * 5000, "x" * 5000, "%E2%80%AE",
    "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-00000000000G",
    "00000000000000000000000000000000", "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA",
    "%7B00000000-0000-0000-0000-000000000000%7D", "0", "'%20OR%201=1--", "%3Cscript%3E", "@", "a@b",
]  # fmt: skip
QUERY_STRINGS = [
    "%00=%00", "=", "&&&", "a[]=1&a[0][b]=2", "limit=1&limit=x", "limit=%FF", "limit=1%00",
    "cursor=%00", "cursor=%ED%A0%80", "cursor=:::", "q=" + "x" * 100_000, "q=%00", "q=%25%5F%5C",
    "&".join(f"p{number}=1" for number in range(900)), "format=xml", "format=json", "%", "%zz=1",
    ";" * 1000, "session=&status=&when=", "my_sessions=maybe", "my_sessions=true",
]  # fmt: skip
HEADERS = [
    {"Idempotency-Key": ""}, {"Idempotency-Key": "x" * 300}, {"Idempotency-Key": "é"},
    {"Idempotency-Key": "a b"}, {"Idempotency-Key": "\x00"}, {"Idempotency-Key": "ok"},
    {"If-Match": ""}, {"If-Match": "*"}, {"If-Match": '"'}, {"If-Match": "W/"}, {"If-Match": ",,,"},
    {"If-Match": '"' + "9" * 5000 + '.1"'}, {"If-Match": '"\u0661.\u0661"'}, {"If-Match": '"-1.x"'},
    {"If-None-Match": '"' * 1000}, {"If-None-Match": "W/" * 1000}, {"If-None-Match": "é\x00"},
    {"Accept": "application/xml"}, {"Accept": "text/html"}, {"Accept": ""}, {"Accept": ";;;q=x"},
    {"Accept": "text/calendar"}, {"Accept": "*/" * 500}, {"Accept-Encoding": "gzip;q=NaN"},
    {"Accept-Language": "x" * 5000}, {"X-Request-Id": "a\nb: c"}, {"X-Request-Id": "x" * 5000},
    {"X-Client": "web"}, {"X-Client": "\x00"}, {"Origin": "null"}, {"Origin": "http://[::1"},
    {"Cookie": "refresh=\x00; admin=x; =; ;;"}, {"Cookie": "x" * 10_000}, {"Range": "bytes=0-1"},
    {"X-Forwarded-For": "x, ::1, 999.1.1.1,"}, {"X-Forwarded-Proto": "gopher"}, {"Host": "evil"},
    {"Host": "\x00"}, {"Host": "localhost:port"},
    {"Content-Type": ""}, {"Content-Type": ";"},
    {"X-HTTP-Method-Override": "DELETE"}, {"Expect": "100-continue"}, {"If-Modified-Since": "no"},
]  # fmt: skip
AUTHORIZATIONS = [
    "", " ", "Bearer", "Bearer ", "Bearer  ", "Bearer a.b.c", "Bearer a.b", "bearer \x00",
    "Bearer é", "Bearer " + "x" * 100_000, "Bearer eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoiMSJ9.",
    "Bearer null", "Basic YTpi", "Basic", "Digest x", "Token x", "Bearer a b c", "\x00",
    "Bearer " + ".".join(["e30"] * 3), "Bearer " + ".".join(["!"] * 3), "Bearer ..",
]  # fmt: skip


@pytest.fixture
def attack(world, client_of, settings):
    """Send something as somebody; returns the answer, which is sound. What succeeds is undone."""
    settings.REQUEST_LOG = False
    clients = {role: client_of(world.people[role]) for role in ("owner", "booker", "anonymous")}

    def send(method, path, body=b"", *, role="owner", content_type="application/json", **headers):
        client = clients[role]
        client.raise_request_exception = False
        before = transaction.savepoint()
        answer = client.generic(
            method.upper(), path, body, content_type=content_type, headers=headers
        )
        if answer.status_code < 400:
            transaction.savepoint_rollback(before)
        assert answer.status_code < 500, (method, path[:200], body[:200], headers, answer.content)
        if answer.status_code >= 400:
            assert_is_a_refusal(answer)
        return answer

    return send


def assert_is_a_refusal(answer):
    assert answer["Content-Type"] == "application/json", answer.content[:500]
    body = json.loads(answer.content)
    assert isinstance(body, dict)
    if "code" in body:
        assert isinstance(body["detail"], str)
    else:
        assert answer.status_code == 400
        assert all(isinstance(said, list) for said in body.values()), body
    assert answer.status_code != 405


def role_for(route):
    return "booker" if "{booking_id}" in route else "owner"


def query_of(world, route):
    return QUERIES.get(route, "").format(session_id=world.session.pk)


def body_of(world, row):
    body = dict(BODIES.get(row, {}))
    return {**body, "session": str(world.session.pk)} if "session" in body else body


def fields_of(row):
    """The fields that the description lets a client send."""
    method, route = row
    operation = SCHEMA["paths"].get(route, {}).get(method, {})
    if "requestBody" not in operation:
        return ["anything"]
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return sorted(SCHEMA["components"]["schemas"][reference.rpartition("/")[2]]["properties"])


def words_of(row):
    """The fields that hold text and nothing else."""
    method, route = row
    content = SCHEMA["paths"][route][method]["requestBody"]["content"]["application/json"]
    shape = SCHEMA["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
    for name, field in shape["properties"].items():
        kinds = [each.get("type") for each in field.get("oneOf", [field])]
        if all(kind == "string" or kind == ["string", "null"] for kind in kinds):
            yield name


def parameters_of(row):
    method, route = row
    operation = SCHEMA["paths"].get(route, {}).get(method, {})
    return [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]


@pytest.mark.parametrize("row", WITH_BODY, ids=" ".join)
class TestBodies:
    def test_what_is_no_json_is_400(self, world, attack, row):
        method, route = row
        before = stored.rows()

        for name, body in NOT_JSON.items():
            answer = attack(method, world.path(route), body, role=role_for(route))
            allowed = {200, 201, 202, 204, 400} if not body.strip() else {400}
            if route.endswith("/pay/confirm/"):
                allowed |= {409}
            assert answer.status_code in allowed, (name, answer.status_code)
            if body.strip():
                assert answer.json()["code"] in {"parse_error", "event_refused"}, name
        assert stored.rows() == before

    def test_what_is_no_object_is_400(self, world, attack, row):
        method, route = row

        for body in JSON_BUT_NO_OBJECT:
            answer = attack(method, world.path(route), body, role=role_for(route))
            assert answer.status_code == 400, body

    def test_odd_objects_are_refused(self, world, attack, row):
        method, route = row

        for body in ODD_OBJECTS:
            answer = attack(method, world.path(route), body, role=role_for(route))
            assert answer.status_code == 400, body[:50]

    def test_a_field_that_comes_twice_has_an_answer(self, world, attack, row):
        method, route = row

        for name in fields_of(row):
            body = f'{{"{name}": "a", "{name}": [], "{name}": "a"}}'.encode()
            attack(method, world.path(route), body, role=role_for(route))

    def test_every_value_in_every_field_has_an_answer(self, world, attack, row):
        method, route = row
        plain = body_of(world, row)

        for field in fields_of(row):
            for value in VALUES:
                body = json.dumps({**plain, field: value}).encode()
                attack(method, world.path(route), body, role=role_for(route))

    def test_a_number_is_no_word(self, world, attack, row):
        method, route = row
        if row == WEBHOOK or fields_of(row) == ["anything"]:
            return

        for name in words_of(row):
            for value in (7, 7.5, 0, True):
                body = json.dumps({**body_of(world, row), name: value}).encode()
                answer = attack(method, world.path(route), body, role=role_for(route))
                assert answer.status_code == 400, (name, value)
                assert name in answer.json()

    def test_a_body_that_is_too_large_is_413(self, world, attack, row):
        method, route = row

        answer = attack(method, world.path(route), TOO_LARGE, role=role_for(route))

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    def test_json_is_utf_8_whatever_is_said_of_it(self, world, attack, row):
        method, route = row
        body = json.dumps(body_of(world, row)).encode()
        plain = attack(method, world.path(route), body, role=role_for(route))

        for charset in ("utf-16", "klingon", "utf-8", "latin-1"):
            said = attack(
                method,
                world.path(route),
                body,
                role=role_for(route),
                content_type=f"application/json; charset={charset}",
            )
            assert said.status_code == plain.status_code


@pytest.mark.parametrize("row", [row for row in WITH_BODY if row != WEBHOOK], ids=" ".join)
def test_another_content_type_is_415(world, attack, row):
    method, route = row

    for said in NOT_JSON_TYPES:
        answer = attack(
            method, world.path(route), b'{"a": 1}', role=role_for(route), content_type=said
        )
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("row", READ, ids=" ".join)
def test_every_value_in_every_parameter_of_the_query_has_an_answer(world, attack, row):
    method, route = row
    for name in parameters_of(row):
        for value in [*IN_ADDRESSES, *("2030-01-01", "9999-12-31T23:59:59Z", "true", "1e400")]:
            base = query_of(world, route) or "?"
            attack(method, f"{world.path(route)}{base}&{name}={value}", role=role_for(route))


@pytest.mark.parametrize("row", WITH_A_PARAMETER, ids=" ".join)
def test_every_value_in_the_path_has_an_answer(world, attack, row):
    method, route = row
    before, _, rest = route.partition("{")
    after = rest.partition("}")[2]

    for value in IN_ADDRESSES:
        for role in ("owner", "anonymous"):
            answer = attack(method, f"{before}{value}{after}", b"{}", role=role)
            allowed = {302, 404} if route == CALLBACK else {400, 401, 403, 404}
            assert answer.status_code in allowed, value


@pytest.mark.parametrize("row", ROUTES, ids=" ".join)
class TestEveryRoute:
    def test_every_query_string_has_an_answer(self, world, attack, row):
        method, route = row

        for query in QUERY_STRINGS:
            attack(method, f"{world.path(route)}?{query}", role=role_for(route))

    def test_every_header_has_an_answer(self, world, attack, row):
        method, route = row
        path = world.path(route) + query_of(world, route)
        body = b"" if method == "get" else json.dumps(body_of(world, row)).encode()

        for headers in HEADERS:
            attack(method, path, body, role=role_for(route), **headers)

    def test_every_authorization_is_answered_with_401_or_not_looked_at(self, world, attack, row):
        method, route = row
        path = world.path(route) + query_of(world, route)
        ignored = route in IGNORES_THE_HEADER

        for header in AUTHORIZATIONS:
            answer = attack(method, path, b"{}", role="anonymous", Authorization=header)
            assert answer.status_code == (TABLE[row][0] if ignored else 401), header

    def test_what_a_client_accepts_does_not_matter(self, world, attack, row):
        """Each route has one representation."""
        method, route = row
        path = world.path(route) + query_of(world, route)
        body = b"" if method == "get" else json.dumps(body_of(world, row)).encode()

        codes = {
            attack(method, path, body, role=role_for(route), Accept=accept).status_code
            for accept in ("*/*", "application/json", "text/calendar", "text/csv", "text/html", "x")
        }

        assert len(codes) == 1, codes
