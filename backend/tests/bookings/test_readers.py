"""GET /api/bookings/{id}/ and the roster: the booker and the creator, and nobody else."""

from decimal import Decimal
from uuid import uuid4

import pytest

from bookings.models import Booking
from tests.bookings.pages import MINE, ROSTER, ids
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


class TestReadableBy:
    """The booker and the session's creator; nobody else learns that it exists."""

    @pytest.fixture
    def creator(self):
        return make_creator()

    @pytest.fixture
    def booking(self, learner, creator):
        return make_booking(user=learner, session=make_session(creator=creator, price=Decimal(0)))

    def url(self, booking):
        return f"{MINE}{booking.pk}/"

    def test_the_booker_and_the_creator_read_the_same(self, as_user, booking, learner, creator):
        mine = as_user(learner).get(self.url(booking))
        theirs = as_user(creator).get(self.url(booking))

        assert (mine.status_code, theirs.status_code) == (200, 200)
        assert mine.json() == theirs.json()

    def test_both_see_the_email_of_the_booker_and_no_more(self, as_user, booking, learner, creator):
        for reader in (learner, creator):
            shown = as_user(reader).get(self.url(booking)).json()["user_details"]
            assert shown == {
                "id": str(learner.pk),
                "username": learner.username,
                "first_name": "",
                "last_name": "",
                "avatar": None,
                "email": learner.email,
            }

    def test_the_creators_email_is_nobodys_business(self, as_user, booking, learner, creator):
        answer = as_user(learner).get(self.url(booking))

        assert creator.email not in answer.content.decode()

    def test_strangers_get_what_they_get_for_nothing(self, as_user, booking):
        for stranger in (make_user(), make_creator(), make_user(is_superuser=True, is_staff=True)):
            there = as_user(stranger).get(self.url(booking))
            nowhere = as_user(stranger).get(f"{MINE}{uuid4()}/")
            assert (there.status_code, nowhere.status_code) == (404, 404)
            assert there.json() == nowhere.json() == {"detail": "Not found.", "code": "not_found"}

    def test_nobody_is_401(self, as_user, booking):
        assert as_user().get(self.url(booking)).status_code == 401

    def test_the_roster_holds_the_bookings_on_ones_own_sessions(self, as_user, booking, creator):
        make_booking()

        assert ids(as_user(creator).get(ROSTER)) == [str(booking.pk)]

    def test_who_has_created_nothing_has_an_empty_roster(self, as_user, booking, learner):
        answer = as_user(learner).get(ROSTER)

        assert (answer.status_code, answer.json()) == (200, [])

    def test_hidden_from_its_booker_it_is_still_on_the_roster(
        self, as_user, booking, learner, creator
    ):
        Booking.objects.filter(pk=booking.pk).update(hidden_from_booker=True)

        assert as_user(learner).get(self.url(booking)).status_code == 404
        assert ids(as_user(learner).get(MINE)) == []
        assert as_user(creator).get(self.url(booking)).status_code == 200
        assert ids(as_user(creator).get(ROSTER)) == [str(booking.pk)]

    def test_hidden_from_the_creator_its_booker_still_has_it(
        self, as_user, booking, learner, creator
    ):
        Booking.objects.filter(pk=booking.pk).update(hidden_from_creator=True)

        assert as_user(creator).get(self.url(booking)).status_code == 404
        assert ids(as_user(creator).get(ROSTER)) == []
        assert as_user(learner).get(self.url(booking)).status_code == 200

    def test_a_person_who_stops_being_a_creator_keeps_the_roster(self, as_user, booking, creator):
        creator.role = "USER"
        creator.save()

        assert ids(as_user(creator).get(ROSTER)) == [str(booking.pk)]


def test_a_booking_that_has_not_changed_is_not_sent_again(make_hold):
    hold = make_hold()
    tag = hold.client.get(hold.url)["ETag"]

    again = hold.client.get(hold.url, headers={"If-None-Match": tag})
    hold.pay()
    changed = hold.client.get(hold.url, headers={"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert (changed.status_code, changed.json()["status"]) == (200, "confirmed")
