"""GET /api/bookings/, …/my_bookings/ and …/creator_bookings/: what is in them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.bookings.pages import ALIAS, MINE, ROSTER, ids, newest_first
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db


class TestMine:
    @pytest.mark.parametrize("url", [MINE, ALIAS])
    def test_one_sees_ones_own_bookings_newest_first(self, as_user, learner, mine, url):
        make_booking()

        answer = as_user(learner).get(url)

        assert ids(answer) == newest_first(mine)
        assert answer["Content-Type"] == "application/json"
        assert "Link" not in answer

    def test_without_bookings_the_list_is_empty(self, as_user):
        answer = as_user(make_user()).get(MINE)

        assert (answer.status_code, answer.content) == (200, b"[]")

    def test_creators_have_bookings_of_their_own_too(self, as_user):
        creator = make_creator()
        booking = make_booking(user=creator)
        make_booking(session=make_session(creator=creator))

        assert ids(as_user(creator).get(MINE)) == [str(booking.pk)]

    def test_cancelled_ones_stay_and_hidden_ones_go(self, as_user, learner):
        cancelled = make_booking(user=learner, status="cancelled")
        make_booking(user=learner, status="cancelled", hidden_from_booker=True)
        seen = make_booking(user=learner, hidden_from_creator=True)

        assert set(ids(as_user(learner).get(MINE))) == {str(cancelled.pk), str(seen.pk)}

    @pytest.mark.parametrize("url", [MINE, ALIAS, ROSTER])
    def test_nobody_is_401(self, as_user, url):
        answer = as_user().get(url)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"

    def test_the_whole_session_comes_along(self, as_user, learner):
        booking = make_booking(user=learner, session=make_session(capacity=3, title="Glazing"))

        (shown,) = as_user(learner).get(MINE).json()

        session = as_user().get(f"/api/sessions/{booking.session_id}/").json()
        assert shown["session_details"] == session
        assert (session["title"], session["spots_available"]) == ("Glazing", 2)
        assert shown["session"] == session["id"]

    def test_the_list_shows_what_the_detail_shows(self, as_user, learner, mine):
        client = as_user(learner)

        for shown in client.get(MINE).json():
            assert client.get(f"{MINE}{shown['id']}/").json() == shown


class TestFilters:
    def test_by_status(self, as_user, learner):
        client = as_user(learner)
        made = {
            status: str(make_booking(user=learner, status=status).pk)
            for status in ("pending", "confirmed", "cancelled")
        }

        for status, booking_id in made.items():
            assert ids(client.get(MINE, {"status": status})) == [booking_id]

    def test_a_session_is_upcoming_until_it_has_ended(self, as_user, learner, frozen):
        client = as_user(learner)
        booking = make_booking(user=learner, session=make_session(duration_minutes=30))
        start = booking.booking_date
        expected = {
            start - timedelta(seconds=1): "upcoming",
            start + timedelta(minutes=30, seconds=-1): "upcoming",
            start + timedelta(minutes=30): "past",
        }

        for moment, when in expected.items():
            frozen.moment = moment
            seen = [each for each in ("upcoming", "past") if ids(client.get(MINE, {"when": each}))]
            assert seen == [when]

    @pytest.mark.parametrize("url", [MINE, ALIAS])
    def test_by_session(self, as_user, learner, mine, url):
        client, session = as_user(learner), mine[1].session
        make_booking(session=session)
        earlier = make_booking(
            user=learner,
            session=session,
            status="cancelled",
            created_at=mine[1].created_at - timedelta(days=1),
        )

        both = ids(client.get(url, {"session": str(session.pk)}))
        live = ids(client.get(url, {"session": str(session.pk), "status": "confirmed"}))

        assert both == [str(mine[1].pk), str(earlier.pk)]
        assert live == [str(mine[1].pk)]
        assert ids(client.get(url, {"session": str(uuid4())})) == []

    def test_by_session_on_the_roster(self, as_user):
        creator = make_creator()
        one, other = make_session(creator=creator), make_session(creator=creator)
        booking = make_booking(session=one)
        make_booking(session=other)

        assert ids(as_user(creator).get(ROSTER, {"session": str(one.pk)})) == [str(booking.pk)]

    def test_filters_add_up(self, as_user, frozen):
        creator = make_creator()
        session = make_session(creator=creator)
        wanted = make_booking(session=session)
        make_booking(session=session, status="cancelled")
        make_booking(session=make_session(creator=creator))
        query = {"session": str(session.pk), "status": "confirmed", "when": "upcoming"}

        assert ids(as_user(creator).get(ROSTER, query)) == [str(wanted.pk)]
        frozen.moment = session.end_time
        assert ids(as_user(creator).get(ROSTER, query)) == []

    def test_somebody_elses_session_is_an_empty_roster(self, as_user):
        booking = make_booking()

        assert ids(as_user(make_creator()).get(ROSTER, {"session": str(booking.session_id)})) == []
        assert ids(as_user(make_creator()).get(ROSTER, {"session": str(uuid4())})) == []

    @pytest.mark.parametrize(
        ("url", "query", "field"),
        [
            (MINE, {"status": "gone"}, "status"),
            (MINE, {"status": ""}, "status"),
            (MINE, {"when": "soon"}, "when"),
            (ALIAS, {"when": "\x00"}, "when"),
            (MINE, {"session": "7"}, "session"),
            (ROSTER, {"session": "7"}, "session"),
            (ROSTER, {"session": ""}, "session"),
        ],
    )
    def test_a_filter_that_can_not_be_is_refused(self, as_user, url, query, field):
        answer = as_user(make_creator()).get(url, query)

        assert (answer.status_code, list(answer.json())) == (400, [field])


class TestQueries:
    @pytest.mark.parametrize("url", [MINE, ALIAS])
    @pytest.mark.parametrize("count", [2, 52])
    def test_a_list_takes_one_query_whatever_its_length(
        self, as_user, learner, django_assert_num_queries, count, url
    ):
        for _ in range(count):
            make_booking(user=learner)
        client = as_user(learner)

        with django_assert_num_queries(1):
            answer = client.get(url, {"limit": 100})

        assert len(ids(answer)) == count

    @pytest.mark.parametrize("count", [2, 52])
    def test_so_does_a_roster(self, as_user, django_assert_num_queries, count):
        creator = make_creator()
        session = make_session(creator=creator, capacity=60)
        for _ in range(count):
            make_booking(session=session)
        client = as_user(creator)

        with django_assert_num_queries(1):
            answer = client.get(ROSTER, {"limit": 100})

        assert len(ids(answer)) == count

    def test_a_detail_takes_one_query(self, as_user, learner, django_assert_num_queries):
        booking, client = make_booking(user=learner), as_user(learner)

        with django_assert_num_queries(1):
            client.get(f"{MINE}{booking.pk}/")
