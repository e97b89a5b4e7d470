"""GET /api/sessions/: what is listed, by which filter, in which order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from session_catalog.api.serializers import SessionOutput
from session_catalog.models import Session
from tests.conftest import FakeClock
from tests.factories import make_creator, make_session, make_user
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


class TestSearch:
    @pytest.fixture(autouse=True)
    def sessions(self) -> None:
        ines = make_creator(username="ines_clay", first_name="Inés", last_name="Okafor")
        bob = make_creator(username="bob", first_name="Bob", last_name="Marsh")
        make_session(creator=ines, title="Throwing a BOWL", description="Clay and water")
        make_session(creator=bob, title="100% wool", description=r"A c:\path and a_line")
        make_session(creator=bob, title="Painting", description="Nothing else")

    @pytest.mark.parametrize(
        ("q", "expected"),
        [
            ("bowl", ["Throwing a BOWL"]),
            ("CLAY AND", ["Throwing a BOWL"]),
            ("  bowl  ", ["Throwing a BOWL"]),
            ("okafor", ["Throwing a BOWL"]),
            ("inés oka", ["Throwing a BOWL"]),
            ("ines_clay", ["Throwing a BOWL"]),
            ("bob", ["100% wool", "Painting"]),
            ("ing", ["Painting", "Throwing a BOWL"]),
            ("100%", ["100% wool"]),
            ("0% w", ["100% wool"]),
            ("%", ["100% wool"]),
            ("c:\\path", ["100% wool"]),
            ("a_line", ["100% wool"]),
            ("a_l%", []),
            ("'; DROP TABLE users_user; --", []),
            ("zebra", []),
            ("", ["100% wool", "Painting", "Throwing a BOWL"]),
            ("   ", ["100% wool", "Painting", "Throwing a BOWL"]),
        ],
    )
    def test_it_finds_words_in_any_case_without_wildcards(
        self, anonymous: APIClient, q: str, expected: list[str]
    ) -> None:
        assert sorted(titles(anonymous, q=q)) == expected

    def test_q_has_a_length(self, anonymous: APIClient) -> None:
        assert titles(anonymous, q="x" * 200) == []
        assert faults(anonymous, q="x" * 201) == (400, {"q"})

    def test_a_nul_is_400(self, anonymous: APIClient) -> None:
        assert faults(anonymous, q="a\0b") == (400, {"q"})
        assert faults(anonymous, creator="a\0b") == (400, {"creator"})

    def test_by_creator(self, anonymous: APIClient) -> None:
        ines = User.objects.get(username="ines_clay")

        for known in (str(ines.pk), str(ines.pk).upper(), "ines_clay", "Ines_CLAY"):
            assert titles(anonymous, creator=known) == ["Throwing a BOWL"]
        for unknown in (str(uuid4()), "nobody", "ines", "ines_clay@example.com", "%", ines.email):
            assert titles(anonymous, creator=unknown) == []


class TestStarts:
    @pytest.fixture(autouse=True)
    def sessions(self, frozen: FakeClock) -> None:
        frozen.moment = datetime(2030, 1, 1, tzinfo=UTC)
        for name, start in (
            ("first", datetime(2030, 3, 1, 23, 30, tzinfo=UTC)),
            ("second", datetime(2030, 3, 2, 10, 0, tzinfo=UTC)),
            ("third", datetime(2030, 3, 3, 0, 0, tzinfo=UTC)),
            ("open", None),
        ):
            make_session(title=name, start_time=start)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"from": "2030-03-02"}, ["second", "third"]),
            ({"to": "2030-03-03"}, ["first", "second"]),
            ({"from": "2030-03-02", "to": "2030-03-03"}, ["second"]),
            ({"from": "2030-03-02T10:00:00Z"}, ["second", "third"]),
            ({"from": "2030-03-02T10:00:00.000001Z"}, ["third"]),
            ({"to": "2030-03-02T10:00:00Z"}, ["first"]),
            ({"from": "2030-03-02T11:00:00+01:00"}, ["second", "third"]),
            ({"from": "2030-03-02T10:30"}, ["third"]),
            ({"from": "2030-03-02", "time_zone": "Asia/Tokyo"}, ["first", "second", "third"]),
            ({"to": "2030-03-02", "time_zone": "Asia/Tokyo"}, []),
            ({"from": "2030-03-02T19:00", "time_zone": "Asia/Tokyo"}, ["second", "third"]),
            ({"from": "2030-03-02", "to": "2030-03-02"}, []),
            ({"from": "0001-01-01"}, ["first", "second", "third"]),
            ({"from": "9999-12-31"}, []),
        ],
    )
    def test_from_is_inclusive_to_is_exclusive_and_open_sessions_are_left_out(
        self, anonymous: APIClient, query: dict[str, str], expected: list[str]
    ) -> None:
        assert titles(anonymous, **query) == expected

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"from": "soon"}, "from"),
            ({"from": ""}, "from"),
            ({"to": "2030-13-01"}, "to"),
            ({"to": "2030-02-30T10:00"}, "to"),
            ({"from": "2030-03-03", "to": "2030-03-02"}, "to"),
            ({"from": "0001-01-01", "time_zone": "Asia/Tokyo"}, "from"),
            ({"to": "9999-12-31T23:59:59-12:00"}, "to"),
            ({"from": "2030-03-01", "time_zone": "Mars"}, "time_zone"),
        ],
    )
    def test_bad_bounds_are_400(
        self, anonymous: APIClient, query: dict[str, str], field: str
    ) -> None:
        assert faults(anonymous, **query) == (400, {field})

    def test_a_day_that_begins_when_the_clocks_change_has_a_beginning(
        self, anonymous: APIClient
    ) -> None:
        # In Beirut the 31st of March 2030 begins at one o'clock, 22:00 UTC of the day before.
        make_session(title="at once", start_time=datetime(2030, 3, 30, 22, 0, tzinfo=UTC))
        make_session(title="before", start_time=datetime(2030, 3, 30, 21, 59, tzinfo=UTC))

        found = titles(anonymous, **{"from": "2030-03-31", "time_zone": "Asia/Beirut"})

        assert found == ["at once"]


class TestPriceAndSeats:
    def test_max_price_is_inclusive(self, anonymous: APIClient) -> None:
        for price in ("0.00", "10.00", "10.01"):
            make_session(title=price, price=Decimal(price))

        assert sorted(titles(anonymous, max_price="10")) == ["0.00", "10.00"]
        assert titles(anonymous, max_price="0") == ["0.00"]

    @pytest.mark.parametrize("value", ["cheap", "-1", "1.001", "NaN", "1e99", ""])
    def test_a_bad_max_price_is_400(self, anonymous: APIClient, value: str) -> None:
        assert faults(anonymous, max_price=value) == (400, {"max_price"})

    def test_has_seats_leaves_full_sessions_out(self, anonymous: APIClient) -> None:
        make_session(title="full", capacity=2, taken=2)
        make_session(title="free", capacity=2, taken=1)

        assert titles(anonymous, has_seats="true") == ["free"]
        assert sorted(titles(anonymous, has_seats="false")) == ["free", "full"]
        assert faults(anonymous, has_seats="maybe") == (400, {"has_seats"})

    def test_filters_are_combined(self, anonymous: APIClient) -> None:
        ines = make_creator(username="ines")
        day = in_days(5)
        right = {"creator": ines, "price": Decimal(5), "start_time": day, "title": "Bowls"}
        make_session(**right)
        for other in (
            {"creator": make_creator()},
            {"price": Decimal(50)},
            {"start_time": day + timedelta(days=9)},
            {"title": "Plates"},
            {"capacity": 1, "taken": 1},
        ):
            make_session(**{**right, **other})
        bounds = {"from": day.date(), "to": day.date() + timedelta(days=1)}

        found = titles(
            anonymous, creator="ines", max_price=10, q="bowl", has_seats=1, when="all", **bounds
        )

        assert found == ["Bowls"]


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
        "query", ["", "my_sessions=true", "when=past", "ordering=price&q=bowl&has_seats=true"]
    )
    def test_a_list_of_52_takes_one_query_like_a_list_of_2(
        self, as_creator: APIClient, creator: User, query: str
    ) -> None:
        counts = []
        for amount in (2, 50):
            for _ in range(amount):
                make_session(creator=creator)
            with CaptureQueriesContext(connection) as queries:
                response = as_creator.get(f"{URL}?limit=200&{query}")
            assert response.status_code == 200
            counts.append(len(queries))

        assert counts == [1, 1]
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
