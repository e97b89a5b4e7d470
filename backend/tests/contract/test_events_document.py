"""The second document, by a client that knows nothing else."""

import pytest

from tests.factories import PASSWORD, make_creator, make_user

from .clients import DocumentClient

pytestmark = pytest.mark.django_db


class EventsClient(DocumentClient):
    refresh_url = "/api/token/refresh/"

    def sign_in(self, username):
        answer = self.call("POST", "/api/token/", {"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.content
        assert set(answer.json()) == {"access", "refresh"}
        self.keep(answer.json())
        return self


@pytest.fixture
def creator():
    make_creator(username="creator_user", password=PASSWORD)
    return EventsClient().sign_in("creator_user")


@pytest.fixture
def user():
    make_user(username="plain_user", password=PASSWORD)
    return EventsClient().sign_in("plain_user")


EVENT = {"title": "Advanced Django", "description": "Deep dive into Django internals"}


def test_it_is_healthy():
    assert EventsClient().get("/health/") == {"status": "ok"}


def test_me_is_who_signed_in(creator):
    me = creator.get("/api/me/")

    assert set(me) == {"id", "username", "email", "role", "avatar"}
    assert (me["username"], me["role"], me["avatar"]) == ("creator_user", "CREATOR", None)


def test_me_is_for_people_who_are_signed_in():
    assert EventsClient().call("GET", "/api/me/").status_code == 401


def test_tokens_are_refreshed(user):
    before = user.access

    user.renew()

    assert user.access != before
    assert user.get("/api/me/")["username"] == "plain_user"


def test_a_wrong_password_signs_nobody_in(user):
    answer = EventsClient().call(
        "POST", "/api/token/", {"username": "plain_user", "password": "wrong"}
    )

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")


def test_a_creator_creates_an_event_and_everybody_reads_it(creator):
    answer = creator.call("POST", "/api/events/", EVENT)

    assert answer.status_code == 201, answer.content
    event = answer.json()
    assert set(event) == {"id", "title", "description", "creator", "created_at"}
    assert {**event, **EVENT} == event
    assert event["creator"] == creator.get("/api/me/")["id"]
    public = EventsClient()
    assert public.get("/api/events/") == [event]
    assert public.get(f"/api/events/{event['id']}/") == event


def test_the_newest_event_comes_first(creator):
    titles = ["One", "Two", "Three"]
    for title in titles:
        creator.call("POST", "/api/events/", {**EVENT, "title": title})

    assert [each["title"] for each in EventsClient().get("/api/events/")] == titles[::-1]


def test_a_user_creates_no_event(user):
    assert user.call("POST", "/api/events/", EVENT).status_code == 403
    assert EventsClient().get("/api/events/") == []


def test_nobody_creates_no_event():
    assert EventsClient().call("POST", "/api/events/", EVENT).status_code == 401


def test_an_event_is_a_free_session_that_can_be_booked(creator, user, now):
    event = creator.call("POST", "/api/events/", EVENT).json()

    session = user.get(f"/api/sessions/{event['id']}/")

    assert (session["title"], session["price"], session["capacity"]) == (
        "Advanced Django",
        "0.00",
        50,
    )
    assert (session["status"], session["start_time"]) == ("published", None)
    assert session["duration_minutes"] == 60
    date = f"{now.year + 1}-01-15T18:00:00Z"
    body = {"session": event["id"], "booking_date": date}
    booked = user.call("POST", "/api/bookings/", body)
    assert (booked.status_code, booked.json()["status"]) == (201, "confirmed")
