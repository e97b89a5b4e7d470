"""GET /api/bookings/{id}/calendar.ics."""

from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db
AWKWARD = [
    "Comma, semicolon; backslash \\ and \\n",
    'Quotes "inside"',
    "Two\nlines\r\nand a third",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "a\rSTATUS:CANCELLED",
    "Töpfern für Anfänger 陶芸 🏺 " * 20,
    "\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}",
]


def url(booking_id):
    return f"/api/bookings/{booking_id}/calendar.ics"


def parsed(answer):
    """The calendar and its only entry."""
    assert answer.status_code == 200, answer.content
    calendar = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not entry.errors
    return calendar, entry


def entry_of(client, booking_id):
    return parsed(client.get(url(booking_id)))[1]


def test_the_entry_says_what_when_and_where_to_look(as_user, settings):
    settings.PUBLIC_URL = "https://sessions.example"
    session = make_session(title="Glazing", description="All colours.", duration_minutes=90)
    booking = make_booking(session=session)

    answer = as_user(booking.user).get(url(booking.pk))

    calendar, entry = parsed(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="session.ics"'
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert entry["SUMMARY"] == "Glazing"
    assert entry["DESCRIPTION"] == "All colours."
    assert entry["URL"] == f"https://sessions.example/sessions/{session.pk}"
    assert entry.start == session.start_time
    assert entry.end == session.start_time + timedelta(minutes=90)


def test_the_entry_says_where_people_come_to(as_user):
    session = make_session(format="in_person", place="Kreuzberg, Berlin; 2nd yard")
    booking, online = make_booking(session=session), make_booking(session=make_session())

    assert entry_of(as_user(booking.user), booking.pk)["LOCATION"] == session.place
    assert "LOCATION" not in entry_of(as_user(online.user), online.pk)


@pytest.mark.parametrize(
    ("status", "method", "word"),
    [
        ("pending", "PUBLISH", "TENTATIVE"),
        ("confirmed", "PUBLISH", "CONFIRMED"),
        ("cancelled", "CANCEL", "CANCELLED"),
    ],
)
def test_the_status_is_the_bookings(as_user, status, method, word):
    booking = make_booking(status=status)

    calendar, entry = parsed(as_user(booking.user).get(url(booking.pk)))

    assert (calendar["METHOD"], entry["STATUS"]) == (method, word)


def test_it_is_for_the_booker_and_the_creator_only(as_user, error_of):
    creator = make_creator()
    booking = make_booking(session=make_session(creator=creator, price=0))

    assert as_user(booking.user).get(url(booking.pk)).status_code == 200
    assert as_user(creator).get(url(booking.pk)).content == (
        as_user(booking.user).get(url(booking.pk)).content
    )
    assert error_of(as_user(make_user()).get(url(booking.pk))) == (404, "not_found")
    assert error_of(as_user(booking.user).get(url(uuid4()))) == (404, "not_found")
    assert as_user().get(url(booking.pk)).status_code == 401


def test_a_hidden_booking_has_no_entry(as_user):
    booking = make_booking(hidden_from_booker=True)

    assert as_user(booking.user).get(url(booking.pk)).status_code == 404


def test_two_bookings_have_two_uids_and_each_keeps_its_own(as_user):
    booking, other = make_booking(), make_booking()
    client = as_user(booking.user)

    first = entry_of(client, booking.pk)
    client.patch(f"/api/bookings/{booking.pk}/", {"status": "cancelled"}, format="json")

    assert entry_of(client, booking.pk)["UID"] == first["UID"]
    assert str(booking.pk) in first["UID"]
    assert entry_of(as_user(other.user), other.pk)["UID"] != first["UID"]


def test_every_change_grows_the_sequence(make_hold, as_user):
    creator = make_creator()
    hold = make_hold(session=make_session(creator=creator))
    session_url = f"/api/sessions/{hold.session.pk}/"
    later = (hold.session.start_time + timedelta(days=1)).isoformat()
    changes = [
        hold.pay,
        lambda: as_user(creator).patch(session_url, {"title": "Trimming"}, format="json"),
        lambda: as_user(creator).patch(session_url, {"start_time": later}, format="json"),
        lambda: hold.patch(status="cancelled"),
    ]

    sequences = [entry_of(hold.client, hold.id)["SEQUENCE"]]
    for change in changes:
        assert change().status_code == 200
        sequences.append(entry_of(hold.client, hold.id)["SEQUENCE"])

    assert sequences == sorted(set(sequences))
    assert len(sequences) == 5


def test_reading_it_twice_changes_nothing(as_user):
    booking = make_booking()
    client = as_user(booking.user)

    assert client.get(url(booking.pk)).content == client.get(url(booking.pk)).content


def test_bookings_of_other_people_do_not_grow_the_sequence(as_user):
    booking = make_booking()
    client = as_user(booking.user)
    before = entry_of(client, booking.pk)["SEQUENCE"]

    make_booking(session=booking.session)

    assert entry_of(client, booking.pk)["SEQUENCE"] == before


def test_a_moved_session_moves_its_entry(as_user):
    creator = make_creator()
    booking = make_booking(session=make_session(creator=creator, price=0, duration_minutes=45))
    later = booking.booking_date + timedelta(days=2, hours=3)

    as_user(creator).patch(
        f"/api/sessions/{booking.session_id}/", {"start_time": later.isoformat()}, format="json"
    )

    entry = entry_of(as_user(booking.user), booking.pk)
    assert (entry.start, entry.end) == (later, later + timedelta(minutes=45))


def test_a_cancelled_session_cancels_its_entry(as_user):
    creator = make_creator()
    booking = make_booking(session=make_session(creator=creator, price=0))
    before = entry_of(as_user(booking.user), booking.pk)

    as_user(creator).delete(f"/api/sessions/{booking.session_id}/")

    calendar, entry = parsed(as_user(booking.user).get(url(booking.pk)))
    assert (calendar["METHOD"], entry["STATUS"]) == ("CANCEL", "CANCELLED")
    assert entry["UID"] == before["UID"]
    assert entry["SEQUENCE"] > before["SEQUENCE"]
    assert entry.start == booking.booking_date


def test_an_open_session_takes_place_at_the_chosen_date(as_user, now):
    chosen = (now + timedelta(days=2)).replace(microsecond=0)
    booking = make_booking(session=make_session(start_time=None, price=0), booking_date=chosen)

    assert entry_of(as_user(booking.user), booking.pk).start == chosen


@pytest.mark.parametrize(
    ("local", "begins", "ends"),
    [
        ("2030-07-01T12:00:00", "20300701T100000Z", "20300701T110000Z"),
        ("2030-12-01T12:00:00", "20301201T110000Z", "20301201T120000Z"),
        # Over the start of summer time, and the first of two 2:30 over its end.
        ("2030-03-31T01:30:00", "20300331T003000Z", "20300331T013000Z"),
        ("2030-10-27T02:30:00", "20301027T003000Z", "20301027T013000Z"),
    ],
)
def test_a_change_of_the_clocks_moves_no_entry(as_user, local, begins, ends):
    body = {
        "title": "Glazing",
        "description": "All colours.",
        "price": "0",
        "duration_minutes": 60,
        "start_time": local,
        "time_zone": "Europe/Berlin",
        "status": "published",
    }
    session = as_user(make_creator()).post("/api/sessions/", body, format="json").json()
    client = as_user(make_user())
    booking = client.post("/api/bookings/", {"session": session["id"]}, format="json").json()

    entry = entry_of(client, booking["id"])

    assert entry["DTSTART"].to_ical().decode() == begins
    assert entry["DTEND"].to_ical().decode() == ends


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_breaks_out_of_its_field(as_user, text):
    session = make_session(price=0, title=text[:200], description=text)
    booking = make_booking(session=session)

    _, entry = parsed(as_user(booking.user).get(url(booking.pk)))

    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    assert entry["DESCRIPTION"] == normal
    assert entry["STATUS"] == "CONFIRMED"


def test_lines_end_and_fold_as_the_format_wants(as_user):
    session = make_session(price=0, description="Töpfern und Glasieren. " * 50)
    booking = make_booking(session=session)

    content = as_user(booking.user).get(url(booking.pk)).content

    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
