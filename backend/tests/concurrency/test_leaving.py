"""Somebody leaves while seats are booked, sessions published and money moves."""

from decimal import Decimal
from functools import partial
from threading import Event
from typing import Any

import pytest

from bookings import handlers
from bookings.models import Booking
from bookings.services import book
from bookings.services.book import book_session
from bookings.services.expire import expire_holds
from core import clock
from core.events import emit
from leaving.services import deletion
from payments.models import Refund
from payments.tasks import deliver_simulated_events
from session_catalog.models import Seats, Session
from session_catalog.services import create
from session_catalog.services.words import learn_words
from tests.conftest import FakeClock
from tests.factories import make_creator, make_session, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound
from users.errors import TokenNotValid
from users.models import User

from .leavers import ROUNDS, finish, holding_close, leaving, nothing_is_left_of
from .racing import (
    REAL_COMMITS,
    patiently,
    posting,
    race,
    somebody_waits_for_us,
    statuses,
    values,
    wait_for,
)

pytestmark = REAL_COMMITS
SESSIONS = "/api/sessions/"
NEW = {
    "title": "Glazing",
    "description": "All colours.",
    "price": "0.00",
    "duration_minutes": 60,
    "status": "published",
}


class TestABooking:
    def test_either_comes_in_time_to_be_cancelled_or_is_refused(self) -> None:
        people = [make_user() for _ in range(ROUNDS)]
        session = make_session(price=Decimal("25.00"), capacity=2 * ROUNDS)
        words = {"session": str(session.pk), "payment_status": "paid"}
        exits = [leaving(each) for each in people]
        bookings = [posting(each, "/api/bookings/", words) for each in people]

        answers = values(race([*exits, *bookings]))
        finish()

        assert statuses(answers[:ROUNDS]) == {204: ROUNDS}
        assert set(statuses(answers[ROUNDS:])) <= {201, 401, 409, 410}
        assert all(map(nothing_is_left_of, people))
        assert Seats.objects.get(session=session).taken == 0
        assert_sound(AT_REST)

    def booked_while_closing(self, monkeypatch: pytest.MonkeyPatch) -> tuple[User, Any]:
        """The close has locked the person and not committed; a booking comes."""
        ada = make_user()
        session = make_session(price=Decimal(0))
        held = Event()
        holding_close(monkeypatch, held, somebody_waits_for_us)

        def book_it() -> Any:
            wait_for(held)
            return book_session(user=ada, session_id=session.pk, booking_date=None, now=clock.now())

        gone, booked = values(race([leaving(ada), book_it]))
        assert gone.status_code == 204
        return ada, booked

    def test_one_that_comes_while_the_account_is_closed_waits_and_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada, booked = self.booked_while_closing(monkeypatch)

        assert booked is TokenNotValid
        finish()
        assert nothing_is_left_of(ada)
        assert_sound(AT_REST)

    def test_its_twin_that_only_looks_books_for_somebody_who_is_gone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It read the open account before the close committed, and inserts after the job."""
        ada = make_user()
        session = make_session(price=Decimal(0))
        careless = book._INSERT.replace("FOR SHARE OF u", "")
        assert careless != book._INSERT
        monkeypatch.setattr(book, "_INSERT", careless)
        inserted, all_done = Event(), Event()

        def insert_then_wait(event: str, **facts: Any) -> None:
            inserted.set()
            wait_for(all_done)
            emit(event, **facts)

        monkeypatch.setattr(book, "emit", insert_then_wait)

        def leave_and_finish() -> Any:
            wait_for(inserted)
            try:
                answer = leaving(ada)()
                deletion.carry_out(user_id=ada.pk)
                return answer
            finally:
                all_done.set()

        def book_it() -> Any:
            return book_session(user=ada, session_id=session.pk, booking_date=None, now=clock.now())

        values(race([leave_and_finish, book_it]))

        assert Booking.objects.live().filter(user=ada).exists()
        assert not nothing_is_left_of(ada)


class TestTheirSession:
    def test_nobody_keeps_a_seat_in_it(self) -> None:
        creators = [make_creator() for _ in range(ROUNDS)]
        sessions = [make_session(creator=each, price=Decimal("25.00")) for each in creators]
        exits = [leaving(each) for each in creators]
        bookings = [
            posting(
                make_user(),
                "/api/bookings/",
                {"session": str(each.pk), "payment_status": "paid"},
            )
            for each in sessions
        ]

        answers = values(race([*exits, *bookings]))
        carrying_out = [
            patiently(partial(deletion.carry_out, user_id=each.pk)) for each in creators
        ]
        late = [
            posting(make_user(), "/api/bookings/", {"session": str(each.pk)}) for each in sessions
        ]
        values(race([*carrying_out, *late]))
        finish()

        assert statuses(answers[:ROUNDS]) == {204: ROUNDS}
        assert not Booking.objects.live().exists()
        assert all(map(nothing_is_left_of, creators))
        booked = statuses(answers[ROUNDS:])[201]
        assert Refund.objects.filter(status="succeeded").count() >= booked
        assert_sound(AT_REST)

    def published_while_closing(self, monkeypatch: pytest.MonkeyPatch) -> tuple[User, Any]:
        carla = make_creator()
        held = Event()
        holding_close(monkeypatch, held, somebody_waits_for_us)

        def publish() -> Any:
            wait_for(held)
            return create.create_session(
                creator=carla,
                title="Glazing",
                description="All colours.",
                price=Decimal(0),
                duration_minutes=60,
                status="published",
                now=clock.now(),
            )

        gone, made = values(race([leaving(carla), publish]))
        assert gone.status_code == 204
        return carla, made

    def test_one_that_is_published_while_the_account_is_closed_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carla, made = self.published_while_closing(monkeypatch)

        assert made is TokenNotValid
        finish()
        assert nothing_is_left_of(carla)

    def test_its_twin_that_does_not_ask_leaves_a_session_on_sale_after_the_job(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carla = make_creator()
        inserted, all_done = Event(), Event()

        def wait_before_the_commit(*words: Any) -> None:
            learn_words(*words)
            inserted.set()
            wait_for(all_done)

        monkeypatch.setattr(create, "demand_open", lambda _: None)
        monkeypatch.setattr(create, "learn_words", wait_before_the_commit)

        def leave_and_finish() -> Any:
            wait_for(inserted)
            try:
                answer = leaving(carla)()
                deletion.carry_out(user_id=carla.pk)
                return answer
            finally:
                all_done.set()

        values(race([leave_and_finish, posting(carla, SESSIONS, NEW)]))

        assert Session.objects.published().filter(creator=carla).exists()


class TestMoney:
    def test_a_capture_that_arrives_while_they_leave_goes_back(self, frozen: FakeClock) -> None:
        """Their holds have run out, and the provider tells of the money at this moment."""
        people = [make_user() for _ in range(ROUNDS)]
        session = make_session(price=Decimal("25.00"), capacity=2 * ROUNDS)
        for each in people:
            booking_id = book_session(
                user=each, session_id=session.pk, booking_date=None, now=frozen.moment
            )
            posting(each, f"/api/bookings/{booking_id}/pay/", {"card": "slow"})()
        frozen.advance(minutes=11)
        expire_holds(now=frozen.moment)
        deliver_simulated_events()

        answers = values(race([*map(leaving, people), run_jobs]))
        finish()

        assert statuses(answers[:ROUNDS]) == {204: ROUNDS}
        assert Refund.objects.filter(status="succeeded").count() == ROUNDS
        assert all(map(nothing_is_left_of, people))
        assert_sound(AT_REST)

    def test_its_twin_that_does_not_ask_seats_somebody_who_is_gone(
        self, frozen: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        booking_id = book_session(
            user=ada, session_id=session.pk, booking_date=None, now=frozen.moment
        )
        posting(ada, f"/api/bookings/{booking_id}/pay/", {"card": "slow"})()
        frozen.advance(minutes=11)
        expire_holds(now=frozen.moment)
        leaving(ada)()
        deletion.carry_out(user_id=ada.pk)
        monkeypatch.setattr(handlers, "is_open", lambda _: True)

        deliver_simulated_events()
        run_jobs()

        assert Booking.objects.live().filter(user=ada).exists()
