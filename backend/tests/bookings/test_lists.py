"""GET /api/bookings/, …/my_bookings/, …/creator_bookings/ and …/{id}/: who sees what."""

import itertools
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from bookings.models import Booking
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db
MINE = "/api/bookings/"
ALIAS = "/api/bookings/my_bookings/"
ROSTER = "/api/bookings/creator_bookings/"


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [each["id"] for each in answer.json()]


def next_page(answer):
    """The address of the next page, or None."""
    link = answer.headers.get("Link")
    if link is None:
        return None
    address, relation = link.split("; ")
    assert relation == 'rel="next"'
    return address.strip("<>")


def every_page(client, url):
    pages = []
    while url:
        assert len(pages) < 100, "the pages do not end"
        answer = client.get(url)
        pages.append(ids(answer))
        url = next_page(answer)
    return pages


@pytest.fixture
def learner():
    return make_user()


@pytest.fixture
def mine(learner, now):
    """Five bookings of the learner, the newest last."""
    return [
        make_booking(user=learner, created_at=now - timedelta(hours=10 - number))
        for number in range(5)
    ]


def newest_first(bookings):
    return [str(booking.pk) for booking in reversed(bookings)]


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
