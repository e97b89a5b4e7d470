"""One person books the same session many times at once, with and without an Idempotency-Key."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from bookings.errors import AlreadyBooked
from bookings.models import Booking
from bookings.services import book
from core.idempotency import KeyedRequest
from core.sql import row
from session_catalog.models import Seats, Session
from tests.factories import make_creator, make_session, make_user
from tests.soundness import assert_sound, broken
from users.models import User

from .racing import REAL_COMMITS, posting, race, statuses, values

pytestmark = REAL_COMMITS

TIMES = 20
BOOKINGS, SESSIONS = "/api/bookings/", "/api/sessions/"
LESSON = {
    "title": "Raku",
    "description": "Fire and smoke.",
    "price": "10.00",
    "duration_minutes": 60,
}


def all_at_once(user: User, url: str, body: dict[str, Any], **headers: str) -> list[Any]:
    return values(race([posting(user, url, body, **headers) for _ in range(TIMES)]))


class TestWithoutAKey:
    def test_one_booking_is_made_and_every_refusal_names_it(self) -> None:
        session, learner = make_session(capacity=TIMES), make_user()

        answers = all_at_once(learner, BOOKINGS, {"session": str(session.pk)})

        booking = Booking.objects.get()
        assert statuses(answers) == {201: 1, 409: TIMES - 1}
        refusals = [answer.json() for answer in answers if answer.status_code == 409]
        assert {refusal["code"] for refusal in refusals} == {"already_booked"}
        assert {refusal["booking"] for refusal in refusals} == {str(booking.pk)}
        assert_sound()

    def test_its_twin_that_looks_and_then_inserts_books_twice(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, learner = make_session(capacity=TIMES), make_user()
        everybody_has_looked = Barrier(TIMES)
        take_seat = book._take_seat

        def look_then_take(**values: Any) -> UUID:
            if Booking.objects.live().filter(user=values["user"], session=session).exists():
                raise AlreadyBooked()
            everybody_has_looked.wait(30)
            return take_seat(**values)

        monkeypatch.setattr(book, "_take_seat", look_then_take)

        with without_the_unique_index():
            answers = all_at_once(learner, BOOKINGS, {"session": str(session.pk)})
            assert statuses(answers) == {201: TIMES}
            assert set(broken()) == {"I3-one-live-booking"}

    def test_its_twin_that_passes_over_the_conflict_counts_seats_without_bookings(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session, learner = make_session(capacity=TIMES), make_user()
        monkeypatch.setattr(
            book, "_INSERT", book._INSERT.replace("RETURNING", "ON CONFLICT DO NOTHING RETURNING")
        )
        monkeypatch.setattr(book, "row", lambda *words: row(*words) or ("pending",))

        all_at_once(learner, BOOKINGS, {"session": str(session.pk)})

        assert Booking.objects.count() == 1
        assert Seats.objects.get(session=session).taken == TIMES
        assert set(broken()) == {"I2-taken-is-live-bookings"}


class TestWithAKey:
    def test_one_booking_is_made_and_everybody_hears_of_it_in_the_same_words(self) -> None:
        session, learner = make_session(capacity=TIMES), make_user()

        body = {"session": str(session.pk)}
        answers = all_at_once(learner, BOOKINGS, body, **{"Idempotency-Key": "k"})

        booking = Booking.objects.get()
        assert statuses(answers) == {201: TIMES}
        assert {answer["Location"] for answer in answers} == {f"{BOOKINGS}{booking.pk}/"}
        assert len({answer.content for answer in answers}) == 1
        assert_sound()

    def test_one_booking_is_paid_once(self) -> None:
        session, learner = make_session(capacity=TIMES), make_user()

        body = {"session": str(session.pk), "payment_status": "paid"}
        answers = all_at_once(learner, BOOKINGS, body, **{"Idempotency-Key": "k"})

        assert statuses(answers) == {201: TIMES}
        assert len({answer.content for answer in answers}) == 1
        assert answers[0].json()["payment_status"] == "paid"
        assert Booking.objects.count() == 1
        assert_sound()

    def test_one_session_is_made(self) -> None:
        answers = all_at_once(make_creator(), SESSIONS, LESSON, **{"Idempotency-Key": "k"})

        assert statuses(answers) == {201: TIMES}
        assert len({answer.content for answer in answers}) == 1
        assert Session.objects.count() == 1

    def test_its_twin_that_looks_for_the_key_and_notes_it_later_does_the_work_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everybody_has_looked = Barrier(TIMES)

        def look_then_answer(request: KeyedRequest, result: Session) -> None:
            if taken := request.earlier():
                raise taken
            everybody_has_looked.wait(30)
            assert request._present is not None
            request.answer = request._present(result)

        # Whoever brings a new word waits for others who bring it, and not at our barrier.
        creator = make_creator()
        make_session(creator=creator, title=LESSON["title"], description=LESSON["description"])
        monkeypatch.setattr(KeyedRequest, "finished", look_then_answer)

        answers = all_at_once(creator, SESSIONS, LESSON, **{"Idempotency-Key": "k"})

        assert len({answer.content for answer in answers}) == TIMES
        assert Session.objects.count() == 1 + TIMES


@contextmanager
def without_the_unique_index() -> Iterator[None]:
    name = "one_live_booking_per_user_and_session"
    index = next(each for each in Booking._meta.constraints if each.name == name)
    with connection.schema_editor() as schema:
        schema.remove_constraint(Booking, index)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE bookings_booking CASCADE")
        with connection.schema_editor() as schema:
            schema.add_constraint(Booking, index)
