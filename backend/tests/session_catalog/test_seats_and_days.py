"""/api/sessions/seats/ and /api/sessions/days/: what pages poll, and what calendars show."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from rest_framework.test import APIClient

from session_catalog.api.serializers import DayOutput, SeatsOutput
from session_catalog.models import Seats
from tests.conftest import FakeClock
from tests.factories import make_booking, make_creator, make_session

SEATS = "/api/sessions/seats/"
LIVE = "/api/sessions/live/"
DAYS = "/api/sessions/days/"


class TestTheWayToTheStream:
    def test_it_leads_there_with_the_same_question(
        self, anonymous: APIClient, settings: Settings
    ) -> None:
        settings.LIVE_URL = "https://live.example"
        query = f"ids={uuid4()},{uuid4()}&more=%C3%A9"

        answer = anonymous.get(f"{LIVE}?{query}")

        assert (answer.status_code, answer.content) == (307, b"")
        assert answer["Location"] == f"https://live.example{LIVE}?{query}"
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("query", ["", "?ids=", "?ids=one"])
    def test_what_names_no_sessions_is_refused_at_once(
        self, anonymous: APIClient, settings: Settings, query: str
    ) -> None:
        settings.LIVE_URL = "https://live.example"

        answer = anonymous.get(LIVE + query)

        assert (answer.status_code, list(answer.json())) == (400, ["ids"])

    def test_without_a_stream_there_is_nothing_to_find(
        self, anonymous: APIClient, settings: Settings
    ) -> None:
        settings.LIVE_URL = ""

        assert anonymous.get(f"{LIVE}?ids={uuid4()}").status_code == 404


class TestSeats:
    def test_they_are_counted_with_their_own_version(self, anonymous: APIClient) -> None:
        session = make_session(capacity=2, version=9)
        make_booking(session=session)

        (seats,) = anonymous.get(f"{SEATS}?ids={session.pk}").json()

        assert seats == {
            "id": str(session.pk),
            "spots_available": 1,
            "is_full": False,
            "version": 2,
        }
        assert list(seats) == list(SeatsOutput().fields)

    def test_the_last_seat_makes_it_full(self, anonymous: APIClient) -> None:
        session = make_session(capacity=1, taken=1)

        (seats,) = anonymous.get(f"{SEATS}?ids={session.pk}").json()

        assert (seats["spots_available"], seats["is_full"]) == (0, True)

    def test_unknown_and_unpublished_ones_are_left_out(
        self, as_creator: APIClient, creator: Any
    ) -> None:
        published = make_session(creator=creator)
        draft = make_session(creator=creator, status="draft")
        cancelled = make_session(creator=creator, status="cancelled")
        ids = f"{uuid4()},{draft.pk},{published.pk},{cancelled.pk}"

        found = as_creator.get(f"{SEATS}?ids={ids}").json()

        assert [each["id"] for each in found] == [str(published.pk)]

    def test_each_id_comes_once_in_a_stable_order(self, anonymous: APIClient) -> None:
        ids = [str(make_session().pk) for _ in range(3)]

        one_way = anonymous.get(f"{SEATS}?ids={','.join([*ids, ids[0], ids[1].upper()])}").json()
        other_way = anonymous.get(f"{SEATS}?ids={','.join(reversed(ids))}").json()

        assert [each["id"] for each in one_way] == ids
        assert other_way == one_way

    def test_a_hundred_are_answered_by_one_query(self, anonymous: APIClient) -> None:
        session = make_session()
        ids = [str(uuid4()) for _ in range(99)] + [str(session.pk)]

        with CaptureQueriesContext(connection) as queries:
            response = anonymous.get(f"{SEATS}?ids={','.join(ids)}")

        assert (response.status_code, len(response.json()), len(queries)) == (200, 1, 1)

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "?ids=",
            "?ids=,",
            "?ids=1",
            "?ids=null",
            "?ids=5f0c9a6e-3c1b-4d6e-9b1a-2a7d3c4e5f60,",
            "?ids=5f0c9a6e-3c1b-4d6e-9b1a-2a7d3c4e5f60%00",
            "?ids=5f0c9a6e3c1b4d6e9b1a2a7d3c4e5f60",
            "?ids=" + ",".join(str(uuid4()) for _ in range(101)),
        ],
    )
    def test_other_lists_are_400(self, anonymous: APIClient, query: str) -> None:
        response = anonymous.get(f"{SEATS}{query}")

        assert (response.status_code, set(response.json())) == (400, {"ids"})

    def test_polling_what_has_not_changed_is_304(self, anonymous: APIClient) -> None:
        session = make_session()
        url = f"{SEATS}?ids={session.pk}"
        tag = anonymous.get(url)["ETag"]

        assert anonymous.get(url, headers={"If-None-Match": tag}).status_code == 304
        Seats.objects.update(taken=1, version=2)
        assert anonymous.get(url, headers={"If-None-Match": tag}).status_code == 200


class TestDays:
    @pytest.fixture(autouse=True)
    def january(self, frozen: FakeClock) -> None:
        frozen.moment = datetime(2030, 1, 1, tzinfo=UTC)

    def days(self, client: APIClient, first: str, last: str, **query: Any) -> dict[str, int]:
        response = client.get(f"{DAYS}?{urlencode({'from': first, 'to': last, **query})}")
        assert response.status_code == 200, response.content
        assert all(list(each) == list(DayOutput().fields) for each in response.json())
        return {each["date"]: each["sessions"] for each in response.json()}

    def at(self, month: int, day: int, hour: int, minute: int = 0, **values: Any) -> None:
        make_session(start_time=datetime(2030, month, day, hour, minute, tzinfo=UTC), **values)

    def test_days_with_sessions_in_order_both_ends_included(self, anonymous: APIClient) -> None:
        self.at(3, 5, 23, 59)
        self.at(3, 1, 0, 0)
        self.at(3, 3, 10)
        self.at(3, 3, 11)
        self.at(2, 28, 23, 59)
        self.at(3, 6, 0, 0)

        found = self.days(anonymous, "2030-03-01", "2030-03-05")

        assert list(found.items()) == [("2030-03-01", 1), ("2030-03-03", 2), ("2030-03-05", 1)]

    def test_half_past_eleven_in_the_evening_is_the_next_day_in_tokyo(
        self, anonymous: APIClient
    ) -> None:
        self.at(3, 1, 23, 30)
        bounds = ("2030-03-01", "2030-03-02")

        assert self.days(anonymous, *bounds) == {"2030-03-01": 1}
        assert self.days(anonymous, *bounds, time_zone="Asia/Tokyo") == {"2030-03-02": 1}
        assert self.days(anonymous, *bounds, time_zone="America/New_York") == {"2030-03-01": 1}

    def test_a_day_of_23_hours_ends_an_hour_sooner(self, anonymous: APIClient) -> None:
        # The 31st of March 2030 in Berlin lasts from 23:00 UTC to 22:00 UTC.
        for hour in (21, 22):
            self.at(3, 31, hour)
        self.at(3, 30, 23)

        found = self.days(anonymous, "2030-03-30", "2030-04-01", time_zone="Europe/Berlin")

        assert found == {"2030-03-31": 2, "2030-04-01": 1}

    def test_only_published_dated_sessions_that_have_not_ended_count(
        self, anonymous: APIClient, frozen: FakeClock
    ) -> None:
        frozen.moment = datetime(2030, 3, 3, 12, tzinfo=UTC)
        self.at(3, 3, 10)
        self.at(3, 3, 13)
        self.at(3, 3, 14, status="draft")
        make_session(start_time=None)
        day = ("2030-03-03", "2030-03-03")

        assert self.days(anonymous, *day) == {"2030-03-03": 1}
        assert self.days(anonymous, *day, when="past") == {"2030-03-03": 1}
        assert self.days(anonymous, *day, when="all") == {"2030-03-03": 2}

    def test_the_filters_are_those_of_the_list(self, anonymous: APIClient) -> None:
        ines = make_creator(username="ines")
        self.at(3, 1, 10, creator=ines, price=Decimal(5), title="Bowls")
        self.at(3, 2, 10, price=Decimal(50), title="Full", capacity=1, taken=1)
        march = ("2030-03-01", "2030-03-31")

        for query in (
            {"creator": "INES"},
            {"creator": str(ines.pk)},
            {"max_price": 5},
            {"q": "bowl"},
            {"has_seats": "true"},
        ):
            assert self.days(anonymous, *march, **query) == {"2030-03-01": 1}
        assert self.days(anonymous, *march) == {"2030-03-01": 1, "2030-03-02": 1}

    def test_it_agrees_with_the_list_day_by_day(self, anonymous: APIClient) -> None:
        for number in range(40):
            make_session(start_time=datetime(2030, 3, 1, tzinfo=UTC) + timedelta(hours=7 * number))
        zone = "Australia/Lord_Howe"

        counted = self.days(anonymous, "2030-03-01", "2030-03-14", time_zone=zone)

        for day, number in counted.items():
            after = datetime.fromisoformat(day).date() + timedelta(days=1)
            query = urlencode({"from": day, "to": after, "time_zone": zone})
            assert len(anonymous.get(f"/api/sessions/?{query}").json()) == number
        assert sum(counted.values()) == 40

    def test_62_days_are_answered_by_one_query(self, anonymous: APIClient) -> None:
        self.at(3, 3, 10)

        with CaptureQueriesContext(connection) as queries:
            found = self.days(anonymous, "2030-02-01", "2030-04-03")

        assert (found, len(queries)) == ({"2030-03-03": 1}, 1)

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"to": "2030-03-01"}, "from"),
            ({"from": "2030-03-01"}, "to"),
            ({"from": "2030-02-01", "to": "2030-04-04"}, "to"),
            ({"from": "2030-03-02", "to": "2030-03-01"}, "to"),
            ({"from": "soon", "to": "2030-03-01"}, "from"),
            ({"from": "2030-03-01T10:00:00Z", "to": "2030-03-02"}, "from"),
            ({"from": "0001-01-01", "to": "9999-12-31"}, "to"),
            ({"from": "9999-12-31", "to": "9999-12-31"}, "to"),
            ({"from": "0001-01-01", "to": "0001-01-01", "time_zone": "Asia/Tokyo"}, "to"),
            ({"from": "2030-03-01", "to": "2030-03-01", "time_zone": "Mars"}, "time_zone"),
            ({"from": "2030-03-01", "to": "2030-03-01", "when": "x"}, "when"),
        ],
    )
    def test_other_ranges_are_400(
        self, anonymous: APIClient, query: dict[str, str], field: str
    ) -> None:
        response = anonymous.get(f"{DAYS}?{urlencode(query)}")

        assert (response.status_code, set(response.json())) == (400, {field})
