"""Fifty people want the last seat."""

from threading import Barrier
from typing import Any
from uuid import UUID

import pytest

from bookings.models import Booking
from bookings.services import book
from core.transactions import step
from session_catalog.models import Seats, Session
from tests.factories import make_session, make_user
from tests.soundness import assert_sound, broken

from .racing import REAL_COMMITS, posting, race, statuses, values

pytestmark = REAL_COMMITS

LEARNERS = 50


def everybody_books(session: Session) -> list[Any]:
    body = {"session": str(session.pk)}
    return values(race([posting(make_user(), "/api/bookings/", body) for _ in range(LEARNERS)]))


def test_one_of_fifty_gets_the_last_seat() -> None:
    session = make_session(capacity=1)

    answers = everybody_books(session)

    assert statuses(answers) == {201: 1, 409: LEARNERS - 1}
    refused = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert refused == {"session_full"}
    assert Booking.objects.count() == 1
    assert_sound()


def test_ten_seats_go_to_ten_of_fifty() -> None:
    session = make_session(capacity=10)

    answers = everybody_books(session)

    assert statuses(answers) == {201: 10, 409: LEARNERS - 10}
    assert Booking.objects.count() == 10
    assert_sound()


def test_its_twin_that_reads_and_then_writes_oversells(monkeypatch: pytest.MonkeyPatch) -> None:
    session = make_session(capacity=1)
    everybody_has_read = Barrier(LEARNERS)

    @step
    def read_then_write(session_id: UUID) -> bool:
        seats = Seats.objects.get(session_id=session_id)
        everybody_has_read.wait(30)
        if seats.taken >= seats.capacity:
            return False
        Seats.objects.filter(session_id=session_id).update(taken=seats.taken + 1)
        return True

    monkeypatch.setattr(book, "claim_seat", read_then_write)

    answers = everybody_books(session)

    assert statuses(answers)[201] == LEARNERS
    assert set(broken()) == {"I2-taken-is-live-bookings"}
