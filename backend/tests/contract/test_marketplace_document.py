"""The first document, from register to delete, by a client that knows nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings

from .clients import DocumentClient

pytestmark = pytest.mark.django_db
PASSWORD = "a long password 42"


class MarketplaceClient(DocumentClient):
    refresh_url = "/api/auth/token/refresh/"

    def register(self, name, role):
        body = {
            "email": f"{name}@example.com",
            "username": name,
            "password": PASSWORD,
            "role": role,
            "first_name": name.title(),
            "last_name": "Example",
        }
        answer = self.call("POST", "/api/auth/register/", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def login(self, name):
        body = {"email": f"{name}@example.com", "password": PASSWORD}
        answer = self.call("POST", "/api/auth/login/", body)
        assert answer.status_code == 200, answer.content
        self.keep(answer.json())
        return answer.json()


@pytest.fixture
def creator():
    client = MarketplaceClient()
    client.register("carla", "CREATOR")
    client.login("carla")
    return client


@pytest.fixture
def learner():
    client = MarketplaceClient()
    client.register("liam", "USER")
    client.login("liam")
    return client


def in_a_week():
    return (datetime.now(UTC) + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:00Z")


@pytest.fixture
def session(creator):
    body = {
        "title": "Advanced Django",
        "description": "Deep dive into Django internals",
        "price": "49.90",
        "duration_minutes": 90,
        "capacity": 2,
        "status": "published",
        "image": "https://example.com/django.png",
        "start_time": in_a_week(),
    }
    answer = creator.call("POST", "/api/sessions/", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


class TestAccounts:
    def test_registering_signs_in(self):
        client = MarketplaceClient()

        person = client.register("ada", "USER")

        assert UUID(person["id"])
        assert (person["email"], person["username"]) == ("ada@example.com", "ada")
        assert (person["role"], person["avatar"]) == ("USER", None)
        assert (person["first_name"], person["last_name"]) == ("Ada", "Example")
        client.keep(person)
        assert client.get("/api/auth/profile/")["id"] == person["id"]

    def test_logging_in_gives_the_person_and_the_tokens(self, creator):
        answer = creator.login("carla")

        assert answer["user"]["role"] == "CREATOR"
        assert isinstance(answer["access"], str)
        assert isinstance(answer["refresh"], str)

    def test_an_expired_token_is_refreshed_and_the_request_repeated(self, learner, set_clock):
        set_clock(datetime.now(UTC) + settings.ACCESS_TOKEN_LIFETIME + timedelta(seconds=1))
        before = (learner.access, learner.refresh)

        assert learner.get("/api/auth/profile/")["username"] == "liam"

        assert learner.access != before[0]
        assert learner.refresh != before[1]

    def test_the_profile_is_updated(self, learner):
        answer = learner.call(
            "PATCH",
            "/api/auth/profile/",
            {"first_name": "William", "avatar": "https://example.com/liam.png"},
        )

        assert answer.status_code == 200
        profile = learner.get("/api/auth/profile/")
        assert (profile["first_name"], profile["last_name"]) == ("William", "Example")
        assert profile["avatar"] == "https://example.com/liam.png"

    def test_nobody_patches_their_role(self, learner):
        """Seen in the document's own old code."""
        answer = learner.call("PATCH", "/api/auth/profile/", {"role": "CREATOR"})

        assert answer.status_code == 400
        assert learner.get("/api/auth/profile/")["role"] == "USER"


class TestSessions:
    def test_a_created_session_has_the_documents_fields(self, session, creator):
        me = creator.get("/api/auth/profile/")

        assert session["creator"] == me["id"]
        assert session["title"] == "Advanced Django"
        assert session["price"] == "49.90"
        assert session["duration_minutes"] == 90
        assert (session["capacity"], session["current_bookings"]) == (2, 0)
        assert session["status"] == "published"
        assert session["image"] == "https://example.com/django.png"
        assert session["start_time"].endswith("Z")

    def test_everybody_browses_published_sessions(self, session, creator, learner):
        for client in (MarketplaceClient(), learner, creator):
            listed = client.get("/api/sessions/")
            assert isinstance(listed, list)
            assert [each["id"] for each in listed] == [session["id"]]
            assert client.get(f"/api/sessions/{session['id']}/")["title"] == "Advanced Django"

    def test_drafts_are_on_ones_own_list_only(self, creator, learner, session):
        body = {"title": "Soon", "description": "Later", "price": 10, "duration_minutes": 60}
        draft = creator.call("POST", "/api/sessions/", body).json()

        assert draft["status"] == "draft"
        own = {each["id"] for each in creator.get("/api/sessions/?my_sessions=true")}
        assert own == {draft["id"], session["id"]}
        assert [each["id"] for each in learner.get("/api/sessions/")] == [session["id"]]
        assert learner.call("GET", f"/api/sessions/{draft['id']}/").status_code == 404

    def test_creators_open_the_sessions_of_others(self, session):
        """Seen in the document's own old code."""
        other = MarketplaceClient()
        other.keep(other.register("olga", "CREATOR"))

        assert other.get(f"/api/sessions/{session['id']}/")["id"] == session["id"]

    def test_what_was_read_is_edited_and_put_back(self, creator, session):
        url = f"/api/sessions/{session['id']}/"

        answer = creator.call("PUT", url, {**session, "title": "Expert Django", "price": "59.00"})

        assert answer.status_code == 200, answer.content
        changed = creator.get(url)
        assert (changed["title"], changed["price"]) == ("Expert Django", "59.00")
        assert changed["start_time"] == session["start_time"]

    def test_a_user_creates_nothing(self, learner):
        body = {"title": "x", "description": "y", "price": 1, "duration_minutes": 60}

        assert learner.call("POST", "/api/sessions/", body).status_code == 403

    def test_a_deleted_session_is_gone(self, creator, session):
        url = f"/api/sessions/{session['id']}/"

        assert creator.call("DELETE", url).status_code == 204

        assert creator.call("GET", url).status_code == 404
        assert creator.get("/api/sessions/?my_sessions=true") == []


class TestBookings:
    @pytest.fixture
    def booking(self, learner, session):
        body = {"session": session["id"], "booking_date": session["start_time"]}
        answer = learner.call("POST", "/api/bookings/", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def test_a_booking_has_the_documents_fields(self, booking, learner, session):
        me = learner.get("/api/auth/profile/")

        assert UUID(booking["id"])
        assert (booking["user"], booking["session"]) == (me["id"], session["id"])
        assert booking["booking_date"] == session["start_time"]
        assert (booking["amount"], booking["status"]) == ("49.90", "pending")
        assert booking["payment_status"] == "unpaid"

    def test_the_simulated_payment_of_the_document_confirms_it(self, booking, learner):
        answer = learner.call(
            "PATCH",
            f"/api/bookings/{booking['id']}/",
            {"status": "confirmed", "payment_status": "paid"},
        )

        assert answer.status_code == 200, answer.content
        paid = learner.get(f"/api/bookings/{booking['id']}/")
        assert (paid["status"], paid["payment_status"]) == ("confirmed", "paid")

    def test_so_do_its_words_in_the_booking_itself(self, learner, session):
        body = {
            "session": session["id"],
            "booking_date": session["start_time"],
            "amount": session["price"],
            "status": "confirmed",
            "payment_status": "paid",
        }

        booking = learner.call("POST", "/api/bookings/", body)

        assert booking.status_code == 201, booking.content
        assert booking.json()["status"] == "confirmed"
        assert booking.json()["payment_status"] == "paid"

    def test_both_sides_see_it(self, booking, learner, creator):
        for path in ("/api/bookings/", "/api/bookings/my_bookings/"):
            assert [each["id"] for each in learner.get(path)] == [booking["id"]]
            assert creator.get(path) == []
        (seen,) = creator.get("/api/bookings/creator_bookings/")
        assert seen["id"] == booking["id"]
        assert seen["user_details"]["email"] == "liam@example.com"
        assert seen["session_details"]["title"] == "Advanced Django"
        assert learner.get("/api/bookings/creator_bookings/") == []

    def test_the_seats_are_counted(self, booking, learner, session):
        shown = learner.get(f"/api/sessions/{session['id']}/")

        assert (shown["current_bookings"], shown["spots_available"]) == (1, 1)

    def test_nobody_books_twice_and_nobody_overbooks(self, booking, learner, session):
        body = {"session": session["id"]}
        assert learner.call("POST", "/api/bookings/", body).status_code == 409
        codes = []
        for name in ("ben", "eve"):
            client = MarketplaceClient()
            client.keep(client.register(name, "USER"))
            codes.append(client.call("POST", "/api/bookings/", body).status_code)

        assert codes == [201, 409]
        assert learner.get(f"/api/sessions/{session['id']}/")["is_full"] is True

    def test_cancelled_by_patch_it_stays_on_the_list(self, booking, learner, session):
        url = f"/api/bookings/{booking['id']}/"

        answer = learner.call("PATCH", url, {"status": "cancelled"})

        assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
        assert [each["status"] for each in learner.get("/api/bookings/")] == ["cancelled"]
        assert learner.get(f"/api/sessions/{session['id']}/")["current_bookings"] == 0

    def test_cancelled_by_delete_the_record_is_removed(self, booking, learner, creator, session):
        url = f"/api/bookings/{booking['id']}/"

        assert learner.call("DELETE", url).status_code == 204

        assert learner.call("GET", url).status_code == 404
        assert learner.get("/api/bookings/") == []
        assert creator.get("/api/bookings/creator_bookings/") == []
        assert learner.get(f"/api/sessions/{session['id']}/")["current_bookings"] == 0
        body = {"session": session["id"]}
        assert learner.call("POST", "/api/bookings/", body).status_code == 201


def test_the_whole_story(creator, learner, session, work_off):
    booked = learner.call("POST", "/api/bookings/", {"session": session["id"]}).json()
    url = f"/api/bookings/{booked['id']}/"
    learner.renew()
    assert learner.call("PATCH", url, {"payment_status": "paid"}).status_code == 200
    assert learner.get(url)["status"] == "confirmed"

    cancelled = learner.call("PATCH", url, {"status": "cancelled"}).json()
    work_off()

    assert cancelled["payment_status"] == "refunded"
    assert learner.get(url)["refund_status"] == "succeeded"
    assert learner.call("DELETE", url).status_code == 204
    assert creator.call("DELETE", f"/api/sessions/{session['id']}/").status_code == 204
    assert learner.get("/api/sessions/") == []
