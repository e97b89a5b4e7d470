"""The checker says nothing about a sound story, and one sentence about each broken one."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from .checker import Booking, Facts, Seats, complaints, mails_astray, mails_lost
from .journal import NO_ANSWER, Answer, Attempt, Journal
from .reading import misled
from .watchers import Watcher

LOST = Answer(NO_ANSWER)


def attempt(user: str, *answers: Answer, pays: bool = False) -> Attempt:
    made = Attempt(user, "pottery", key=f"key of {user}", pays=pays)
    for answer in answers:
        made.hear(answer)
    return made


def booked(booking: str) -> Answer:
    return Answer(201, {"id": booking})


def refused(status: int, code: str) -> Answer:
    return Answer(status, {"code": code})


def booking(
    name: str, user: str, status: str, *, captured: bool = False, ran_out: bool = False
) -> Booking:
    return Booking(
        name, user, "pottery", status, Decimal(25), captured, has_run_out=ran_out, is_revived=False
    )


def story() -> Journal:
    """Ada got a free seat, Ben paid and left, Cleo paid; Dan's answer was lost and found again.

    Eve's payment came too late for her hold, and Finn's request never arrived.
    """
    return Journal(
        attempts=[
            attempt("ada", booked("a")),
            attempt("ben", booked("b")),
            attempt("cleo", booked("c"), booked("c"), pays=True),
            attempt("dan", LOST, refused(503, "unavailable"), booked("d")),
            attempt("eve", refused(410, "hold_expired"), pays=True),
            attempt("finn", LOST, refused(409, "session_full")),
        ],
        confirmed={"a", "b", "c"},
        paid={"b", "c"},
        leaving={"b"},
        cancelled={"b"},
    )


FACTS = Facts(
    bookings=(
        booking("a", "ada", "confirmed"),
        booking("b", "ben", "cancelled", captured=True),
        booking("c", "cleo", "confirmed", captured=True),
        booking("d", "dan", "pending"),
        booking("e", "eve", "cancelled", ran_out=True),
    ),
    seats=(Seats("pottery", taken=3, capacity=3),),
)


def but(name: str, **changes: Any) -> Facts:
    """The facts with one booking changed."""
    changed = [replace(b, **changes) if b.id == name else b for b in FACTS.bookings]
    return replace(FACTS, bookings=tuple(changed))


def without(name: str) -> Facts:
    return replace(FACTS, bookings=tuple(each for each in FACTS.bookings if each.id != name))


def beside(*others: Booking) -> Facts:
    return replace(FACTS, bookings=(*FACTS.bookings, *others))


def seats(taken: int, capacity: int = 3) -> Seats:
    return Seats("pottery", taken, capacity)


def test_a_sound_story_is_passed_over_in_silence() -> None:
    assert complaints(story(), FACTS) == []


def test_a_booking_that_was_acknowledged_and_is_gone_is_missed() -> None:
    assert complaints(story(), replace(without("a"), seats=(seats(2),))) == [
        "Booking a was acknowledged and is there 0 times."
    ]


def test_a_booking_that_is_there_twice_is_noticed() -> None:
    found = beside(booking("b", "ben", "cancelled", captured=True))
    assert complaints(story(), found) == ["Booking b was acknowledged and is there 2 times."]


def test_a_booking_in_another_persons_name_is_noticed() -> None:
    assert complaints(story(), but("a", user="gus")) == [
        "Booking a was acknowledged and is there 0 times."
    ]


def test_a_booking_of_another_session_is_noticed() -> None:
    found = replace(but("a", session="raku"), seats=(seats(2), Seats("raku", 1, 1)))
    assert complaints(story(), found) == ["Booking a was acknowledged and is there 0 times."]


def test_one_seat_too_few_or_too_many_is_noticed() -> None:
    for wrong in (2, 4):
        found = replace(FACTS, seats=(seats(wrong),))
        assert complaints(story(), found) == [f"Session pottery: {wrong} taken, 3 live."]


def test_more_people_than_seats_are_noticed() -> None:
    found = replace(FACTS, seats=(seats(3, capacity=2),))
    assert complaints(story(), found) == ["Session pottery has 3 of 2 seats."]


def test_a_second_booking_for_one_key_is_noticed_by_its_answer() -> None:
    journal = story()
    journal.attempts[3].hear(booked("d2"))
    found = beside(booking("d2", "dan", "cancelled"))
    assert complaints(journal, found) == ["Key key of dan made 2 bookings."]


def test_a_second_booking_for_one_key_is_noticed_although_no_answer_names_it() -> None:
    found = beside(booking("d2", "dan", "cancelled"))
    assert complaints(story(), found) == ["Booking d2 is there, and nobody was told of it."]


def test_a_booking_from_a_request_that_was_refused_is_noticed() -> None:
    found = beside(booking("f", "finn", "cancelled"))
    assert complaints(story(), found) == ["Booking f is there, and nobody was told of it."]


def test_a_payment_that_came_too_late_explains_one_hold_that_ran_out_and_no_other() -> None:
    second = beside(booking("e2", "eve", "cancelled", ran_out=True))
    assert complaints(story(), second) == ["Booking e2 is there, and nobody was told of it."]
    assert complaints(story(), but("e", has_run_out=False)) == [
        "Booking e is there, and nobody was told of it."
    ]


def test_two_live_bookings_of_one_person_are_noticed() -> None:
    journal = story()
    journal.attempts.append(attempt("ada", booked("a2")))
    found = replace(beside(booking("a2", "ada", "pending")), seats=(seats(taken=4, capacity=4),))
    assert complaints(journal, found) == ["Person ada has 2 live bookings of session pottery."]


def test_a_cancelled_booking_that_lives_again_is_noticed() -> None:
    found = replace(but("b", status="confirmed"), seats=(seats(4, capacity=4),))
    assert complaints(story(), found) == ["Booking b was cancelled and is confirmed."]


def test_a_hold_that_ran_out_and_whose_money_came_late_may_live_again() -> None:
    found = replace(but("b", status="confirmed", is_revived=True), seats=(seats(4, capacity=4),))
    assert complaints(story(), found) == []


def test_a_confirmed_booking_that_nobody_cancelled_and_that_ended_is_noticed() -> None:
    found = replace(but("a", status="cancelled"), seats=(seats(2),))
    assert complaints(story(), found) == ["Booking a was confirmed and is cancelled."]


def test_a_payment_that_was_acknowledged_and_is_no_money_is_noticed() -> None:
    assert complaints(story(), but("c", is_captured=False)) == [
        "Booking c was paid, and there is no money."
    ]


def test_a_question_that_nobody_ever_answered_is_noticed() -> None:
    journal = story()
    journal.attempts.append(attempt("gus", LOST))
    assert complaints(journal, FACTS) == ["Key key of gus never got a clear answer."]


def test_an_answer_500_is_noticed() -> None:
    journal = story()
    journal.answers.update({"500 server_error": 2, "503 unavailable": 9})
    assert complaints(journal, FACTS) == ["2 answers were 500 server_error."]


def test_mails_that_count_as_sent_and_arrived_once_are_passed_over_in_silence() -> None:
    known = {"m": True, "n": False}
    assert mails_astray(known, ["m"]) == mails_lost(known, ["m"]) == []


def test_a_mail_that_counts_as_sent_and_never_arrived_is_missed() -> None:
    assert mails_lost({"m": True}, []) == ["Mail m counts as sent and never arrived."]


def test_a_mail_whose_cause_was_never_committed_is_noticed() -> None:
    assert mails_astray({}, ["m"]) == ["Mail m arrived, and nobody knows of it."]


def test_a_mail_that_arrived_twice_is_noticed() -> None:
    assert mails_astray({"m": True}, ["m", "m"]) == ["Mail m arrived 2 times."]


def viewer(version: int, free: int) -> Watcher:
    made = Watcher(0, ["pottery"])
    made._hear("pottery", version, free)
    return made


def test_a_viewer_who_knows_the_truth_is_passed_over_in_silence() -> None:
    found = Facts((), (Seats("pottery", taken=1, capacity=3, version=5),))
    assert misled([viewer(5, 2)], found, within=0) == []


def test_a_viewer_who_believes_what_is_no_longer_so_is_noticed() -> None:
    found = Facts((), (Seats("pottery", taken=1, capacity=3, version=5),))
    assert misled([viewer(4, 3)], found, within=0) == [
        "A viewer believes pottery: (4, 3), not (5, 2)."
    ]


def test_a_viewer_who_was_led_back_is_noticed() -> None:
    found = Facts((), (Seats("pottery", taken=1, capacity=3, version=5),))
    led = viewer(6, 1)
    led._hear("pottery", 5, 2)
    assert misled([led], found, within=0) == ["A viewer was led back: [('pottery', 6, 5)]."]
