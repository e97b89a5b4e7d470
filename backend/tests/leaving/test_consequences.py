"""What somebody is shown before they delete their account."""

from decimal import Decimal

import pytest

from tests.conftest import FakeClock
from tests.factories import (
    make_booking,
    make_creator,
    make_session,
    make_user,
)
from tests.leaving.conftest import DELETION, Client, over, paid

pytestmark = pytest.mark.django_db


class TestWhatItWouldDo:
    def test_somebody_with_nothing_loses_nothing(self, client_of: Client) -> None:
        assert client_of(make_user()).get(DELETION).json() == {
            "upcoming_bookings": 0,
            "refund": [],
            "upcoming_sessions": 0,
            "booked_seats": 0,
            "can_delete": True,
            "reasons": [],
        }

    def test_bookings_to_come_are_counted_with_the_money_that_would_come_back(
        self, client_of: Client
    ) -> None:
        ada = make_user()
        client = client_of(ada)
        paid(client, make_session(price=Decimal("25.00")))
        paid(client, make_session(price=Decimal("10.50")))
        make_booking(user=ada, status="pending")
        make_booking(user=ada, status="cancelled")

        shown = client.get(DELETION).json()

        assert shown["upcoming_bookings"] == 3
        assert shown["refund"] == [{"currency": "USD", "amount": "35.50"}]

    def test_a_booking_that_has_begun_is_not_among_them(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        paid(client_of(ada), session)
        over(session, frozen)

        shown = client_of(ada).get(DELETION).json()

        assert (shown["upcoming_bookings"], shown["refund"]) == (0, [])

    def test_sessions_to_come_are_counted_with_their_booked_seats(self, client_of: Client) -> None:
        carla = make_creator()
        booked = make_session(creator=carla)
        make_booking(session=booked)
        make_booking(session=booked, status="pending")
        make_session(creator=carla)
        make_session(creator=carla, status="draft")
        make_session(creator=carla, status="cancelled")

        shown = client_of(carla).get(DELETION).json()

        assert (shown["upcoming_sessions"], shown["booked_seats"]) == (2, 2)

    def test_the_last_superuser_is_told_why_not(self, client_of: Client) -> None:
        root = make_user(is_staff=True, is_superuser=True)

        shown = client_of(root).get(DELETION).json()

        assert shown["can_delete"] is False
        assert [reason["code"] for reason in shown["reasons"]] == ["last_superuser"]
