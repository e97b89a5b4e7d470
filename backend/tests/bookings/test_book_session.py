"""POST /api/bookings/."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings

from bookings.models import Booking, BookingEvent
from core.models import IdempotencyRecord
from session_catalog.models import Seats, Session
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db
URL = "/api/bookings/"


def taken(session):
    return Seats.objects.get(session=session).taken


def test_a_paid_session_gives_a_hold_of_ten_minutes(as_user, frozen):
    session, learner = make_session(), make_user()

    answer = as_user(learner).post(URL, {"session": str(session.pk)}, format="json")

    booking = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/bookings/{booking['id']}/"
    assert (booking["status"], booking["payment_status"]) == ("pending", "unpaid")
    expires = frozen.moment + settings.HOLD_LIFETIME
    assert booking["hold_expires_at"] == expires.isoformat().replace("+00:00", "Z")
    assert booking["amount"] == "25.00"
    assert booking["currency"] == "USD"
    assert booking["user"] == str(learner.pk)
    assert booking["user_details"]["email"] == learner.email
    assert booking["session_details"]["id"] == str(session.pk)
    assert booking["session_details"]["current_bookings"] == 1
    assert booking["booking_date"] == booking["session_details"]["start_time"]
    assert taken(session) == 1


def test_a_free_session_is_confirmed_at_once(as_user):
    session = make_session(price=Decimal(0))

    booking = as_user(make_user()).post(URL, {"session": str(session.pk)}, format="json").json()

    assert (booking["status"], booking["payment_status"]) == ("confirmed", "paid")
    assert booking["hold_expires_at"] is None
    assert booking["confirmed_at"] is not None


def test_every_booking_has_its_first_event(as_user):
    session, learner = make_session(), make_user()

    booking = as_user(learner).post(URL, {"session": str(session.pk)}, format="json").json()

    event = BookingEvent.objects.get(booking_id=booking["id"])
    assert (event.from_status, event.to_status, event.cause) == (None, "pending", "booked")
    assert event.actor_id == learner.pk


def test_anonymous_people_can_not_book(as_user):
    session = make_session()

    answer = as_user().post(URL, {"session": str(session.pk)}, format="json")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert taken(session) == 0


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_a_session_that_is_not_published_is_not_there(as_user, error_of, status):
    session = make_session(status=status)

    answer = as_user(make_user()).post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (404, "not_found")
    assert not Booking.objects.exists()


def test_an_unknown_session_is_not_there(as_user, error_of):
    answer = as_user(make_user()).post(URL, {"session": str(uuid4())}, format="json")

    assert error_of(answer) == (404, "not_found")


@pytest.mark.parametrize("status", ["draft", "published", "cancelled"])
def test_nobody_books_their_own_session(as_user, error_of, status):
    creator = make_creator()
    session = make_session(creator=creator, status=status)

    answer = as_user(creator).post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (403, "own_session")
    assert taken(session) == 0


def test_a_second_live_booking_is_refused_and_names_the_first(as_user, error_of):
    session, learner = make_session(), make_user()
    client = as_user(learner)
    first = client.post(URL, {"session": str(session.pk)}, format="json").json()

    answer = client.post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (409, "already_booked")
    assert answer.json()["booking"] == first["id"]
    assert taken(session) == 1


def test_already_booked_comes_before_closed_and_full(as_user, error_of, frozen):
    session, learner = make_session(capacity=1), make_user()
    make_booking(session=session, user=learner)
    frozen.advance(days=8)

    answer = as_user(learner).post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (409, "already_booked")


def test_a_session_that_has_started_is_closed_even_when_full(as_user, error_of, frozen):
    session = make_session(capacity=1)
    make_booking(session=session)
    frozen.moment = session.start_time

    answer = as_user(make_user()).post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (409, "session_closed")
    assert taken(session) == 1


def test_a_full_session_refuses_another_booking(as_user, error_of):
    session = make_session(capacity=1)
    make_booking(session=session)

    answer = as_user(make_user()).post(URL, {"session": str(session.pk)}, format="json")

    assert error_of(answer) == (409, "session_full")
    assert Booking.objects.count() == 1
    assert taken(session) == 1


def test_a_full_session_gives_the_seat_of_an_overdue_hold(as_user):
    session = make_session(capacity=1)
    overdue = make_booking(session=session, status="pending")
    Booking.objects.filter(pk=overdue.pk).update(
        hold_expires_at=overdue.created_at - timedelta(seconds=1)
    )

    answer = as_user(make_user()).post(URL, {"session": str(session.pk)}, format="json")

    assert answer.status_code == 201
    overdue.refresh_from_db()
    assert (overdue.status, overdue.cancel_cause) == ("cancelled", "hold_expired")
    assert taken(session) == 1


def test_after_a_cancel_the_person_can_book_again(as_user):
    session, learner = make_session(), make_user()
    make_booking(session=session, user=learner, status="cancelled")

    answer = as_user(learner).post(URL, {"session": str(session.pk)}, format="json")

    assert answer.status_code == 201


def test_the_same_instant_in_another_zone_is_the_right_date(as_user):
    session = make_session()
    there = session.start_time.astimezone(tz=None).isoformat()

    answer = as_user(make_user()).post(
        URL, {"session": str(session.pk), "booking_date": there}, format="json"
    )

    assert answer.status_code == 201


def test_another_date_is_refused_and_the_right_one_is_named(as_user):
    session = make_session()
    other = (session.start_time + timedelta(hours=1)).isoformat()

    answer = as_user(make_user()).post(
        URL, {"session": str(session.pk), "booking_date": other}, format="json"
    )

    assert answer.status_code == 400
    right = session.start_time.isoformat().replace("+00:00", "Z")
    assert answer.json() == {"booking_date": [f"This session takes place at {right}."]}
    assert taken(session) == 0


def test_an_open_session_needs_a_date_in_the_future(as_user, now):
    session, client = make_session(start_time=None), as_user(make_user())

    without = client.post(URL, {"session": str(session.pk)}, format="json")
    past = {"session": str(session.pk), "booking_date": (now - timedelta(days=1)).isoformat()}
    too_late = client.post(URL, past, format="json")

    assert (without.status_code, list(without.json())) == (400, ["booking_date"])
    assert (too_late.status_code, list(too_late.json())) == (400, ["booking_date"])
    assert taken(session) == 0


def test_an_open_session_takes_place_when_its_learner_says(as_user, now):
    session = make_session(start_time=None)
    chosen = (now + timedelta(days=2)).replace(microsecond=0)

    booking = (
        as_user(make_user())
        .post(URL, {"session": str(session.pk), "booking_date": chosen.isoformat()}, format="json")
        .json()
    )

    assert booking["booking_date"] == chosen.isoformat().replace("+00:00", "Z")


def test_the_amount_is_the_price_whatever_was_sent(as_user):
    session = make_session(price=Decimal("40.00"))

    body = {"session": str(session.pk), "amount": "0.01"}
    booking = as_user(make_user()).post(URL, body, format="json").json()

    assert booking["amount"] == "40.00"


def test_a_later_price_does_not_touch_the_booking(as_user):
    session, client = make_session(), as_user(make_user())
    booking = client.post(URL, {"session": str(session.pk)}, format="json").json()

    Session.objects.filter(pk=session.pk).update(price=Decimal("99.00"))

    assert client.get(f"{URL}{booking['id']}/").json()["amount"] == "25.00"


@pytest.mark.parametrize(
    "words",
    [
        {"payment_status": "paid"},
        {"status": "confirmed"},
        {"status": "confirmed", "payment_status": "paid"},
        {"status": "pending", "payment_status": "paid"},
    ],
)
def test_the_words_of_the_document_book_and_pay_at_once(as_user, words):
    session = make_session()

    body = {"session": str(session.pk), **words}
    answer = as_user(make_user()).post(URL, body, format="json")

    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["payment_status"]) == ("confirmed", "paid")


@pytest.mark.parametrize(
    "words", [{"payment_status": "refunded"}, {"status": "cancelled"}, {"status": 7}]
)
def test_other_words_are_refused(as_user, words):
    session = make_session()

    body = {"session": str(session.pk), **words}
    answer = as_user(make_user()).post(URL, body, format="json")

    assert answer.status_code == 400
    assert list(answer.json()) == list(words)
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    "body", [[], "text", 7, None, {}, {"session": "no-uuid"}, {"session": ["x"]}, {"session": {}}]
)
def test_bad_bodies_are_refused(as_user, body):
    answer = as_user(make_user()).post(URL, body, format="json")

    assert answer.status_code == 400


def test_fields_that_do_not_exist_are_refused(as_user):
    session = make_session()

    body = {"session": str(session.pk), "seats": 3}
    answer = as_user(make_user()).post(URL, body, format="json")

    assert answer.status_code == 400
    assert answer.json() == {"seats": ["There is no such field."]}
    assert taken(session) == 0


def test_nobody_books_for_somebody_else(as_user):
    session, learner = make_session(), make_user()

    body = {"session": str(session.pk), "user": str(make_user().pk)}
    refused = as_user(learner).post(URL, body, format="json")
    body["user"] = str(learner.pk)
    accepted = as_user(learner).post(URL, body, format="json")

    assert (refused.status_code, list(refused.json())) == (400, ["user"])
    assert accepted.status_code == 201


def test_more_bookings_a_minute_than_allowed_are_refused(as_user, settings, error_of):
    settings.BOOKINGS_PER_MINUTE = 2
    client = as_user(make_user())
    for _ in range(2):
        body = {"session": str(make_session().pk)}
        assert client.post(URL, body, format="json").status_code == 201

    answer = client.post(URL, {"session": str(make_session().pk)}, format="json")

    assert error_of(answer) == (429, "throttled")
    assert 1 <= int(answer["Retry-After"]) <= 60


class TestIdempotencyKey:
    def test_the_same_request_gets_the_same_answer_byte_for_byte(self, as_user):
        session, client = make_session(), as_user(make_user())
        body = {"session": str(session.pk)}

        first = client.post(URL, body, format="json", headers={"Idempotency-Key": "a"})
        again = client.post(URL, body, format="json", headers={"Idempotency-Key": "a"})

        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        assert again["Location"] == first["Location"]
        assert taken(session) == 1

    def test_another_body_with_the_same_key_is_refused(self, as_user, error_of):
        client, headers = as_user(make_user()), {"Idempotency-Key": "a"}
        client.post(URL, {"session": str(make_session().pk)}, format="json", headers=headers)

        other = make_session()
        answer = client.post(URL, {"session": str(other.pk)}, format="json", headers=headers)

        assert error_of(answer) == (409, "idempotency_mismatch")
        assert taken(other) == 0

    def test_keys_of_two_people_have_nothing_to_do_with_each_other(self, as_user):
        session, headers = make_session(), {"Idempotency-Key": "a"}
        for learner in (make_user(), make_user()):
            body = {"session": str(session.pk)}
            answer = as_user(learner).post(URL, body, format="json", headers=headers)
            assert answer.json()["user"] == str(learner.pk)

        assert taken(session) == 2

    def test_a_refusal_is_not_kept(self, as_user):
        session, headers = make_session(capacity=1), {"Idempotency-Key": "a"}
        make_booking(session=session)
        client, body = as_user(make_user()), {"session": str(session.pk)}
        assert client.post(URL, body, format="json", headers=headers).status_code == 409
        Seats.objects.filter(session=session).update(capacity=2)

        assert client.post(URL, body, format="json", headers=headers).status_code == 201

    def test_a_key_is_forgotten_after_a_day(self, as_user, frozen):
        client, headers = as_user(make_user()), {"Idempotency-Key": "a"}
        client.post(URL, {"session": str(make_session().pk)}, format="json", headers=headers)
        frozen.advance(hours=24, seconds=1)

        other = make_session()
        answer = client.post(URL, {"session": str(other.pk)}, format="json", headers=headers)

        assert answer.status_code == 201
        assert answer.json()["session"] == str(other.pk)

    @pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 256, "\t"])
    def test_odd_keys_are_refused(self, as_user, key):
        session = make_session()

        answer = as_user(make_user()).post(
            URL, {"session": str(session.pk)}, format="json", headers={"Idempotency-Key": key}
        )

        assert (answer.status_code, list(answer.json())) == (400, ["Idempotency-Key"])
        assert taken(session) == 0

    def test_book_and_pay_is_kept_as_one(self, as_user):
        session, client = make_session(), as_user(make_user())
        body = {"session": str(session.pk), "payment_status": "paid"}

        first = client.post(URL, body, format="json", headers={"Idempotency-Key": "a"})
        again = client.post(URL, body, format="json", headers={"Idempotency-Key": "a"})

        assert first.json()["status"] == "confirmed"
        assert again.content == first.content

    def test_a_retry_carries_on_after_a_crash_between_booking_and_paying(self, as_user):
        session, learner = make_session(), make_user()
        client, headers = as_user(learner), {"Idempotency-Key": "a"}
        body = {"session": str(session.pk), "payment_status": "paid"}
        first = client.post(URL, body, format="json", headers=headers).json()
        # What the crash leaves behind: the hold and an unfinished record.
        IdempotencyRecord.objects.update(status_code=None, body=None, location=None)

        again = client.post(URL, body, format="json", headers=headers)

        assert again.status_code == 201
        assert again.json()["id"] == first["id"]
        assert taken(session) == 1
