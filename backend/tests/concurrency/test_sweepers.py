"""Two workers sweep the same overdue holds."""

from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from bookings.errors import SessionFull
from bookings.models import Booking, Cause
from bookings.services import book, expire
from bookings.services.expire import expire_holds, expire_session_holds
from bookings.services.record import cancel
from core.errors import DomainError
from core.transactions import use_case
from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import make_booking, make_session, make_user
from tests.soundness import assert_sound, broken

from .racing import PATIENCE, REAL_COMMITS, posting, race, values

pytestmark = REAL_COMMITS

OVERDUE = 3


@pytest.fixture
def session(frozen: FakeClock) -> Session:
    """Three overdue holds, and two that have time."""
    session = make_session(capacity=OVERDUE + 2)
    for _ in range(OVERDUE):
        make_booking(session=session, status="pending", hold_expires_at=frozen.moment)
    frozen.moment += settings.HOLD_LIFETIME
    for _ in range(2):
        expires = frozen.moment + settings.HOLD_LIFETIME
        make_booking(session=session, status="pending", hold_expires_at=expires)
    return session


def test_each_seat_comes_back_once(session: Session, frozen: FakeClock) -> None:
    counts = values(race([lambda: expire_holds(now=frozen.moment)] * 4))

    assert sum(counts) == OVERDUE
    assert Seats.objects.get(session=session).taken == 2
    assert_sound()


def test_whoever_needs_a_seat_sweeps_as_well(session: Session, frozen: FakeClock) -> None:
    body = {"session": str(session.pk)}
    learners = [posting(make_user(), "/api/bookings/", body) for _ in range(6)]

    answers = values(race([*learners, *[lambda: expire_holds(now=frozen.moment)] * 2]))[:6]

    assert sorted(answer.status_code for answer in answers) == [201] * OVERDUE + [409] * OVERDUE
    assert Seats.objects.get(session=session).taken == OVERDUE + 2
    assert_sound()


def test_its_twin_that_trusts_what_it_saw_before_the_lock_gives_them_back_twice(
    session: Session, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_looked = Barrier(2)

    @use_case
    def sweep_what_was_seen(*, session_id: UUID, now: datetime) -> int:
        seen = list(Booking.objects.overdue(now).filter(session_id=session_id).order_by("id")[:1])
        both_have_looked.wait(PATIENCE)
        for booking in seen:
            cancel(booking, cause=Cause.HOLD_EXPIRED, actor=None, now=now)
        return len(seen)

    monkeypatch.setattr(expire, "expire_session_holds", sweep_what_was_seen)

    counts = values(race([lambda: expire_holds(now=frozen.moment)] * 2))

    assert counts == [1, 1]
    assert set(broken()) == {"I2-taken-is-live-bookings", "I11-changes-form-a-path"}


class TestBetweenTheRefusalAndItsReason:
    """A learner finds the session full; before they can sweep it, a worker has done so."""

    @pytest.fixture(autouse=True)
    def worker(self, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
        refusal = book._refusal

        def refusal_before_the_worker_comes(*words: Any) -> DomainError | None:
            found = refusal(*words)
            values(race([lambda: expire_holds(now=frozen.moment)]))
            return found

        monkeypatch.setattr(book, "_refusal", refusal_before_the_worker_comes)

    def book_one(self, session: Session, clock: FakeClock) -> UUID:
        return book.book_session(
            user=make_user(), session_id=session.pk, booking_date=None, now=clock.moment
        )

    def test_they_get_one_of_the_seats_that_came_back(
        self, session: Session, frozen: FakeClock
    ) -> None:
        assert Booking.objects.live().filter(pk=self.book_one(session, frozen)).exists()
        assert_sound()

    def test_its_twin_that_only_counts_what_it_swept_itself_turns_them_away(
        self, session: Session, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def sweep(*, session_id: UUID, now: datetime) -> bool:
            return expire_session_holds(session_id=session_id, now=now) > 0

        monkeypatch.setattr(book, "make_room", sweep)

        with pytest.raises(SessionFull):
            self.book_one(session, frozen)
        assert Seats.objects.get(session=session).taken == 2
