"""Whoever walks a list by its cursors sees every row once, in order, whatever the rows are."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from session_catalog.models import Session
from tests.factories import make_booking, make_creator, make_session, make_user

from .rolled_back import rolled_back

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
RANDOM_ROWS = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

MOST_ROWS = 12
# Few different values, so that many rows are equal in what they are ordered by.
rows = st.lists(
    st.fixed_dictionaries(
        {
            "start_time": st.sampled_from(
                [None, *(NOW + timedelta(minutes=minutes) for minutes in (-90, -30, 60, 61, 9999))]
            ),
            "price": st.sampled_from([Decimal("0.00"), Decimal("9.99"), Decimal("10.00")]),
            "created_at": st.sampled_from(
                [NOW, NOW + timedelta(microseconds=1), NOW - timedelta(days=1)]
            ),
        }
    ),
    max_size=MOST_ROWS,
)
limits = st.integers(1, 5)


def walk(client: APIClient, url: str, **query: Any) -> list[dict[str, Any]]:
    """All pages, one after the other."""
    seen: list[dict[str, Any]] = []
    answer = client.get(url, query)
    for _ in range(MOST_ROWS):
        seen += answer.json()
        if "Link" not in answer:
            assert len(answer.json()) <= query["limit"]
            return seen
        assert len(answer.json()) == query["limit"]
        answer = client.get(next_page(answer))
    raise AssertionError("The walk does not end.")


def next_page(answer: Any) -> str:
    link: str = answer["Link"]
    return link.partition("<")[2].partition(">")[0]


FAR = datetime.max.replace(tzinfo=UTC)
KEYS: dict[str, tuple[Callable[[Session], Any], bool]] = {
    "start_time": (lambda session: session.start_time or FAR, False),
    "-start_time": (lambda session: session.start_time or FAR, True),
    "price": (lambda session: session.price, False),
    "-price": (lambda session: session.price, True),
    "-created_at": (lambda session: session.created_at, True),
}
WHEN: dict[str, Callable[[Session], bool]] = {
    "all": lambda session: True,
    "upcoming": lambda session: session.end_time is None or session.end_time > NOW,
    "past": lambda session: session.end_time is not None and session.end_time <= NOW,
}


@RANDOM_ROWS
@given(
    rows=rows, limit=limits, ordering=st.sampled_from(list(KEYS)), when=st.sampled_from(list(WHEN))
)
def test_the_catalogue_is_walked_in_every_order(
    rows: list[dict[str, Any]], limit: int, ordering: str, when: str
) -> None:
    key, newest_first = KEYS[ordering]
    with rolled_back():
        creator = make_creator()
        made = [make_session(creator=creator, **values) for values in rows]
        make_session(creator=creator, status="draft")
        wanted = [session for session in made if WHEN[when](session)]
        wanted.sort(key=lambda session: (key(session), session.pk), reverse=newest_first)

        seen = walk(APIClient(), "/api/sessions/", limit=limit, ordering=ordering, when=when)

        assert [each["id"] for each in seen] == [str(session.pk) for session in wanted]


@RANDOM_ROWS
@given(rows=rows, limit=limits)
def test_ones_own_sessions_are_walked(rows: list[dict[str, Any]], limit: int) -> None:
    with rolled_back():
        creator = make_creator()
        made = [make_session(creator=creator, **values) for values in rows]
        made.sort(key=lambda session: (session.created_at, session.pk), reverse=True)
        make_session()

        client = signed_in(creator)
        seen = walk(client, "/api/sessions/", my_sessions="true", limit=limit)

        assert [each["id"] for each in seen] == [str(session.pk) for session in made]


@RANDOM_ROWS
@given(rows=rows, limit=limits, cancelled=st.sets(st.integers(0, MOST_ROWS - 1)))
def test_bookings_are_walked_by_both_sides(
    rows: list[dict[str, Any]], limit: int, cancelled: set[int]
) -> None:
    with rolled_back():
        creator, learner = make_creator(), make_user()
        made = [
            make_booking(
                user=learner,
                session=make_session(creator=creator, start_time=None),
                status="cancelled" if number in cancelled else "pending",
                created_at=values["created_at"],
            )
            for number, values in enumerate(rows)
        ]
        made.sort(key=lambda booking: (booking.created_at, booking.pk), reverse=True)
        wanted = [str(booking.pk) for booking in made]

        mine = walk(signed_in(learner), "/api/bookings/", limit=limit)
        theirs = walk(signed_in(creator), "/api/bookings/creator_bookings/", limit=limit)

        assert [each["id"] for each in mine] == wanted
        assert [each["id"] for each in theirs] == wanted


def test_a_row_that_comes_while_one_walks_moves_no_other() -> None:
    made = [make_session(price=Decimal(price)) for price in (1, 2, 3, 4)]
    first = APIClient().get("/api/sessions/?ordering=price&limit=2")
    make_session(price=Decimal(1))

    rest = APIClient().get(next_page(first))

    seen = [each["id"] for each in first.json() + rest.json()]
    assert seen == [str(session.pk) for session in made]


def signed_in(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client
