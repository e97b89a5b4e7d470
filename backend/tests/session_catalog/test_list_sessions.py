"""GET /api/sessions/: what is listed, by which filter, in which order."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from session_catalog.api.serializers import SessionOutput
from session_catalog.models import Session
from tests.conftest import FakeClock
from tests.factories import make_session, make_user
from users.models import User

from .conftest import in_days

As = Callable[..., APIClient]
URL = "/api/sessions/"
NOON = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)


def titles(client: APIClient, **query: Any) -> list[str]:
    response = client.get(f"{URL}?{urlencode(query)}")
    assert response.status_code == 200, response.content
    return [each["title"] for each in response.json()]


def faults(client: APIClient, **query: Any) -> tuple[int, set[str]]:
    response = client.get(f"{URL}?{urlencode(query)}")
    return response.status_code, set(response.json())


class TestWhen:
    @pytest.fixture(autouse=True)
    def one_of_each(self, frozen: FakeClock) -> None:
        frozen.moment = NOON
        hour = timedelta(hours=1)
        make_session(title="ended yesterday", start_time=NOON - 25 * hour)
        make_session(title="ended this second", start_time=NOON - hour)
        make_session(title="runs", start_time=NOON - timedelta(minutes=59))
        make_session(title="begins this second", start_time=NOON)
        make_session(title="next week", start_time=NOON + 168 * hour)
        make_session(title="tomorrow", start_time=NOON + 24 * hour)
        make_session(title="open", start_time=None)
        long_ago = NOON - 100 * hour
        make_session(title="runs for days", start_time=long_ago, duration_minutes=10_080)

    def test_by_default_what_has_not_ended_soonest_first_open_ones_last(
        self, anonymous: APIClient
    ) -> None:
        expected = ["runs for days", "runs", "begins this second", "tomorrow", "next week", "open"]

        assert titles(anonymous) == expected
        assert titles(anonymous, when="upcoming") == expected

    def test_past_is_what_has_ended_the_latest_first(self, anonymous: APIClient) -> None:
        assert titles(anonymous, when="past") == ["ended this second", "ended yesterday"]

    def test_past_in_the_order_asked_for(self, anonymous: APIClient) -> None:
        past = titles(anonymous, when="past", ordering="start_time")

        assert past == ["ended yesterday", "ended this second"]

    def test_all_is_both(self, anonymous: APIClient) -> None:
        assert titles(anonymous, when="all") == [
            "runs for days",
            "ended yesterday",
            "ended this second",
            "runs",
            "begins this second",
            "tomorrow",
            "next week",
            "open",
        ]

    @pytest.mark.parametrize("ordering", ["-start_time", "price", "-price", "-created_at"])
    def test_every_order_has_the_same_sessions(self, anonymous: APIClient, ordering: str) -> None:
        for when in ("upcoming", "past", "all"):
            ordered = titles(anonymous, when=when, ordering=ordering)

            assert sorted(ordered) == sorted(titles(anonymous, when=when))

    def test_anything_else_is_400(self, anonymous: APIClient) -> None:
        assert faults(anonymous, when="someday") == (400, {"when"})


def test_only_published_sessions_are_listed(as_creator: APIClient, creator: User) -> None:
    make_session(creator=creator, status="draft")
    make_session(creator=creator, status="cancelled")
    make_session(creator=creator, status="cancelled", deleted_at=in_days(0))
    make_session(title="published")

    assert titles(as_creator, when="all") == ["published"]


def test_an_empty_list_is_a_bare_array(anonymous: APIClient) -> None:
    response = anonymous.get(URL)

    assert (response.status_code, response.json()) == (200, [])
    assert response["Content-Type"] == "application/json"
    assert "Link" not in response


def test_each_element_is_the_whole_session(anonymous: APIClient) -> None:
    session = make_session()

    (listed,) = anonymous.get(URL).json()

    assert listed == anonymous.get(f"{URL}{session.pk}/").json()
    assert list(listed) == list(SessionOutput().fields)


class TestOrdering:
    @pytest.fixture(autouse=True)
    def three(self) -> None:
        for name, days, price, created in (("a", 3, 10, 2), ("b", 1, 30, 1), ("c", 2, 20, 3)):
            make_session(
                title=name,
                start_time=in_days(days),
                price=Decimal(price),
                created_at=in_days(-created),
            )
        make_session(title="open", start_time=None, price=Decimal(5), created_at=in_days(-9))

    @pytest.mark.parametrize(
        ("ordering", "expected"),
        [
            ("start_time", ["b", "c", "a", "open"]),
            ("-start_time", ["open", "a", "c", "b"]),
            ("price", ["open", "a", "c", "b"]),
            ("-price", ["b", "c", "a", "open"]),
            ("-created_at", ["b", "a", "c", "open"]),
        ],
    )
    def test_it_orders(self, anonymous: APIClient, ordering: str, expected: list[str]) -> None:
        assert titles(anonymous, ordering=ordering) == expected

    @pytest.mark.parametrize(
        "ordering", ["created_at", "title", "", "id;drop table", "start_time,id"]
    )
    def test_another_order_is_400(self, anonymous: APIClient, ordering: str) -> None:
        assert faults(anonymous, ordering=ordering) == (400, {"ordering"})

    def test_equal_values_are_ordered_by_id(self, anonymous: APIClient) -> None:
        start = in_days(40)
        made = [make_session(title=f"same {number}", start_time=start) for number in range(4)]
        expected = [each.title for each in sorted(made, key=lambda each: each.pk)]

        assert titles(anonymous, **{"from": "2000-01-01"})[3:] == expected
        assert titles(anonymous, ordering="-start_time")[1:5] == expected[::-1]


class TestMySessions:
    def test_all_ones_own_whatever_their_status_newest_first(
        self, as_creator: APIClient, creator: User
    ) -> None:
        make_session(creator=creator, title="old", created_at=in_days(-3), start_time=in_days(-2))
        make_session(creator=creator, title="draft", status="draft", created_at=in_days(-2))
        make_session(creator=creator, title="off", status="cancelled", created_at=in_days(-1))
        gone = in_days(0)
        make_session(creator=creator, status="cancelled", deleted_at=gone, created_at=gone)
        make_session(title="of somebody else")

        assert titles(as_creator, my_sessions="true") == ["off", "draft", "old"]

    @pytest.mark.parametrize("value", ["true", "True", "1", "yes"])
    def test_it_is_read_as_a_boolean(
        self, as_creator: APIClient, creator: User, value: str
    ) -> None:
        make_session(creator=creator, title="mine", status="draft")
        make_session(title="public")

        assert titles(as_creator, my_sessions=value) == ["mine"]

    @pytest.mark.parametrize("value", ["false", "False", "0", "no"])
    def test_false_is_the_public_list(
        self, as_creator: APIClient, anonymous: APIClient, creator: User, value: str
    ) -> None:
        make_session(creator=creator, title="mine", status="draft")
        make_session(title="public")

        assert titles(as_creator, my_sessions=value) == ["public"]
        assert titles(anonymous, my_sessions=value) == ["public"]

    @pytest.mark.parametrize("value", ["maybe", "2", ""])
    def test_anything_else_is_400(self, as_creator: APIClient, value: str) -> None:
        assert faults(as_creator, my_sessions=value) == (400, {"my_sessions"})

    def test_nobody_gets_401(self, anonymous: APIClient) -> None:
        response = anonymous.get(f"{URL}?my_sessions=true")

        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"

    def test_somebody_without_sessions_gets_an_empty_list(self, as_user: As) -> None:
        make_session()

        assert titles(as_user(make_user()), my_sessions="true") == []


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", 1),
            ("my_sessions=true", 1),
            ("when=past", 1),
            ("topic=craft,art&has_seats=true", 1),
            # The words, creators of that name, and the list.
            ("ordering=price&q=bowl&has_seats=true", 3),
            ("ordering=relevance&q=bowl", 3),
        ],
    )
    def test_a_list_of_52_takes_as_many_queries_as_a_list_of_2(
        self, as_creator: APIClient, creator: User, query: str, expected: int
    ) -> None:
        counts = []
        for amount in (2, 50):
            for _ in range(amount):
                make_session(creator=creator)
            with CaptureQueriesContext(connection) as queries:
                response = as_creator.get(f"{URL}?limit=200&{query}")
            assert response.status_code == 200
            counts.append(len(queries))

        assert counts == [expected, expected]
        assert Session.objects.count() == 52


class TestETag:
    def test_the_same_list_is_304(self, anonymous: APIClient) -> None:
        make_session()
        tag = anonymous.get(URL)["ETag"]

        again = anonymous.get(URL, headers={"If-None-Match": f"W/{tag}"})

        assert (again.status_code, again.content) == (304, b"")

    def test_another_list_is_not(self, anonymous: APIClient) -> None:
        tag = anonymous.get(URL)["ETag"]
        make_session()

        assert anonymous.get(URL, headers={"If-None-Match": tag}).status_code == 200

    def test_a_proxy_may_keep_the_list_until_the_second_ends(self, anonymous: APIClient) -> None:
        first = int(time.time())
        until = anonymous.get(URL)["X-Accel-Expires"]

        assert until in {f"@{second}" for second in range(first, int(time.time()) + 1)}


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "", "9" * 2000])
def test_a_limit_that_is_no_positive_number_is_400(anonymous: APIClient, limit: str) -> None:
    assert faults(anonymous, limit=limit) == (400, {"limit"})


def test_a_limit_above_200_means_200(anonymous: APIClient, creator: User) -> None:
    for _ in range(201):
        make_session(creator=creator)

    assert len(anonymous.get(f"{URL}?limit=100000").json()) == 200
    assert len(anonymous.get(URL).json()) == 50


@pytest.mark.parametrize("cursor", ["nonsense", "", "a:b:c", quote("\0"), "x" * 5000])
def test_a_cursor_that_is_not_ours_is_400(anonymous: APIClient, cursor: str) -> None:
    response = anonymous.get(f"{URL}?cursor={cursor}")

    assert (response.status_code, set(response.json())) == (400, {"cursor"})
