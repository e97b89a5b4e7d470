"""`booking_date` of a POST and a PATCH: which instant is meant."""

from datetime import timedelta

import pytest

from bookings.models import Booking
from tests.factories import make_booking, make_session, make_user

pytestmark = pytest.mark.django_db
URL = "/api/bookings/"
YEAR = "2031"


def book(client, session, date):
    return client.post(URL, {"session": str(session.pk), "booking_date": date}, format="json")


@pytest.fixture
def open_session():
    return make_session(start_time=None, time_zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (f"{YEAR}-07-01T12:00:00", f"{YEAR}-07-01T10:00:00Z"),
        (f"{YEAR}-12-01T12:00", f"{YEAR}-12-01T11:00:00Z"),
        (f"{YEAR}-12-01T12:00:00Z", f"{YEAR}-12-01T12:00:00Z"),
        (f"{YEAR}-12-01T12:00:00-05:00", f"{YEAR}-12-01T17:00:00Z"),
        (f"{YEAR}-10-26T02:30:00", f"{YEAR}-10-26T00:30:00Z"),  # exists twice: the first
    ],
)
def test_a_time_without_an_offset_is_one_of_the_sessions_zone(as_user, open_session, sent, meant):
    answer = book(as_user(make_user()), open_session, sent)

    assert answer.status_code == 201
    assert answer.json()["booking_date"] == meant


def test_the_start_of_a_dated_session_may_be_said_without_an_offset(as_user):
    session = make_session(time_zone="Asia/Tokyo")
    local = (session.start_time + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S")

    right = book(as_user(make_user()), session, local)
    utc = book(as_user(make_user()), session, session.start_time.strftime("%Y-%m-%dT%H:%M:%S"))

    assert right.status_code == 201
    assert (utc.status_code, list(utc.json())) == (400, ["booking_date"])


@pytest.mark.parametrize(
    "date",
    [
        f"{YEAR}-03-30T02:30:00",  # skipped by the clocks of Berlin
        "2101-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        f"{YEAR}-12-01",
        f"{YEAR}-02-30T00:00:00Z",
        f"{YEAR}-12-01T25:00:00Z",
        "soon",
        "",
        "\x00",
        7,
        [],
        {},
        True,
    ],
)
def test_a_date_that_can_not_be_is_refused(as_user, open_session, date):
    answer = book(as_user(make_user()), open_session, date)

    assert (answer.status_code, list(answer.json())) == (400, ["booking_date"])
    assert not Booking.objects.exists()


def test_nothing_is_said_about_a_session_that_is_not_to_be_seen(as_user, error_of):
    draft = make_session(start_time=None, time_zone="Europe/Berlin", status="draft")

    answer = book(as_user(make_user()), draft, f"{YEAR}-03-30T02:30:00")

    assert error_of(answer) == (404, "not_found")


def test_a_patch_may_repeat_the_present_date_in_any_form(as_user):
    session = make_session(time_zone="Asia/Tokyo", price=0)
    booking = make_booking(session=session)
    client, url = as_user(booking.user), f"{URL}{booking.pk}/"
    local = (session.start_time + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S")

    for date in (local, f"{local}+09:00", session.start_time.isoformat()):
        answer = client.patch(url, {"booking_date": date}, format="json")
        assert answer.status_code == 200, answer.content
    refused = client.patch(url, {"booking_date": f"{local}Z"}, format="json")
    assert (refused.status_code, list(refused.json())) == (400, ["booking_date"])
