"""Wall clocks: naive times are read in the session's zone, as its clocks show them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from core import zones
from session_catalog.models import Session
from tests.conftest import FakeClock
from tests.factories import make_creator, make_session
from users.models import User

URL = "/api/sessions/"


@pytest.fixture(autouse=True)
def long_before(set_clock: Callable[[datetime], FakeClock]) -> None:
    set_clock(datetime(2026, 1, 1, tzinfo=UTC))


def start(client: APIClient, body: dict[str, Any], **values: Any) -> Any:
    response = client.post(URL, {**body, **values})
    return response.json()["start_time"]


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("UTC", "2027-07-01T10:00", "2027-07-01T10:00:00Z"),
        ("Europe/Berlin", "2027-07-01T10:00:00", "2027-07-01T08:00:00Z"),
        ("Europe/Berlin", "2027-01-01 10:00:00", "2027-01-01T09:00:00Z"),
        ("Asia/Kathmandu", "2027-07-01T10:00", "2027-07-01T04:15:00Z"),
        ("America/New_York", "2027-07-01T23:30", "2027-07-02T03:30:00Z"),
        ("Europe/Berlin", "2027-07-01T10:00:00Z", "2027-07-01T10:00:00Z"),
        ("Europe/Berlin", "2027-07-01T10:00:00-05:00", "2027-07-01T15:00:00Z"),
        ("UTC", "2027-07-01T10:00:00.5+00:00", "2027-07-01T10:00:00.5Z"),
    ],
)
def test_a_time_without_an_offset_is_the_zones_own(
    as_creator: APIClient, body: dict[str, Any], zone: str, wall: str, instant: str
) -> None:
    assert start(as_creator, body, time_zone=zone, start_time=wall) == instant


def test_the_zone_is_the_creators_when_none_is_named(
    as_user: Callable[..., APIClient], body: dict[str, Any]
) -> None:
    client = as_user(make_creator(time_zone="Asia/Tokyo"))

    assert start(client, body, start_time="2027-07-01T10:00") == "2027-07-01T01:00:00Z"


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        ("Europe/Berlin", "2027-03-28T02:00:00"),
        ("Europe/Berlin", "2027-03-28T02:59:59"),
        ("America/New_York", "2027-03-14T02:30"),
        ("Asia/Beirut", "2027-03-28T00:30"),
        ("Pacific/Apia", "2011-12-30T12:00"),
    ],
)
def test_a_time_that_the_clocks_skip_in_spring_is_refused(
    as_creator: APIClient, body: dict[str, Any], zone: str, wall: str
) -> None:
    response = as_creator.post(URL, {**body, "time_zone": zone, "start_time": wall})

    assert (response.status_code, set(response.json())) == (400, {"start_time"})
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("zone", "wall", "first"),
    [
        ("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30:00Z"),
        ("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30:00Z"),
    ],
)
def test_a_time_that_comes_twice_in_autumn_is_the_first(
    as_creator: APIClient, body: dict[str, Any], zone: str, wall: str, first: str
) -> None:
    assert start(as_creator, body, time_zone=zone, start_time=wall) == first


def test_its_neighbors_exist(as_creator: APIClient, body: dict[str, Any]) -> None:
    before = start(as_creator, body, time_zone="Europe/Berlin", start_time="2027-03-28T01:59")
    after = start(as_creator, body, time_zone="Europe/Berlin", start_time="2027-03-28T03:00")

    assert (before, after) == ("2027-03-28T00:59:00Z", "2027-03-28T01:00:00Z")


def test_a_skipped_time_with_an_offset_is_an_instant_like_any_other(
    as_creator: APIClient, body: dict[str, Any]
) -> None:
    wall = "2027-03-28T02:30:00+01:00"

    assert start(as_creator, body, time_zone="Europe/Berlin", start_time=wall) == (
        "2027-03-28T01:30:00Z"
    )


def test_an_edit_reads_it_in_the_zone_of_the_session(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, time_zone="Asia/Tokyo")

    written = as_creator.patch(f"{URL}{session.pk}/", {"start_time": "2027-07-01T10:00"}).json()

    assert written["start_time"] == "2027-07-01T01:00:00Z"


def test_an_edit_of_both_reads_it_in_the_new_zone(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, time_zone="Asia/Tokyo")
    both = {"start_time": "2027-07-01T10:00", "time_zone": "Europe/Berlin"}

    written = as_creator.patch(f"{URL}{session.pk}/", both).json()

    assert written["start_time"] == "2027-07-01T08:00:00Z"


def test_another_zone_alone_does_not_move_the_session(as_creator: APIClient, creator: User) -> None:
    session = make_session(creator=creator, time_zone="Asia/Tokyo")
    before = as_creator.get(f"{URL}{session.pk}/").json()["start_time"]

    written = as_creator.patch(f"{URL}{session.pk}/", {"time_zone": "Europe/Berlin"}).json()

    assert (written["start_time"], written["time_zone"]) == (before, "Europe/Berlin")


class TestZones:
    def test_a_skipped_bound_of_a_search_counts_on(self) -> None:
        skipped = datetime.fromisoformat("2027-03-28T02:30")

        read = zones.nearest_instant(skipped, "Europe/Berlin")

        assert read == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("moment", "zone"),
        [("0001-01-01T00:00", "Asia/Tokyo"), ("9999-12-31T23:59", "America/New_York")],
    )
    def test_beyond_the_calendar_there_is_no_time(self, moment: str, zone: str) -> None:
        with pytest.raises(zones.NoSuchTime):
            zones.instant(datetime.fromisoformat(moment), zone)

    def test_names_of_no_place_are_no_zones(self) -> None:
        assert "Europe/Berlin" in zones.names()
        assert not {"localtime", "Factory", "posixrules"} & zones.names()
