"""A creator changes or cancels a session while people book it."""

from datetime import datetime, timedelta
from decimal import Decimal
from threading import Event
from typing import Any
from uuid import UUID

import pytest

from bookings.handlers import cancel_with_session
from bookings.models import Booking
from bookings.services import book
from bookings.services.book import book_session
from core.transactions import step
from session_catalog.models import Seats, Session
from session_catalog.services import change, edit
from session_catalog.services.change import Changes
from tests.factories import make_booking, make_session, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound, broken

from .racing import (
    REAL_COMMITS,
    deleting,
    patching,
    posting,
    race,
    somebody_waits_for_us,
    statuses,
    values,
    wait_for,
)

pytestmark = REAL_COMMITS

ROUNDS = 10


def booking(session: Session, **words: str) -> Any:
    return posting(make_user(), "/api/bookings/", {"session": str(session.pk), **words})


def editing(session: Session, **changes: Any) -> Any:
    return patching(session.creator, f"/api/sessions/{session.pk}/", changes)


def after(event: Event, work: Any, then: Event) -> Any:
    def work_in_between() -> Any:
        wait_for(event)
        answer = work()
        then.set()
        return answer

    return work_in_between


@step
def read_without_a_lock(session_id: UUID) -> tuple[Session, Seats]:
    return Session.objects.get(pk=session_id), Seats.objects.get(session_id=session_id)


class TestCapacity:
    """Two seats, one taken: the creator cuts the capacity to one while somebody books."""

    def test_the_cut_or_the_booking_is_refused(self) -> None:
        sessions = [make_session(capacity=2) for _ in range(ROUNDS)]
        for session in sessions:
            make_booking(session=session, status="pending")

        cuts = [editing(session, capacity=1) for session in sessions]
        answers = values(race([*cuts, *map(booking, sessions)]))

        pairs = zip(answers[:ROUNDS], answers[ROUNDS:], strict=True)
        ends = [(cut.status_code, booked.status_code) for cut, booked in pairs]
        assert set(ends) <= {(200, 409), (409, 201)}
        codes = {each.json()["code"] for each in answers if each.status_code == 409}
        assert codes <= {"capacity_below_bookings", "session_full"}
        assert_sound()

    def test_its_twin_that_writes_back_the_whole_row_it_has_read_loses_a_seat(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = make_session(capacity=2)
        make_booking(session=session, status="pending")
        editor_has_read, seat_is_booked = Event(), Event()

        @step
        def write_it_all_back(seats: Seats, *, capacity: int, on_sale: bool) -> None:
            editor_has_read.set()
            wait_for(seat_is_booked)
            seats.capacity = capacity
            seats.save()

        monkeypatch.setattr(change, "lock_seats", lambda pk: Seats.objects.get(session_id=pk))
        monkeypatch.setattr(change, "change_seats", write_it_all_back)

        book_in_between = after(editor_has_read, booking(session), seat_is_booked)
        cut, booked = values(race([editing(session, capacity=1), book_in_between]))

        assert (cut.status_code, booked.status_code) == (200, 201)
        assert set(broken()) == {"I2-taken-is-live-bookings"}


class TestPriceAndStart:
    """An edit has the session; a booking comes and waits for it."""

    def book_while_edited(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, **changes: Any
    ) -> Booking:
        write = change._write
        written = Event()

        def write_and_wait(*words: Any) -> None:
            write(*words)
            written.set()
            assert somebody_waits_for_us()

        monkeypatch.setattr(change, "_write", write_and_wait)

        book_it = after(written, booking(session), Event())
        edited, booked = values(race([editing(session, **changes), book_it]))

        assert (edited.status_code, booked.status_code) == (200, 201)
        session.refresh_from_db()
        return Booking.objects.get(pk=booked.json()["id"])

    def test_a_booking_made_after_an_edit_has_the_new_price_and_start(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = make_session()
        later = session.start_time + timedelta(days=1) if session.start_time else None

        booked = self.book_while_edited(session, monkeypatch, price="40.00", start_time=later)

        assert (booked.amount, booked.booking_date) == (Decimal("40.00"), later)
        assert_sound()

    def test_its_twin_that_claims_and_inserts_in_one_statement_has_the_old_ones(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = make_session()
        old = session.start_time
        later = old + timedelta(days=1) if old else None
        monkeypatch.setattr(book, "claim_seat", lambda session_id: True)
        monkeypatch.setattr(book, "_INSERT", IN_ONE_STATEMENT)

        booked = self.book_while_edited(session, monkeypatch, price="40.00", start_time=later)

        assert (booked.amount, booked.booking_date) == (Decimal("25.00"), old)
        assert set(broken()) == {"I4-date-is-the-start"}

    def test_edits_and_bookings_in_any_order_leave_every_date_right(self) -> None:
        sessions = [make_session() for _ in range(ROUNDS)]
        later = [each.start_time + timedelta(days=1) for each in sessions if each.start_time]

        moves = [
            editing(session, start_time=start.isoformat(), price="40.00")
            for session, start in zip(sessions, later, strict=True)
        ]
        answers = values(race([*moves, *map(booking, sessions)]))

        assert statuses(answers) == {200: ROUNDS, 201: ROUNDS}
        assert sorted(Booking.objects.values_list("booking_date", flat=True)) == sorted(later)
        assert_sound()


CLAIM = """
WITH claimed AS (
  UPDATE session_catalog_seats SET taken = taken + 1, version = version + 1
  WHERE session_id = %(session)s AND on_sale AND taken < capacity RETURNING session_id
), made AS ("""
IN_ONE_STATEMENT = book._INSERT.replace("WITH made AS (", CLAIM).replace(
    "FROM session_catalog_session s\n",
    "FROM session_catalog_session s JOIN claimed ON claimed.session_id = s.id\n",
)


class TestCancelledSession:
    LEARNERS = 10

    @pytest.mark.parametrize("how", ["cancel", "delete"])
    def test_nobody_is_left_in_it_and_everybody_has_their_money_back(self, how: str) -> None:
        session = make_session(capacity=100)
        end = {
            "cancel": editing(session, status="cancelled"),
            "delete": deleting(session.creator, f"/api/sessions/{session.pk}/"),
        }[how]
        learners = [booking(session) for _ in range(self.LEARNERS)]
        payers = [booking(session, payment_status="paid") for _ in range(self.LEARNERS)]
        before = booking(session, payment_status="paid")()

        ended, *answers = values(race([end, *learners, *payers]))
        run_jobs()

        assert (before.status_code, ended.status_code) == (201, 200 if how == "cancel" else 204)
        told = statuses(answers)
        assert set(told) <= {201, 404, 409}
        assert not Booking.objects.live().exists()
        assert_sound(AT_REST)

    def test_its_twin_that_cancels_bookings_before_it_ends_the_sale_leaves_one_in(
        self, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = make_session()
        bookings_are_cancelled, seat_is_booked = Event(), Event()

        def cancel_then_close(
            session: Session, seats: Seats, changes: Changes, *, actor_id: UUID, now: datetime
        ) -> None:
            cancel_with_session(session_id=session.pk, actor_id=actor_id, now=now)
            bookings_are_cancelled.set()
            wait_for(seat_is_booked)
            Session.objects.filter(pk=session.pk).update(status="cancelled")
            Seats.objects.filter(session=session).update(on_sale=False)

        monkeypatch.setattr(edit, "lock_session", read_without_a_lock)
        monkeypatch.setattr(edit, "change_session", cancel_then_close)
        learner = make_user()

        def cancel() -> None:
            edit.cancel_session(session_id=session.pk, actor=session.creator, now=now)

        def book_it() -> UUID:
            return book_session(user=learner, session_id=session.pk, booking_date=None, now=now)

        values(race([cancel, after(bookings_are_cancelled, book_it, seat_is_booked)]))

        assert set(broken()) == {"I13-closed-session-has-nobody"}
