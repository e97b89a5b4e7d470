"""A list in pages: what comes next, how much at once, and what a cursor opens."""

import itertools
from datetime import timedelta

import pytest

from bookings.models import Booking
from tests.bookings.pages import ALIAS, MINE, ROSTER, every_page, ids, newest_first, next_page
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


class TestPages:
    def test_pages_follow_each_other_without_gaps_or_repeats(self, as_user, learner, mine):
        pages = every_page(as_user(learner), f"{MINE}?limit=2")

        assert [len(page) for page in pages] == [2, 2, 1]
        assert list(itertools.chain(*pages)) == newest_first(mine)

    def test_the_last_to_take_place_come_first_when_asked_for(self, as_user, learner, now):
        days = [3, 1, 5, 2, 4]
        made = {
            day: make_booking(
                user=learner,
                booking_date=now + timedelta(days=day),
                created_at=now - timedelta(hours=number),
            )
            for number, day in enumerate(days)
        }
        pages = every_page(as_user(learner), f"{MINE}?sort=-booking_date&limit=2")
        assert [len(page) for page in pages] == [2, 2, 1]
        latest = [str(made[day].pk) for day in sorted(days, reverse=True)]
        assert list(itertools.chain(*pages)) == latest

    def test_a_cursor_of_another_order_is_refused(self, as_user, learner, mine):
        client = as_user(learner)
        link = next_page(client.get(f"{MINE}?sort=-booking_date&limit=2"))
        answer = client.get(link.replace("sort=-booking_date", "sort=-created_at"))
        assert answer.status_code == 400
        assert "cursor" in answer.json()

    def test_bookings_of_the_same_instant_keep_their_order(self, as_user, learner, now):
        made = [make_booking(user=learner, created_at=now) for _ in range(5)]

        pages = every_page(as_user(learner), f"{MINE}?limit=1")

        assert list(itertools.chain(*pages)) == newest_first(sorted(made, key=lambda each: each.pk))

    def test_a_page_that_ends_with_the_list_has_no_next(self, as_user, learner, mine):
        assert next_page(as_user(learner).get(MINE, {"limit": 5})) is None
        assert next_page(as_user(learner).get(MINE, {"limit": 4})) is not None

    def test_the_next_page_keeps_the_filters(self, as_user, learner, mine):
        Booking.objects.filter(pk=mine[1].pk).update(
            status="cancelled", cancel_cause="learner", cancelled_at=mine[1].created_at
        )

        pages = every_page(as_user(learner), f"{ALIAS}?limit=2&status=confirmed&when=upcoming")

        wanted = [each for each in mine if each.pk != mine[1].pk]
        assert list(itertools.chain(*pages)) == newest_first(wanted)

    def test_new_bookings_do_not_shift_the_next_page(self, as_user, learner, mine):
        client = as_user(learner)
        first = client.get(MINE, {"limit": 2})
        make_booking(user=learner)

        assert ids(client.get(next_page(first))) == newest_first(mine)[2:4]

    def test_the_roster_has_pages_too(self, as_user, now):
        creator = make_creator()
        session = make_session(creator=creator)
        made = [
            make_booking(session=session, created_at=now - timedelta(hours=5 - number))
            for number in range(3)
        ]

        pages = every_page(as_user(creator), f"{ROSTER}?limit=2&session={session.pk}")

        assert list(itertools.chain(*pages)) == newest_first(made)

    def test_a_page_has_fifty_bookings_when_nothing_is_said(self, as_user, learner):
        for _ in range(52):
            make_booking(user=learner, session=make_session(creator=make_creator(), price=0))

        pages = every_page(as_user(learner), MINE)

        assert [len(page) for page in pages] == [50, 2]

    @pytest.mark.parametrize("limit", ["201", "100000"])
    def test_more_than_two_hundred_means_two_hundred(self, as_user, learner, limit, mine):
        answer = as_user(learner).get(MINE, {"limit": limit})

        assert ids(answer) == newest_first(mine)

    @pytest.mark.parametrize("limit", ["0", "-1", "", "x", "1.5", "NaN", "\x00", "1e3"])
    def test_a_limit_that_is_no_positive_number_is_refused(self, as_user, learner, limit):
        answer = as_user(learner).get(MINE, {"limit": limit})

        assert (answer.status_code, list(answer.json())) == (400, ["limit"])

    @pytest.mark.parametrize("cursor", ["", "x", "a:b:c", "WzFd:1:2", "\x00", "é", "x" * 2000])
    def test_a_cursor_that_is_not_ours_is_refused(self, as_user, learner, cursor):
        answer = as_user(learner).get(MINE, {"cursor": cursor})

        assert (answer.status_code, list(answer.json())) == (400, ["cursor"])

    def test_somebody_elses_cursor_opens_no_door(self, as_user, learner, mine):
        stranger = make_user()
        own = make_booking(user=stranger, created_at=mine[0].created_at)

        first = as_user(learner).get(MINE, {"limit": 1})

        assert ids(as_user(stranger).get(next_page(first))) == [str(own.pk)]
