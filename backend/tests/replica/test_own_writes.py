"""The catalogue comes from a replica, and nobody sees less than they have done themselves."""

from tests.faults.crowd import Person
from tests.faults.processes import until
from tests.faults.stack import Stack

from .readers import HEADER, Browser
from .standby import Standby


def test_a_stranger_reads_from_the_replica(
    stack: Stack, replica: Standby, creator: Person, stranger: Browser
) -> None:
    replica.pause()
    made = Browser(stack.port, creator).publishes("Raku")

    assert made not in stranger.lists()

    replica.resume()
    until(lambda: made in stranger.lists(), "the replica shows the session")


def test_who_published_sees_it_at_once(stack: Stack, replica: Standby, creator: Person) -> None:
    browser = Browser(stack.port, creator)
    replica.pause()
    made = browser.publishes("Raku")

    assert made in browser.lists()
    assert browser.free_seats(made) == 4


def test_who_booked_sees_the_seat_taken_and_a_stranger_later(
    stack: Stack, replica: Standby, creator: Person, learner: Person, stranger: Browser
) -> None:
    made = Browser(stack.port, creator).publishes("Raku")
    with stack.connect() as connection:
        replica.wait_for(connection)
    replica.pause()
    browser = Browser(stack.port, learner)

    assert browser.books(made) == 201

    assert browser.free_seats(made) == 3
    assert stranger.free_seats(made) == 4


def test_a_program_without_cookies_sends_the_position_as_a_header(
    stack: Stack, replica: Standby, creator: Person, stranger: Browser
) -> None:
    replica.pause()
    browser = Browser(stack.port, creator)
    made = browser.publishes("Raku")
    position = browser.heard[HEADER]

    status, listed = stranger.get("/api/sessions/?limit=200", X_Write_Position=position)

    assert status == 200
    assert made in {each["id"] for each in listed}


def test_a_position_that_is_none_counts_as_none(replica: Standby, stranger: Browser) -> None:
    for sent in ("soon", "0/0", "FFFFFFFFF-0", "' OR 1=1"):
        assert stranger.get("/api/sessions/", X_Write_Position=sent)[0] == 200


def test_what_the_replica_does_not_have_yet_is_no_404(
    stack: Stack, replica: Standby, creator: Person, stranger: Browser
) -> None:
    replica.pause()
    made = Browser(stack.port, creator).publishes("Raku")

    assert stranger.free_seats(made) == 4


def test_a_replica_that_lags_too_far_is_not_read_from(
    stack: Stack, replica: Standby, creator: Person, stranger: Browser
) -> None:
    replica.pause()
    made = Browser(stack.port, creator).publishes("Raku")

    until(lambda: made in stranger.lists(), "the primary answers instead")


def test_without_the_replica_reads_go_on(
    stack: Stack, replica: Standby, creator: Person, stranger: Browser
) -> None:
    made = Browser(stack.port, creator).publishes("Raku")
    replica.kill()
    try:
        assert made in stranger.lists()
        assert stranger.free_seats(made) == 4
    finally:
        replica.start_again()


def test_a_refusal_names_a_position_too(stack: Stack, replica: Standby, learner: Person) -> None:
    """A declined payment is one, behind a booking."""
    browser = Browser(stack.port, learner)

    assert browser.ask("POST", "/api/bookings/", {"session": "no id"})[0] == 400
    assert HEADER in browser.heard


def test_reads_name_none(replica: Standby, stranger: Browser) -> None:
    stranger.get("/api/sessions/")

    assert HEADER not in stranger.heard
    assert not stranger.cookies
