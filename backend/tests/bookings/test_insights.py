"""GET /api/creator/insights/: figures that one can add up by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from payments.models import Payment, Refund
from tests.factories import make_booking, make_creator, make_session, make_user

pytestmark = pytest.mark.django_db
URL = "/api/creator/insights/"
NOON = datetime(2030, 6, 15, 12, 0, tzinfo=UTC)


def at(day, hour=12, minute=0):
    """A moment of June 2030."""
    return datetime(2030, 6, day, hour, minute, tzinfo=UTC)


def insights(client, first=None, last=None):
    query = {"from": first, "to": last}
    answer = client.get(URL, {name: day for name, day in query.items() if day})
    assert answer.status_code == 200, answer.content
    return answer.json()


def days(figures):
    """Only the days on which something happened."""
    nothing = {"bookings": 0, "revenue": "0.00", "cancellations": 0}
    shown = {each.pop("date"): each for each in figures["series"]}
    return {day: each for day, each in shown.items() if each != nothing}


@pytest.fixture
def creator():
    return make_creator()


@pytest.fixture
def client(as_user, creator):
    return as_user(creator)


@pytest.fixture
def session(creator):
    return make_session(creator=creator, start_time=at(28), capacity=20)


@pytest.fixture
def paid(make_hold, session, set_clock):
    """A booking that is made and paid at the moment."""

    def book(moment, **values):
        set_clock(moment)
        hold = make_hold(session=values.get("session", session))
        assert hold.pay().status_code == 200
        return hold

    return book


class TestNumbers:
    def test_a_day_counts_its_bookings_its_money_and_its_cancellations(
        self, client, paid, set_clock
    ):
        first = paid(at(3, 9))
        paid(at(3, 10))
        paid(at(5))
        set_clock(at(7))
        assert first.patch(status="cancelled").status_code == 200

        figures = insights(client, "2030-06-01", "2030-06-10")

        assert days(figures) == {
            "2030-06-03": {"bookings": 2, "revenue": "50.00", "cancellations": 0},
            "2030-06-05": {"bookings": 1, "revenue": "25.00", "cancellations": 0},
            "2030-06-07": {"bookings": 0, "revenue": "-25.00", "cancellations": 1},
        }
        totals = {**figures["totals"]}
        totals.pop("fill_rate")
        assert totals == {"bookings": 3, "revenue": "50.00", "cancellations": 1}

    def test_the_series_has_every_day_once_in_order(self, client, set_clock):
        set_clock(NOON)
        figures = insights(client, "2030-02-27", "2030-03-02")

        shown = [each["date"] for each in figures["series"]]
        assert shown == ["2030-02-27", "2030-02-28", "2030-03-01", "2030-03-02"]
        assert figures["totals"] == {
            "bookings": 0,
            "revenue": "0.00",
            "fill_rate": None,
            "cancellations": 0,
        }

    def test_without_a_period_it_is_the_last_thirty_days(self, client, set_clock, paid):
        paid(at(14))
        set_clock(NOON)

        figures = insights(client)

        shown = [each["date"] for each in figures["series"]]
        assert (shown[0], shown[-1], len(shown)) == ("2030-05-17", "2030-06-15", 30)
        assert figures["totals"]["bookings"] == 1

    def test_one_end_is_enough(self, client, set_clock):
        set_clock(NOON)

        since = insights(client, first="2030-06-10")["series"]
        until = insights(client, last="2030-06-10")["series"]

        assert (since[0]["date"], since[-1]["date"]) == ("2030-06-10", "2030-06-15")
        assert (until[0]["date"], until[-1]["date"]) == ("2030-05-12", "2030-06-10")

    def test_both_ends_of_the_period_belong_to_it(self, client, paid):
        for moment in (at(2, 23, 59), at(3, 0, 0), at(4, 23, 59), at(5, 0, 0)):
            paid(moment)

        figures = insights(client, "2030-06-03", "2030-06-04")

        assert figures["totals"]["bookings"] == 2
        assert figures["totals"]["revenue"] == "50.00"

    def test_holds_count_only_when_they_are_paid(self, client, make_hold, session, set_clock):
        set_clock(at(3))
        hold = make_hold(session=session)
        assert days(insights(client, "2030-06-01", "2030-06-10")) == {}

        hold.patch(status="cancelled")

        assert days(insights(client, "2030-06-01", "2030-06-10")) == {}

    def test_free_bookings_count_without_money(self, client, creator, set_clock):
        free = make_session(creator=creator, price=Decimal(0))
        make_booking(session=free, confirmed_at=at(3))

        assert days(insights(client, "2030-06-01", "2030-06-10")) == {
            "2030-06-03": {"bookings": 1, "revenue": "0.00", "cancellations": 0}
        }

    def test_money_that_came_too_late_and_went_back_adds_up_to_nothing(
        self, client, make_hold, session, set_clock, work_off
    ):
        clock = set_clock(at(3))
        hold = make_hold(session=session)
        hold.pay("late_capture")
        hold.patch(status="cancelled")
        clock.advance(hours=1)
        work_off()
        assert hold.state == ("cancelled", "refunded", "succeeded")

        assert insights(client, "2030-06-01", "2030-06-10")["totals"]["revenue"] == "0.00"

    def test_a_refund_that_failed_is_still_revenue(self, client, paid, set_clock):
        hold = paid(at(3))
        set_clock(at(4))
        hold.patch(status="cancelled")
        Refund.objects.update(status="failed")

        assert insights(client, "2030-06-01", "2030-06-10")["totals"]["revenue"] == "25.00"

    def test_a_payment_that_failed_is_no_revenue(self, client, make_hold, session, set_clock):
        set_clock(at(3))
        hold = make_hold(session=session)
        assert hold.pay("declined").status_code == 402

        assert Payment.objects.count() == 1
        assert days(insights(client, "2030-06-01", "2030-06-10")) == {}

    def test_other_creators_have_figures_of_their_own(self, as_user, paid):
        paid(at(3), session=make_session(start_time=at(28)))

        figures = insights(as_user(make_creator()), "2030-06-01", "2030-06-30")

        assert days(figures) == {}
        assert figures["totals"]["fill_rate"] is None

    def test_what_one_books_oneself_is_no_revenue(self, as_user, make_hold, set_clock):
        set_clock(at(3))
        creator = make_creator()
        make_hold(learner=creator, session=make_session(start_time=at(28))).pay()

        assert days(insights(as_user(creator), "2030-06-01", "2030-06-30")) == {}

    def test_removed_bookings_stay_in_the_books(self, client, paid, set_clock):
        hold = paid(at(3))
        set_clock(at(4))
        assert hold.client.delete(hold.url).status_code == 204

        figures = insights(client, "2030-06-01", "2030-06-10")

        assert figures["totals"]["bookings"] == 1
        assert figures["totals"]["cancellations"] == 1
        assert figures["totals"]["revenue"] == "0.00"


class TestFillRate:
    def test_it_is_the_seats_taken_of_the_seats_offered(self, client, creator):
        one = make_session(creator=creator, start_time=at(3), capacity=4, taken=0)
        make_session(creator=creator, start_time=at(5), capacity=2)
        for _ in range(2):
            make_booking(session=one)

        assert insights(client, "2030-06-01", "2030-06-10")["totals"]["fill_rate"] == 0.3333

    def test_only_published_sessions_of_the_period_count(self, client, creator):
        make_booking(session=make_session(creator=creator, start_time=at(3), capacity=1))
        for status in ("draft", "cancelled"):
            make_session(creator=creator, start_time=at(3), capacity=9, status=status)
        make_session(creator=creator, start_time=at(11), capacity=9)
        make_session(creator=creator, start_time=None, capacity=9)

        assert insights(client, "2030-06-01", "2030-06-10")["totals"]["fill_rate"] == 1.0


class TestZone:
    """Days are those of the creator."""

    @pytest.fixture
    def creator(self):
        return make_creator(time_zone="Pacific/Auckland")

    def test_the_evening_in_utc_is_the_next_day_in_auckland(self, client, paid):
        paid(at(3, 11, 59))
        paid(at(3, 12, 0))

        assert days(insights(client, "2030-06-03", "2030-06-04")) == {
            "2030-06-03": {"bookings": 1, "revenue": "25.00", "cancellations": 0},
            "2030-06-04": {"bookings": 1, "revenue": "25.00", "cancellations": 0},
        }

    def test_today_is_the_creators(self, client, set_clock):
        set_clock(at(15, 20))

        assert insights(client)["series"][-1]["date"] == "2030-06-16"

    @pytest.mark.parametrize(
        ("day", "hours", "first"),
        [
            ("2030-03-31", 23, datetime(2030, 3, 30, 23, 0, tzinfo=UTC)),
            ("2030-10-27", 25, datetime(2030, 10, 26, 22, 0, tzinfo=UTC)),
        ],
    )
    def test_the_days_on_which_the_clocks_change_are_whole(self, as_user, day, hours, first):
        creator = make_creator(time_zone="Europe/Berlin")
        session = make_session(creator=creator, price=Decimal(0), capacity=40)
        for number in range(-1, hours + 1):
            make_booking(session=session, confirmed_at=first + timedelta(hours=number))

        figures = insights(as_user(creator), day, day)

        assert figures["totals"]["bookings"] == hours
        assert figures["series"][0]["bookings"] == hours


class TestPeriod:
    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"from": "2030-06-02", "to": "2030-06-01"}, "to"),
            ({"from": "2030-01-01", "to": "2031-01-02"}, "to"),
            ({"from": "2000-01-01", "to": "2100-12-31"}, "to"),
            ({"from": "0001-01-01", "to": "0001-01-02"}, "to"),
            ({"to": "0001-01-01"}, "to"),
            ({"from": "0001-01-01"}, "from"),
            ({"to": "9999-12-31"}, "to"),
            ({"from": "9999-12-31", "to": "9999-12-31"}, "to"),
            ({"from": "9999-12-31"}, "from"),
            ({"from": "10000-01-01"}, "from"),
            ({"from": "0000-01-01"}, "from"),
            ({"from": "2030-02-30"}, "from"),
            ({"from": "yesterday"}, "from"),
            ({"from": ""}, "from"),
            ({"to": "\x00"}, "to"),
            ({"to": "2030-06-01T00:00:00Z"}, "to"),
            ({"to": "-2030-06-01"}, "to"),
        ],
    )
    def test_a_period_that_can_not_be_is_refused(self, client, set_clock, query, field):
        set_clock(NOON)

        answer = client.get(URL, query)

        assert (answer.status_code, list(answer.json())) == (400, [field])

    def test_a_leap_year_is_the_longest_period(self, client):
        assert len(insights(client, "2028-01-01", "2028-12-31")["series"]) == 366

    @pytest.mark.parametrize("period", [("2000-01-01", "2000-01-02"), ("2100-12-30", "2100-12-31")])
    def test_the_first_and_the_last_year_work(self, client, period):
        assert len(insights(client, *period)["series"]) == 2


class TestAccess:
    def test_people_who_are_no_creators_have_none(self, as_user, error_of):
        assert error_of(as_user(make_user()).get(URL)) == (403, "creator_required")

    def test_nobody_is_401(self, as_user):
        answer = as_user().get(URL)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"

    def test_it_takes_two_queries_whatever_the_period(self, client, django_assert_num_queries):
        for period in (("2030-06-01", "2030-06-02"), ("2030-01-01", "2030-12-31")):
            with django_assert_num_queries(2):
                insights(client, *period)
