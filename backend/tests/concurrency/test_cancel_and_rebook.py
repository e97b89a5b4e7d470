"""The same person cancels and books again at the same moment, or cancels twice."""

from datetime import datetime
from threading import Barrier, Event
from uuid import UUID

import pytest

from bookings.models import Booking
from bookings.services import book, cancel, record
from bookings.services.book import book_session
from bookings.services.cancel import cancel_by_learner
from bookings.services.pay import pay_booking
from core.transactions import step
from payments.models import Refund
from session_catalog.models import Session
from session_catalog.services.seats import claim_seat, free_seats
from tests.factories import make_booking, make_session, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound, broken
from users.models import User

from .racing import PATIENCE, REAL_COMMITS, patching, posting, race, statuses, values, wait_for

pytestmark = REAL_COMMITS

ROUNDS = 10
CANCELLED = {"status": "cancelled"}


def held_by(learner: User, session: Session, now: datetime) -> UUID:
    return book_session(user=learner, session_id=session.pk, booking_date=None, now=now)


class TestCancelAndBookAgain:
    def test_the_old_booking_ends_and_at_most_one_new_one_begins(self, now: datetime) -> None:
        works = []
        for _ in range(ROUNDS):
            session, learner = make_session(capacity=1), make_user()
            old = held_by(learner, session, now)
            works.append(patching(learner, f"/api/bookings/{old}/", CANCELLED))
            works.append(posting(learner, "/api/bookings/", {"session": str(session.pk)}))

        answers = values(race(works))

        cancelled, again = statuses(answers[::2]), statuses(answers[1::2])
        assert cancelled == {200: ROUNDS}
        assert again[201] + again[409] == ROUNDS
        assert Booking.objects.filter(status="cancelled").count() == ROUNDS
        assert Booking.objects.live().count() == again[201]
        run_jobs()
        assert_sound(AT_REST)

    def test_its_twin_that_locks_the_booking_first_ends_in_a_deadlock(
        self, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, learner = make_session(capacity=2), make_user()
        old = held_by(learner, session, now)
        booking_is_written, seat_is_claimed = Event(), Event()

        @step
        def lock_booking_only(booking_id: UUID, user: User) -> Booking:
            return Booking.objects.select_for_update().get(pk=booking_id, user=user)

        @step
        def free_at_last(session_id: UUID, count: int) -> None:
            booking_is_written.set()
            wait_for(seat_is_claimed)
            free_seats(session_id, count)

        @step
        def claim_meanwhile(session_id: UUID) -> bool:
            wait_for(booking_is_written)
            claimed = claim_seat(session_id)
            seat_is_claimed.set()
            return claimed

        monkeypatch.setattr(cancel, "lock_own_booking", lock_booking_only)
        monkeypatch.setattr(record, "free_seats", free_at_last)
        monkeypatch.setattr(book, "claim_seat", claim_meanwhile)

        outcomes = race(
            [
                lambda: cancel_by_learner(user=learner, booking_id=old, now=now),
                lambda: held_by(learner, session, now),
            ]
        )

        assert [outcome.deadlocked for outcome in outcomes].count(True) == 1


class TestCancelTwice:
    def test_one_seat_and_the_money_come_back_once(self, now: datetime) -> None:
        session, learner = make_session(), make_user()
        booking_id = held_by(learner, session, now)
        pay_booking(user=learner, booking_id=booking_id, method="success", now=now)

        answers = values(race([patching(learner, f"/api/bookings/{booking_id}/", CANCELLED)] * 8))

        assert statuses(answers) == {200: 8}
        assert Refund.objects.count() == 1
        run_jobs()
        assert_sound(AT_REST)

    def test_its_twin_that_looks_without_a_lock_gives_two_seats_back(
        self, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, learner = make_session(), make_user()
        booking_id = held_by(learner, session, now)
        for _ in range(2):
            make_booking(session=session, status="pending")
        both_have_looked = Barrier(2)

        @step
        def look(booking_id: UUID, user: User) -> Booking:
            booking = Booking.objects.get(pk=booking_id, user=user)
            both_have_looked.wait(PATIENCE)
            return booking

        monkeypatch.setattr(cancel, "lock_own_booking", look)

        race([lambda: cancel_by_learner(user=learner, booking_id=booking_id, now=now)] * 2)

        assert set(broken()) == {"I2-taken-is-live-bookings", "I11-changes-form-a-path"}
