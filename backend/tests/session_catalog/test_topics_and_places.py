"""What a session is about, for whom, in which language, and where."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Session
from tests.factories import make_session
from users.models import User

from .conftest import Stored

URL = "/api/sessions/"
ALL: dict[str, Any] = {
    "topic": "craft",
    "level": "beginner",
    "language": "de",
    "format": "in_person",
    "place": "Kreuzberg, Berlin",
}


def test_all_of_it_can_be_said(as_creator: APIClient, body: dict[str, Any]) -> None:
    made = as_creator.post(URL, {**body, **ALL})

    assert made.status_code == 201
    assert made.json() == {**made.json(), **ALL}
    assert as_creator.get(f"{URL}{made.json()['id']}/").json() == made.json()


def test_null_and_an_empty_place_say_nothing(as_creator: APIClient, body: dict[str, Any]) -> None:
    nothing = dict.fromkeys(ALL)

    made = as_creator.post(URL, {**body, **nothing, "place": "  "})

    assert made.status_code == 201
    assert made.json() == {**made.json(), **nothing}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topic", "pottery"),
        ("topic", "Craft"),
        ("topic", ""),
        ("topic", 1),
        ("topic", ["craft"]),
        ("level", "expert"),
        ("language", "german"),
        ("language", "DE"),
        ("language", "xx"),
        ("format", "hybrid"),
        ("place", "x" * 201),
        ("place", "Two\nlines"),
        ("place", {}),
    ],
)
def test_anything_else_is_400(
    as_creator: APIClient, body: dict[str, Any], field: str, value: Any
) -> None:
    response = as_creator.post(URL, {**body, "format": "in_person", field: value})

    assert (response.status_code, set(response.json())) == (400, {field})
    assert not Session.objects.exists()


@pytest.mark.parametrize("form", ["online", None])
def test_only_a_session_in_person_has_a_place(
    as_creator: APIClient, body: dict[str, Any], form: str | None
) -> None:
    response = as_creator.post(URL, {**body, "format": form, "place": "Berlin"})

    assert response.status_code == 400
    assert response.json() == {"place": ["Only a session in person has a place."]}


class TestEdits:
    @pytest.fixture
    def session(self, creator: User) -> Session:
        return make_session(creator=creator, **ALL)

    def test_a_session_that_goes_online_leaves_its_place(
        self, as_creator: APIClient, session: Session
    ) -> None:
        edited = as_creator.patch(f"{URL}{session.pk}/", {"format": "online"}).json()

        assert (edited["format"], edited["place"], edited["version"]) == ("online", None, 2)

    def test_it_cannot_go_online_and_to_a_place(
        self,
        as_creator: APIClient,
        session: Session,
        stored: Callable[[Session], Stored],
    ) -> None:
        before = stored(session)
        url = f"{URL}{session.pk}/"

        codes = [
            as_creator.patch(url, {"format": "online", "place": "Berlin"}).status_code,
            as_creator.patch(url, {"format": None, "place": "Berlin"}).status_code,
        ]

        assert codes == [400, 400]
        assert stored(session) == before

    def test_a_put_without_them_keeps_them(
        self, as_creator: APIClient, session: Session, body: dict[str, Any]
    ) -> None:
        edited = as_creator.put(f"{URL}{session.pk}/", body).json()

        assert edited == {**edited, **ALL}

    def test_what_was_read_can_be_sent_back(self, as_creator: APIClient, session: Session) -> None:
        read = as_creator.get(f"{URL}{session.pk}/").json()

        again = as_creator.put(f"{URL}{session.pk}/", read)

        assert (again.status_code, again.json()) == (200, read)


class TestFilters:
    @pytest.fixture(autouse=True)
    def sessions(self) -> None:
        make_session(title="bowls", **ALL)
        make_session(title="chords", topic="music", level="advanced", format="online")
        make_session(title="said nothing")

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("topic=craft", ["bowls"]),
            ("topic=craft,music", ["bowls", "chords"]),
            ("topic=music,music,", ["chords"]),
            ("topic=writing", []),
            ("topic=", ["bowls", "chords", "said nothing"]),
            ("level=advanced", ["chords"]),
            ("language=de", ["bowls"]),
            ("language=de,fr", ["bowls"]),
            ("format=online", ["chords"]),
            ("topic=craft,music&format=online", ["chords"]),
            ("topic=craft&ordering=price&q=bowl", ["bowls"]),
        ],
    )
    def test_they_are_combined(self, anonymous: APIClient, query: str, expected: list[str]) -> None:
        found = anonymous.get(f"{URL}?{query}").json()

        assert sorted(each["title"] for each in found) == expected

    @pytest.mark.parametrize(
        "query", ["topic=pottery", "level=x", "language=xx", "format=api", "topic=craft;art"]
    )
    def test_what_is_not_known_is_400(self, anonymous: APIClient, query: str) -> None:
        response = anonymous.get(f"{URL}?{query}")

        assert (response.status_code, set(response.json())) == (400, {query.split("=")[0]})

    def test_the_days_have_the_same_filters(self, anonymous: APIClient) -> None:
        day = Session.objects.get(title="bowls").start_time
        assert day
        url = f"{URL}days/?from={day.date()}&to={day.date()}"

        counts = [
            sum(each["sessions"] for each in anonymous.get(f"{url}&{query}").json())
            for query in ("", "topic=craft", "topic=craft,music", "language=fr", "q=chrods")
        ]

        assert counts == [3, 1, 2, 0, 1]
