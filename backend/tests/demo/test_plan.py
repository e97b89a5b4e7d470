"""What is planned before anything is written."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from demo.frame import Frame
from demo.people import Person
from demo.plan import plan_demo
from demo.rows import Row, Rows
from demo.sessions import occurrence, plan_session
from demo.stories import CALLED_OFF, FREE, HELD, LEFT, PAID_LATE
from demo.texts import COURSES
from demo.towns import plan_towns

# A Tuesday; in Auckland it is Wednesday already.
NOW = datetime(2026, 3, 24, 15, 30, tzinfo=UTC)


# Midnights, month ends, a leap day, and the nights when clocks change north and south.
MOMENTS = [
    NOW,
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 4, 4, 15, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2028, 2, 29, 0, 0, tzinfo=UTC),
]


def make_frame(now: datetime = NOW) -> Frame:
    return Frame(
        now=now, hold=timedelta(minutes=10), currency="USD", password="!", random=Random(1)
    )


def times(rows: list[Row], name: str) -> list[datetime]:
    return [value for row in rows if isinstance(value := row[name], datetime)]


def without_ids(rows: list[Row]) -> list[Row]:
    return [
        {name: value for name, value in row.items() if name != "id" and not name.endswith("_id")}
        for row in rows
    ]


@pytest.mark.parametrize(
    ("at", "week", "expected"),
    [
        ("Wed 18:30", 0, date(2026, 3, 25)),
        ("Tue 18:30", 0, date(2026, 3, 31)),
        ("Tue 18:30", 2, date(2026, 4, 14)),
        ("Mon 18:30", -1, date(2026, 3, 23)),
        ("Tue 18:30", -1, date(2026, 3, 17)),
        ("Tue 18:30", -3, date(2026, 3, 3)),
    ],
)
def test_weeks_are_counted_from_tomorrow_and_from_yesterday(
    at: str, week: int, expected: date
) -> None:
    assert occurrence(at, week, "Europe/London", NOW).date() == expected


def test_the_day_is_the_one_of_the_creators_zone() -> None:
    start = occurrence("Thu 07:00", 0, "Pacific/Auckland", NOW)
    assert start == datetime(2026, 3, 25, 18, 0, tzinfo=UTC)


def test_the_hour_stays_when_the_clocks_change() -> None:
    before = occurrence("Sat 10:00", 0, "Europe/Berlin", NOW)
    after = occurrence("Sat 10:00", 1, "Europe/Berlin", NOW)
    assert (before.hour, after.hour) == (9, 8)


def test_every_chosen_date_of_an_open_session_lies_after_its_booking() -> None:
    opened = next(offer for offer in COURSES[0].offers if offer.at is None)
    creator = Person(first_name="A", last_name="B", time_zone="Pacific/Auckland")
    session = plan_session(COURSES[0], opened, creator, make_frame())
    dates = [session.choose_date(NOW, chance / 100) for chance in range(100)]
    assert min(dates) > NOW + timedelta(days=1)
    assert max(dates) < NOW + timedelta(days=27)
    assert len(set(dates)) > 20


def test_a_story_counts_each_seat_taken_and_given_back() -> None:
    counted = {story: story.seat_changes for story in (FREE, HELD, LEFT, CALLED_OFF, PAID_LATE)}
    assert counted == {FREE: 1, HELD: 1, LEFT: 2, CALLED_OFF: 2, PAID_LATE: 3}


def test_the_same_day_gives_the_same_demo() -> None:
    first, second = plan_demo(make_frame()), plan_demo(make_frame())
    assert without_ids(first.sessions) == without_ids(second.sessions)
    assert without_ids(first.bookings) == without_ids(second.bookings)
    assert without_ids(first.events) == without_ids(second.events)


@pytest.mark.parametrize("now", MOMENTS)
def test_nothing_planned_has_happened_in_the_future(now: datetime) -> None:
    rows = plan_demo(make_frame(now))
    assert max(times(rows.events, "at")) <= now
    assert max(times(rows.payments, "captured_at")) <= now
    assert max(times(rows.refunds, "updated_at")) <= now
    assert max(times(rows.sessions, "updated_at")) <= now
    assert max(times(rows.users, "date_joined")) <= now


@pytest.mark.parametrize("now", MOMENTS)
def test_the_changes_of_a_booking_follow_each_other_and_end_before_its_date(now: datetime) -> None:
    rows = plan_demo(make_frame(now))
    changes = defaultdict(list)
    for event in rows.events:
        changes[event["booking_id"]].append(event)
    for booking in rows.bookings:
        own = changes[booking["id"]]
        statuses = [None, *(event["to_status"] for event in own)]
        assert [event["from_status"] for event in own] == statuses[:-1]
        assert booking["status"] == statuses[-1]
        moments = [*times(own, "at"), *times([booking], "booking_date")]
        assert moments == sorted(set(moments))


@pytest.mark.parametrize("now", MOMENTS)
def test_bookings_are_made_while_their_session_is_there_and_open(now: datetime) -> None:
    rows = plan_demo(make_frame(now))
    sessions = {row["id"]: row for row in rows.sessions}
    joined = {row["id"]: row["date_joined"] for row in rows.users}
    for booking in rows.bookings:
        session = sessions[booking["session_id"]]
        (booked_at,) = times([booking], "created_at")
        assert times([session], "created_at")[0] < booked_at
        assert booked_at > joined[booking["user_id"]]  # type: ignore[operator]
        assert session["status"] == "published" or booked_at < times([session], "updated_at")[0]


def test_a_town_is_small_however_many_rows_are_asked_for() -> None:
    first: Rows = next(plan_towns(make_frame(), run="x", size=10**12))
    assert 500 < first.size < 2_000


def test_towns_end_at_the_size_asked_for() -> None:
    sizes = [rows.size for rows in plan_towns(make_frame(), run="x", size=5_000)]
    assert 5_000 <= sum(sizes) < 5_060


def test_no_two_people_of_a_run_share_a_username() -> None:
    towns = plan_towns(make_frame(), run="x", size=5_000)
    usernames = [row["username"] for rows in towns for row in rows.users]
    assert len(usernames) == len(set(usernames)) > 100
