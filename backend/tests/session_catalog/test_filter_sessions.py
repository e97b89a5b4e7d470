"""GET /api/sessions/: the filters."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import make_creator, make_session
from users.models import User

from .conftest import in_days

URL = "/api/sessions/"


def titles(client: APIClient, **query: Any) -> list[str]:
    response = client.get(f"{URL}?{urlencode(query)}")
    assert response.status_code == 200, response.content
    return [each["title"] for each in response.json()]


def faults(client: APIClient, **query: Any) -> tuple[int, set[str]]:
    response = client.get(f"{URL}?{urlencode(query)}")
    return response.status_code, set(response.json())


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
            ("water throwing", ["Throwing a BOWL"]),
            ("  bowl  ", ["Throwing a BOWL"]),
            ("okafor", ["Throwing a BOWL"]),
            ("inés oka", ["Throwing a BOWL"]),
            ("okafor painting", []),
            ("ines_clay", ["Throwing a BOWL"]),
            ("bob", ["100% wool", "Painting"]),
            ("bob wool", ["100% wool"]),
            ("ing", ["Painting", "Throwing a BOWL"]),
            ("100%", ["100% wool"]),
            ("c:\\path", ["100% wool"]),
            ("a_line", ["100% wool"]),
            ("'; DROP TABLE users_user; --", []),
            ("bowl & !water | (x:*) <-> \\'", []),
            ("zebra", []),
            ("bowl zebra", []),
            ("%", []),
            ("🏺", []),
            ("", ["100% wool", "Painting", "Throwing a BOWL"]),
            ("   ", ["100% wool", "Painting", "Throwing a BOWL"]),
        ],
    )
    def test_it_finds_words_of_a_session_and_its_creator(
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
