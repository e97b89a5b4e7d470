"""Keyset pages: a walk sees every session once, whatever happens meanwhile."""

import re
from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from core.ids import new_id
from session_catalog.models import Seats, Session
from tests.factories import make_session
from users.models import User

from .conftest import in_days

NEXT = re.compile(r'<http://testserver(/[^>]*)>; rel="next"')
ORDERINGS = ["start_time", "-start_time", "price", "-price", "-created_at"]


def pages(client: APIClient, url: str) -> Iterator[list[str]]:
    while True:
        response = client.get(url)
        assert response.status_code == 200, response.content
        yield [each["id"] for each in response.json()]
        following = NEXT.fullmatch(response.get("Link", ""))
        if following is None:
            return
        url = following.group(1)


def walk(client: APIClient, url: str) -> list[str]:
    return [each for page in pages(client, url) for each in page]


@pytest.fixture
def hundreds(creator: User) -> set[str]:
    """Equal starts, equal prices, equal times of creation, open ones, running ones."""
    model = make_session(creator=creator)
    starts = [in_days(3), in_days(3), None, None, in_days(40), in_days(0) - timedelta(minutes=5)]
    prices = [Decimal(0), Decimal("9.99"), Decimal("9.99")]
    created = [in_days(-1), in_days(-2)]
    sessions = []
    for number in range(500):
        each, start = copy(model), starts[number % 6]
        each.pk, each.start_time, each.price = new_id(), start, prices[number % 3]
        each.end_time = start and start + timedelta(minutes=60)
        each.created_at = created[number % 2]
        sessions.append(each)
    model.delete()
    Session.objects.bulk_create(sessions)
    Seats.objects.bulk_create(Seats(session=each, capacity=1, on_sale=True) for each in sessions)
    return {str(each.pk) for each in sessions}


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("limit", [29, 200])
def test_each_once_in_every_order(
    anonymous: APIClient, hundreds: set[str], ordering: str, limit: int
) -> None:
    walked = list(pages(anonymous, f"/api/sessions/?ordering={ordering}&limit={limit}"))

    flat = [each for page in walked for each in page]
    assert len(flat) == 500
    assert set(flat) == hundreds
    assert {len(page) for page in walked[:-1]} == {limit}


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_the_pages_together_are_the_long_list(
    anonymous: APIClient, hundreds: set[str], ordering: str
) -> None:
    long = walk(anonymous, f"/api/sessions/?ordering={ordering}&limit=200")
    short = walk(anonymous, f"/api/sessions/?ordering={ordering}&limit=43")

    assert short == long


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_rows_inserted_and_gone_meanwhile_disturb_nobody(
    anonymous: APIClient, creator: User, hundreds: set[str], ordering: str
) -> None:
    seen: list[str] = []
    removed: set[str] = set()
    for page in pages(anonymous, f"/api/sessions/?ordering={ordering}&limit=60"):
        seen += page
        for start in (in_days(1), in_days(3), in_days(90), None):
            make_session(creator=creator, start_time=start)
        unseen = sorted(hundreds - set(seen) - removed)[:2]
        Session.objects.filter(pk__in=unseen).update(status="draft")
        removed |= set(unseen)

    assert len(seen) == len(set(seen))
    assert hundreds - removed <= set(seen)
    assert not removed & set(seen)


@pytest.mark.parametrize("when", ["past", "all"])
def test_the_past_too(anonymous: APIClient, creator: User, when: str) -> None:
    past = {
        str(make_session(creator=creator, start_time=in_days(-3 - number // 20)).pk)
        for number in range(60)
    }

    walked = walk(anonymous, f"/api/sessions/?when={when}&limit=9")

    assert (len(walked), set(walked)) == (60, past)


def test_the_next_page_keeps_the_query(anonymous: APIClient, creator: User) -> None:
    for number in range(4):
        make_session(creator=creator, title=f"Bowl {number}")
        make_session(creator=creator, title=f"Plate {number}")

    walked = list(pages(anonymous, "/api/sessions/?q=bowl&limit=3"))

    assert [len(page) for page in walked] == [3, 1]


def test_ones_own_list_and_the_events_are_walked_the_same_way(
    as_creator: APIClient, hundreds: set[str]
) -> None:
    for url in ("/api/sessions/?my_sessions=true&limit=50", "/api/events/?limit=50"):
        walked = walk(as_creator, url)

        assert (len(walked), set(walked)) == (500, hundreds)


def test_a_cursor_of_another_order_is_400(anonymous: APIClient, hundreds: set[str]) -> None:
    link = anonymous.get("/api/sessions/?ordering=price&limit=5")["Link"]
    cursor = link.split("cursor=")[1].split("&")[0].split(">")[0]

    response = anonymous.get(f"/api/sessions/?ordering=-price&cursor={cursor}")

    assert (response.status_code, set(response.json())) == (400, {"cursor"})


def test_a_full_last_page_has_no_next(anonymous: APIClient, creator: User) -> None:
    for _ in range(5):
        make_session(creator=creator)

    assert "Link" not in anonymous.get("/api/sessions/?limit=5")
    assert "Link" in anonymous.get("/api/sessions/?limit=4")
