"""One event, many readers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bookings.models import Booking
from core.events import emit
from notifications import tasks
from notifications.models import Mail
from notifications.services import session_mails
from session_catalog.models import Session
from tests.factories import make_booking, make_session, make_user

from .conftest import Outbox

pytestmark = pytest.mark.django_db

OLD = datetime(2036, 11, 28, 14, 0, tzinfo=UTC)
NEW = OLD + timedelta(days=1)


def moved_session() -> Session:
    return make_session(title="Raku by night", start_time=NEW, version=2)


def tell_moved(session: Session, *, moved_at: datetime | None = None) -> None:
    tasks.session_moved(
        session_id=str(session.pk),
        old_start=OLD.isoformat(),
        version=2,
        now=(moved_at or datetime.now(UTC)).isoformat(),
    )


def tell_cancelled(session: Session) -> None:
    tasks.session_cancelled(
        session_id=str(session.pk), actor_id=None, now=datetime.now(UTC).isoformat()
    )


def test_everybody_with_a_live_booking_is_told_the_new_time_once(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    session = moved_session()
    make_booking(session=session, user=make_user(email="a@example.com", time_zone="Asia/Tokyo"))
    make_booking(session=session, user=make_user(email="b@example.com"), status="pending")
    make_booking(session=session, user=make_user(email="c@example.com"), status="cancelled")
    with transaction.atomic():
        emit(
            "session.moved",
            session_id=session.pk, old_start=OLD, version=2, now=datetime.now(UTC),
        )  # fmt: skip
    assert work_off() == ["notifications.session_moved"]
    tell_moved(session)

    assert outbox.addresses() == ["a@example.com", "b@example.com"]
    (body,) = [str(each.body) for each in outbox.mails if each.to == ["a@example.com"]]
    assert "New time: Sat, November 29, 2036, 11:00 PM (Asia/Tokyo); 2:00 PM in UTC" in body
    assert "Before: Fri, November 28, 2036, 11:00 PM (Asia/Tokyo); 2:00 PM in UTC" in body
    assert "you can cancel until it starts and get everything back" in body
    keys = set(Mail.objects.values_list("event_key", flat=True))
    assert keys == {f"session.moved:{session.pk}:2"}


def test_a_hold_is_not_told_that_it_is_booked(outbox: Outbox) -> None:
    session = moved_session()
    make_booking(session=session, status="pending")
    tell_moved(session)
    assert "The session you have a seat on hold for has a new time." in outbox.only.body
    assert Mail.objects.get().calendar == ""


def test_who_booked_the_new_time_hears_of_no_move(outbox: Outbox) -> None:
    session = moved_session()
    make_booking(session=session)
    tell_moved(session, moved_at=datetime.now(UTC) - timedelta(hours=1))
    assert outbox.mails == []


def test_a_session_that_has_moved_back_meanwhile_is_no_news(outbox: Outbox) -> None:
    session = make_session(start_time=OLD)
    make_booking(session=session)
    tell_moved(session)
    assert outbox.mails == []


def test_everybody_whose_booking_ended_with_the_session_is_told_once(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    session = make_session(title="Raku by night", price=Decimal(0), status="cancelled")
    for name in ("a", "b"):
        make_booking(
            session=session, user=make_user(email=f"{name}@example.com"), status="cancelled",
            cancel_cause="session_cancelled", confirmed_at=datetime.now(UTC),
        )  # fmt: skip
    make_booking(session=session, status="cancelled", cancel_cause="learner")
    tell_cancelled(session)
    tell_cancelled(session)

    assert outbox.addresses() == ["a@example.com", "b@example.com"]
    assert {each.subject for each in outbox.mails} == {"Session cancelled: Raku by night"}
    assert {each.event_key for each in Mail.objects.all()} == {f"session.cancelled:{session.pk}"}
    assert "It was free of charge" in outbox.mails[0].body


def test_the_event_cancels_the_bookings_first_and_then_tells(
    work_off: Callable[[], list[str]], outbox: Outbox
) -> None:
    booking = make_booking(user=make_user(email="a@example.com"))
    actor = booking.session.creator_id
    with transaction.atomic():
        emit(
            "session.cancelled",
            session_id=booking.session_id, actor_id=actor, now=datetime.now(UTC),
        )  # fmt: skip
    assert "notifications.session_cancelled" in work_off()
    assert outbox.addresses() == ["a@example.com"]


def test_a_hold_that_ended_with_the_session_is_told_what_happens_to_its_money(
    outbox: Outbox,
) -> None:
    session = make_session(status="cancelled")
    make_booking(session=session, status="cancelled", cancel_cause="session_cancelled")
    tell_cancelled(session)
    assert "You had not paid yet. Should a payment still reach us" in outbox.only.body


def many_cancelled(count: int) -> Session:
    session = make_session(status="cancelled", capacity=500)
    for _ in range(count):
        make_booking(session=session, status="cancelled", cancel_cause="session_cancelled")
    return session


def test_many_readers_are_served_in_batches(
    monkeypatch: pytest.MonkeyPatch, outbox: Outbox
) -> None:
    monkeypatch.setattr(session_mails, "BATCH", 2)
    session = many_cancelled(5)
    tell_cancelled(session)
    assert len(outbox.mails) == 5
    assert len(set(outbox.addresses())) == 5


def test_a_further_reader_of_a_batch_costs_one_query_to_mark_the_mail_as_sent(
    outbox: Outbox,
) -> None:
    def queries(session: Session) -> int:
        captured: AbstractContextManager[CaptureQueriesContext] = CaptureQueriesContext(connection)
        with captured as context:
            tell_cancelled(session)
        return len(context)

    few, many = many_cancelled(2), many_cancelled(12)
    assert queries(many) - queries(few) == 10


def test_who_was_told_is_not_told_again_when_others_could_not_be_reached(outbox: Outbox) -> None:
    session = many_cancelled(3)
    tell_cancelled(session)
    Mail.objects.filter(pk=Mail.objects.earliest("pk").pk).update(sent_at=None)
    tell_cancelled(session)
    assert len(outbox.mails) == 4
    assert not Mail.objects.filter(sent_at=None).exists()


def test_an_unsent_mail_about_a_move_is_withdrawn_when_its_booking_is_cancelled(
    outbox: Outbox,
) -> None:
    session = moved_session()
    booking = make_booking(session=session)
    tell_moved(session)
    Mail.objects.update(sent_at=None)
    Booking.objects.filter(pk=booking.pk).update(
        status="cancelled", cancelled_at=OLD, cancel_cause="learner"
    )
    tell_moved(session)
    assert not Mail.objects.exists()
    assert len(outbox.mails) == 1
