"""GET /api/sessions/{id}/: who may read, and conditional reads."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from bookings.models import Booking
from bookings.models import Status as BookingStatus
from session_catalog.api.serializers import PersonOutput, SessionOutput
from session_catalog.models import Seats, Session
from tests.factories import make_booking, make_creator, make_session, make_user
from users.models import User

As = Callable[..., APIClient]
NOT_FOUND = (404, {"detail": "Not found.", "code": "not_found"})


def url(session: Session) -> str:
    return f"/api/sessions/{session.pk}/"


def answer(client: APIClient, session: Session) -> tuple[int, Any]:
    response = client.get(url(session))
    return response.status_code, response.json()


@pytest.mark.parametrize("status", ["draft", "published", "cancelled"])
def test_the_owner_reads_every_status(as_creator: APIClient, creator: User, status: str) -> None:
    session = make_session(creator=creator, status=status)

    code, read = answer(as_creator, session)

    assert (code, read["id"], read["status"]) == (200, str(session.pk), status)


@pytest.mark.parametrize(
    ("status", "code"), [("draft", 404), ("published", 200), ("cancelled", 404)]
)
def test_others_read_only_what_is_published(as_user: As, status: str, code: int) -> None:
    session = make_session(status=status)

    for reader in (None, make_user(), make_creator()):
        assert answer(as_user(reader), session)[0] == code


def test_whoever_booked_it_reads_it_after_a_cancel_too(as_user: As) -> None:
    learner = make_user()
    session = make_session(status="cancelled")
    make_booking(session=session, user=learner, status=BookingStatus.CANCELLED)

    code, read = answer(as_user(learner), session)

    assert (code, read["status"]) == (200, "cancelled")
    assert answer(as_user(make_user()), session) == NOT_FOUND
    assert answer(as_user(), session) == NOT_FOUND


def test_a_booking_that_its_booker_removed_no_longer_counts(as_user: As) -> None:
    learner = make_user()
    session = make_session(status="cancelled")
    make_booking(
        session=session, user=learner, status=BookingStatus.CANCELLED, hidden_from_booker=True
    )

    assert answer(as_user(learner), session) == NOT_FOUND


def test_a_draft_stays_hidden_from_those_who_had_booked_it(as_user: As) -> None:
    learner = make_user()
    session = make_session(status="draft")
    make_booking(session=session, user=learner, status=BookingStatus.CANCELLED)

    assert answer(as_user(learner), session) == NOT_FOUND


def test_a_deleted_session_is_gone_for_everybody(as_user: As, creator: User) -> None:
    learner = make_user()
    session = make_session(
        creator=creator, status="cancelled", deleted_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    make_booking(session=session, user=learner, status=BookingStatus.CANCELLED)

    for reader in (None, creator, learner):
        assert answer(as_user(reader), session) == NOT_FOUND


@pytest.mark.parametrize(
    "name", ["5f0c9a6e-3c1b-4d6e-9b1a-2a7d3c4e5f60", "1", "nonsense", "%00", "..%2f", "null"]
)
def test_an_unknown_or_odd_id_is_404(anonymous: APIClient, name: str) -> None:
    assert anonymous.get(f"/api/sessions/{name}/").status_code == 404


def test_the_answer_has_exactly_the_documented_fields(anonymous: APIClient) -> None:
    _, read = answer(anonymous, make_session())

    assert list(read) == list(SessionOutput().fields)
    assert list(read["creator_details"]) == list(PersonOutput().fields)


def test_seats_are_counted(anonymous: APIClient) -> None:
    _, read = answer(anonymous, make_session(capacity=3, taken=3))

    counted = ("capacity", "current_bookings", "spots_available", "is_full")
    assert [read[name] for name in counted] == [3, 3, 0, True]


def test_instants_keep_their_microseconds_and_are_utc(anonymous: APIClient) -> None:
    session = make_session(created_at=datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC))

    _, read = answer(anonymous, session)

    assert read["created_at"] == "2026-03-01T09:30:00.123456Z"


def test_reading_takes_one_query(as_user: As) -> None:
    session = make_session(status="cancelled")
    booking = make_booking(session=session, status=BookingStatus.CANCELLED)
    client = as_user(booking.user)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url(session))

    assert len(queries) == 1


class TestETag:
    def test_it_names_the_edit_version_and_the_seats_version(self, anonymous: APIClient) -> None:
        session = make_session(version=4)
        Seats.objects.filter(session=session).update(version=17)

        assert anonymous.get(url(session))["ETag"] == '"4.17"'

    @pytest.mark.parametrize("sent", ['"1.1"', 'W/"1.1"', '"0.0", W/"1.1"', "*"])
    def test_a_client_that_has_it_gets_304(self, anonymous: APIClient, sent: str) -> None:
        session = make_session()

        response = anonymous.get(url(session), headers={"If-None-Match": sent})

        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == '"1.1"'

    @pytest.mark.parametrize("sent", ['"1.0"', '"2.1"', "1.1", "nonsense", '"'])
    def test_any_other_tag_gets_the_session(self, anonymous: APIClient, sent: str) -> None:
        session = make_session()

        response = anonymous.get(url(session), headers={"If-None-Match": sent})

        assert response.status_code == 200

    def test_a_booking_changes_it(self, anonymous: APIClient) -> None:
        session = make_session()
        before = anonymous.get(url(session))["ETag"]

        make_booking(session=session)

        assert anonymous.get(url(session))["ETag"] == '"1.2"' != before
        assert Booking.objects.count() == 1

    def test_it_tells_nothing_to_those_who_may_not_read(self, anonymous: APIClient) -> None:
        session = make_session(status="draft")

        response = anonymous.get(url(session), headers={"If-None-Match": "*"})

        assert response.status_code == 404
        assert "ETag" not in response
