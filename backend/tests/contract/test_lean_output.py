"""Answers that PostgreSQL writes have exactly the shape that the description promises."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from jsonschema import ValidationError  # type: ignore[import-untyped]

from bookings.models import Booking
from tests.bookings.conftest import make_hold
from tests.factories import make_booking, make_creator, make_session, make_user

from .shapes import Shapes

__all__ = ["make_hold"]
pytestmark = pytest.mark.django_db
SESSIONS, BOOKINGS, EVENTS = "/api/sessions/", "/api/bookings/", "/api/events/"
FRACTION = datetime(2031, 5, 6, 7, 8, 9, 120_000, tzinfo=UTC)


@pytest.fixture(scope="module")
def shapes():
    return Shapes()


@pytest.fixture
def bare():
    """A person who has said nothing about themselves."""
    return make_creator()


@pytest.fixture
def full():
    return make_creator(
        first_name="Zoë", last_name='O\'Neil "Zed"', avatar="https://example.com/a.png"
    )


@pytest.fixture
def sessions(bare, full):
    """Every nullable field set and null, every status, and awkward values."""
    return [
        make_session(creator=bare, start_time=None, image=None),
        make_session(creator=full, image="https://example.com/i.png", time_zone="Asia/Tokyo"),
        make_session(creator=full, start_time=FRACTION, price=Decimal("99999999.99")),
        make_session(
            creator=full,
            price=Decimal(0),
            capacity=1,
            topic="craft",
            level="beginner",
            language="de",
            format="in_person",
            place="Kreuzberg, Berlin",
        ),
        make_session(creator=full, description='quotes " \\ back\n\ttabs \u2028 🏺'),
        make_session(creator=full, status="draft"),
        make_session(creator=full, status="cancelled"),
    ]


class TestSessions:
    def test_lists_and_details(self, as_user, shapes, sessions):
        listed = as_user().get(SESSIONS).json()

        assert len(listed) == 5
        shapes.check_list("SessionOutput", listed)
        for each in listed:
            detail = as_user().get(f"{SESSIONS}{each['id']}/").json()
            shapes.check("SessionOutput", detail)
            assert detail == each
        assert {each["image"] is None for each in listed} == {True, False}
        assert {each["start_time"] is None for each in listed} == {True, False}
        assert {each["creator_details"]["avatar"] is None for each in listed} == {True, False}

    def test_ones_own_of_every_status(self, as_user, shapes, sessions, full):
        listed = as_user(full).get(SESSIONS, {"my_sessions": "true"}).json()

        assert {each["status"] for each in listed} == {"draft", "published", "cancelled"}
        shapes.check_list("SessionOutput", listed)

    def test_what_is_written_is_answered_in_the_same_shape(self, as_user, shapes, bare):
        body = {"title": "a", "description": "b", "price": "1", "duration_minutes": 1}
        client = as_user(bare)

        made = client.post(SESSIONS, body, format="json").json()
        put = client.put(f"{SESSIONS}{made['id']}/", {**made, "title": "c"}, format="json").json()

        shapes.check("SessionOutput", made)
        shapes.check("SessionOutput", put)

    def test_seats_and_days(self, as_user, shapes, sessions):
        ids = ",".join(str(session.pk) for session in sessions)
        seats = as_user().get(f"{SESSIONS}seats/", {"ids": ids}).json()
        days = as_user().get(f"{SESSIONS}days/?from=2031-05-01&to=2031-05-31").json()

        assert (len(seats), len(days)) == (5, 1)
        shapes.check_list("SeatsOutput", seats)
        shapes.check_list("DayOutput", days)

    def test_creators(self, as_user, shapes, bare, full):
        for creator in (bare, full):
            shapes.check(
                "CreatorOutput", as_user().get(f"/api/creators/{creator.username}/").json()
            )


class TestEvents:
    def test_lists_and_details(self, as_user, shapes, sessions):
        listed = as_user().get(EVENTS).json()

        assert len(listed) == 5
        shapes.check_list("EventOutput", listed)
        for each in listed:
            assert as_user().get(f"{EVENTS}{each['id']}/").json() == each

    def test_what_is_written(self, as_user, shapes, bare):
        body = {"title": "Advanced", "description": "Deep"}

        shapes.check("EventOutput", as_user(bare).post(EVENTS, body, format="json").json())


class TestBookings:
    @pytest.fixture
    def bookings(self, full, sessions):
        learner = make_user(first_name="Ada", avatar="https://example.com/b.png")
        return [
            make_booking(session=sessions[1], user=learner, status="pending"),
            make_booking(session=sessions[3], user=learner),
            make_booking(session=sessions[4], user=make_user(), status="cancelled"),
            make_booking(session=sessions[2], user=learner),
        ]

    def test_lists_and_details(self, as_user, shapes, bookings, full):
        learner = bookings[0].user

        for reader, url in (
            (learner, BOOKINGS),
            (learner, f"{BOOKINGS}my_bookings/"),
            (full, f"{BOOKINGS}creator_bookings/"),
        ):
            listed = as_user(reader).get(url).json()
            assert len(listed) >= 3
            shapes.check_list("BookingOutput", listed)
            for each in listed:
                detail = as_user(reader).get(f"{BOOKINGS}{each['id']}/").json()
                assert detail == each

    def test_every_state_of_a_booking_and_its_money(self, as_user, shapes, make_hold, work_off):
        hold = make_hold()
        seen = [hold.get()]
        hold.pay()
        seen.append(hold.get())
        hold.patch(status="cancelled")
        seen.append(hold.get())
        work_off()
        seen.append(hold.get())

        shapes.check_list("BookingOutput", seen)
        for name in ("hold_expires_at", "confirmed_at", "cancelled_at", "refund_status"):
            assert {each[name] is None for each in seen} == {True, False}
        assert {each["payment_status"] for each in seen} == {"unpaid", "paid", "refunded"}

    def test_an_answer_that_waits(self, shapes, make_hold):
        for card in ("needs_confirmation", "slow"):
            shapes.check("WaitingOutput", make_hold().pay(card).json())

    def test_what_a_cancel_would_do(self, shapes, make_hold):
        hold = make_hold()
        for _ in range(2):
            shapes.check("CancellationOutput", hold.client.get(f"{hold.url}cancellation/").json())
            hold.pay()

    def test_a_booking_of_a_deleted_session(self, as_user, shapes, bookings, full):
        session = bookings[1].session
        as_user(full).delete(f"{SESSIONS}{session.pk}/")

        shown = as_user(bookings[1].user).get(f"{BOOKINGS}{bookings[1].pk}/").json()

        shapes.check("BookingOutput", shown)
        assert shown["session_details"]["status"] == "cancelled"

    def test_insights(self, as_user, shapes, bookings, full, bare):
        for creator in (full, bare):
            figures = as_user(creator).get("/api/creator/insights/").json()
            shapes.check("InsightsOutput", figures)
        year = as_user(full).get("/api/creator/insights/?from=2031-05-01&to=2031-05-31").json()
        assert year["totals"]["fill_rate"] is not None
        shapes.check("InsightsOutput", year)


class TestAccounts:
    def test_profile_and_me(self, as_user, shapes, bare, full):
        for person in (bare, full):
            shapes.check("UserOutput", as_user(person).get("/api/auth/profile/").json())
            shapes.check("MeOutput", as_user(person).get("/api/me/").json())

    def test_registered_and_signed_in(self, as_user, shapes):
        body = {"email": "a@example.com", "username": "ada", "password": "correct horse 42"}
        register = as_user().post("/api/auth/register/", body, format="json").json()
        login = as_user().post("/api/auth/login/", body, format="json").json()
        name = {"username": "ada", "password": body["password"]}
        token = as_user().post("/api/token/", name, format="json").json()

        shapes.check("RegisteredOutput", register)
        shapes.check("LoginOutput", login)
        shapes.check("TokensOutput", token)


class TestThemselves:
    """These tests can fail."""

    @pytest.fixture
    def session(self, as_user):
        return as_user().get(f"{SESSIONS}{make_session().pk}/").json()

    @pytest.mark.parametrize(
        "change",
        [
            {"more": 1},
            {"price": 25},
            {"price": "25.0"},
            {"price": None},
            {"start_time": "2030-01-01T00:00:00"},
            {"start_time": "2030-01-01T00:00:00+00:00"},
            {"start_time": "2030-01-01 00:00:00Z"},
            {"id": "7"},
            {"status": "gone"},
            {"is_full": "false"},
            {"capacity": "10"},
            {"image": "http://example.com"},
            {"creator_details": None},
        ],
    )
    def test_another_shape_is_noticed(self, shapes, session, change):
        shapes.check("SessionOutput", session)

        with pytest.raises(ValidationError):
            shapes.check("SessionOutput", {**session, **change})

    def test_a_missing_member_is_noticed(self, shapes, session):
        for name in shapes.members("SessionOutput"):
            rest = {key: value for key, value in session.items() if key != name}
            with pytest.raises(ValidationError):
                shapes.check("SessionOutput", rest)


def test_the_documents_fields_are_all_there(shapes):
    assert shapes.members("BookingOutput") == {
        "id", "user", "user_details", "session", "session_details", "booking_date", "amount",
        "currency", "status", "payment_status", "refund_status", "hold_expires_at", "created_at",
        "confirmed_at", "cancelled_at",
    }  # fmt: skip
    assert shapes.members("SessionOutput") == {
        "id", "creator", "creator_details", "title", "description", "price", "currency",
        "duration_minutes", "capacity", "current_bookings", "spots_available", "is_full",
        "status", "image", "start_time", "end_time", "time_zone", "topic", "level",
        "language", "format", "place", "version", "created_at", "updated_at",
    }  # fmt: skip
    assert shapes.members("UserOutput") == {
        "id", "email", "username", "role", "avatar", "first_name", "last_name", "time_zone",
        "date_joined", "email_verified", "pending_email", "has_password",
    }  # fmt: skip
    assert shapes.members("EventOutput") == {"id", "title", "description", "creator", "created_at"}


def test_nothing_of_ours_is_shown_that_nobody_asked_for(as_user, shapes, make_hold):
    hold = make_hold()
    text = as_user(hold.session.creator).get(hold.url).content.decode()

    for column in ("hidden_from", "cancel_cause", "policy", "password", "is_staff", "deleted_at"):
        assert column not in text
    assert Booking.objects.get().session.creator.email not in text
