from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy

import pytest
from django.db import transaction

from bookings.models import Booking
from core.events import emit
from notifications import tasks
from notifications.models import Mail
from tests.factories import make_booking, make_creator, make_session, make_user

from .conftest import Outbox

pytestmark = pytest.mark.django_db

START = datetime(2036, 11, 29, 14, 0, tzinfo=UTC)


def booked() -> Booking:
    host = make_creator(first_name="Mara", last_name="Lind")
    session = make_session(
        creator=host, title="Raku by night", start_time=START, time_zone="America/New_York"
    )
    reader = make_user(first_name="Ann", email="ann@example.com", time_zone="Europe/Berlin")
    return make_booking(session=session, user=reader)


def test_a_confirmed_booking_is_told_once_with_everything_one_needs(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    booking = booked()
    with transaction.atomic():
        emit("booking.confirmed", booking_id=booking.pk)
    assert work_off() == ["notifications.booked"]

    assert outbox.only.to == ["ann@example.com"]
    assert outbox.only.subject == "Booked: Raku by night"
    assert outbox.only.body == (
        "Hello Ann,\n\n"
        "Your seat is yours. The attached entry puts the session into your calendar.\n\n"
        "Plans change: you can cancel until it starts and get everything back.\n\n"
        "Session: Raku by night\n"
        "When: Sat, November 29, 2036, 3:00 PM (Europe/Berlin); 9:00 AM in America/New_York\n"
        "Duration: 1 hour\n"
        "Host: Mara Lind\n"
        "Paid: 25.00 USD\n\n"
        "See your bookings: https://sessions.example/dashboard\n\n"
        "Sessions Marketplace\n"
        "You get this mail because it is about your own booking.\n"
    )
    mail = Mail.objects.get()
    assert mail.sent_at is not None
    assert booking.confirmed_at is not None
    at = booking.confirmed_at.isoformat()
    assert mail.event_key == f"booking.confirmed:{booking.pk}:{at}"


def test_it_carries_html_and_a_calendar_entry(outbox: Outbox) -> None:
    booking = booked()
    tasks.booked(booking_id=str(booking.pk))

    message = message_from_bytes(outbox.only.message().as_bytes(), policy=policy.default)
    parts = [(part.get_content_type(), part.get_filename()) for part in message.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", "invite.ics"),
    ]
    entry = list(message.walk())[-1].get_content()
    assert f"UID:{booking.pk}@sessions-marketplace" in entry
    assert "STATUS:CONFIRMED" in entry


def test_the_message_id_is_made_of_the_rows_id(outbox: Outbox) -> None:
    tasks.booked(booking_id=str(booked().pk))
    mail = Mail.objects.get()
    assert outbox.only.extra_headers == {
        "Message-ID": f"<{mail.pk}@sessions.example>",
        "Auto-Submitted": "auto-generated",
    }


def test_a_repeated_job_sends_nothing_twice(outbox: Outbox) -> None:
    booking = booked()
    for _ in range(3):
        tasks.booked(booking_id=str(booking.pk))
    assert len(outbox.mails) == 1
    assert Mail.objects.count() == 1


def test_a_booking_that_was_cancelled_meanwhile_is_not_called_booked(outbox: Outbox) -> None:
    confirmed_at = datetime.now(UTC)
    booking = make_booking(status="cancelled", confirmed_at=confirmed_at)
    tasks.booked(booking_id=str(booking.pk))
    assert outbox.mails == []
    assert not Mail.objects.exists()


def test_a_mail_that_waited_for_the_server_is_withdrawn_when_the_booking_is_cancelled(
    outbox: Outbox,
) -> None:
    booking = booked()
    tasks.booked(booking_id=str(booking.pk))
    Mail.objects.update(sent_at=None)
    outbox.mails.clear()
    Booking.objects.filter(pk=booking.pk).update(
        status="cancelled", cancelled_at=START, cancel_cause="learner"
    )

    tasks.booked(booking_id=str(booking.pk))
    assert outbox.mails == []
    assert not Mail.objects.exists()


def test_a_mail_that_waited_for_the_server_says_what_is_true_when_it_goes_out(
    outbox: Outbox,
) -> None:
    booking = booked()
    tasks.booked(booking_id=str(booking.pk))
    before = Mail.objects.get()
    Mail.objects.update(sent_at=None)
    outbox.mails.clear()
    Booking.objects.filter(pk=booking.pk).update(booking_date=START + timedelta(days=1))

    tasks.booked(booking_id=str(booking.pk))
    assert "Sun, November 30, 2036, 3:00 PM (Europe/Berlin)" in outbox.only.body
    assert Mail.objects.get().pk == before.pk


def test_a_free_session_says_so_and_promises_no_money(outbox: Outbox) -> None:
    booking = make_booking(session=make_session(price=Decimal(0)))
    tasks.booked(booking_id=str(booking.pk))
    assert "Paid: Free of charge" in outbox.only.body
    assert "you can cancel until it starts." in outbox.only.body


def test_after_the_start_no_mail_says_that_one_can_still_cancel(outbox: Outbox) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    booking = make_booking(session=make_session(start_time=past))
    tasks.booked(booking_id=str(booking.pk))
    assert "cancel" not in outbox.only.body


def test_a_person_without_an_address_gets_no_mail(outbox: Outbox) -> None:
    booking = make_booking(user=make_user(email=""))
    tasks.booked(booking_id=str(booking.pk))
    assert outbox.mails == []
    assert not Mail.objects.exists()


def test_what_people_typed_is_text_everywhere(outbox: Outbox) -> None:
    host = make_creator(first_name="<img src=x onerror=alert(1)>")
    session = make_session(creator=host, title="A\r\nBcc: all@example.com\x07 <script>alert(1)")
    reader = make_user(first_name="Eve\n\nVisit evil.example", last_name="")
    tasks.booked(booking_id=str(make_booking(session=session, user=reader).pk))

    sent = outbox.only
    assert sent.subject == "Booked: A Bcc: all@example.com <script>alert(1)"
    message = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert message["Bcc"] is None
    assert sent.body.startswith("Hello Eve Visit evil.example,\n")
    html = str(sent.alternatives[0][0])
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("form", "place", "line"),
    [
        ("in_person", "Kreuzberg, Berlin", "Where: Kreuzberg, Berlin\n"),
        ("in_person", None, ""),
        ("online", None, "Where: Online\n"),
        (None, None, ""),
    ],
)
def test_it_says_where_as_far_as_the_session_does(
    form: str | None, place: str | None, line: str, outbox: Outbox
) -> None:
    booking = make_booking(session=make_session(format=form, place=place))

    tasks.booked(booking_id=str(booking.pk))

    assert f"Duration: 1 hour\n{line}Host: " in str(outbox.only.body)
