"""GET /api/sessions/facets/ and /api/sessions/suggestions/."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import make_creator, make_session, make_user

from .conftest import in_days

FACETS, SUGGESTIONS = "/api/sessions/facets/", "/api/sessions/suggestions/"


def counts(client: APIClient, query: str = "") -> dict[str, dict[str, int]]:
    """The values that some session has, by facet."""
    response = client.get(f"{FACETS}?{query}")
    assert response.status_code == 200, response.content
    return {
        name: {each["value"]: each["count"] for each in found if each["count"]}
        for name, found in response.json().items()
    }


class TestFacets:
    @pytest.fixture(autouse=True)
    def sessions(self) -> None:
        make_session(title="Bowls", topic="craft", level="beginner", language="de", price=5)
        make_session(title="Plates", topic="craft", language="en", format="online", price=50)
        make_session(title="Chords", topic="music", language="en", format="online", price=50)
        make_session(title="Said nothing", price=50)
        make_session(title="Long ago", topic="food", start_time=in_days(-3))
        make_session(title="Draft", topic="food", status="draft")

    def test_every_value_has_the_number_of_its_sessions(self, anonymous: APIClient) -> None:
        assert counts(anonymous) == {
            "topic": {"craft": 2, "music": 1},
            "level": {"beginner": 1},
            "language": {"de": 1, "en": 2},
            "format": {"online": 2},
        }

    def test_known_values_without_a_session_are_zero(self, anonymous: APIClient) -> None:
        found = anonymous.get(FACETS).json()

        assert {"value": "writing", "count": 0, "more": False} in found["topic"]
        assert len(found["topic"]) == 12
        assert [each["value"] for each in found["format"]] == ["in_person", "online"]
        assert [each["value"] for each in found["language"]] == ["de", "en"]

    @pytest.mark.parametrize(
        ("query", "topics", "formats"),
        [
            ("topic=craft", {"craft": 2, "music": 1}, {"online": 1}),
            ("format=online", {"craft": 1, "music": 1}, {"online": 2}),
            ("topic=music&language=de", {"craft": 1}, {}),
            ("max_price=10", {"craft": 1}, {}),
            ("q=plates", {"craft": 1}, {"online": 1}),
            ("q=nothing+like+it", {}, {}),
            ("q=%25", {}, {}),
            ("when=past", {"food": 1}, {}),
            ("when=all", {"craft": 2, "music": 1, "food": 1}, {"online": 2}),
        ],
    )
    def test_the_other_filters_apply_but_not_its_own(
        self,
        anonymous: APIClient,
        query: str,
        topics: dict[str, int],
        formats: dict[str, int],
    ) -> None:
        found = counts(anonymous, query)

        assert (found["topic"], found["format"]) == (topics, formats)

    def test_numbers_end_somewhere(
        self, anonymous: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("session_catalog.api.finding.COUNTED", 1)

        topics = {each["value"]: each for each in anonymous.get(FACETS).json()["topic"]}

        assert topics["craft"] == {"value": "craft", "count": 1, "more": True}
        assert topics["music"] == {"value": "music", "count": 1, "more": False}

    def test_of_more_sessions_than_are_looked_at_every_number_is_a_lower_bound(
        self, anonymous: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("session_catalog.api.finding.LOOKED_AT", 2)

        found = anonymous.get(FACETS).json()

        assert all(each["more"] for values in found.values() for each in values)

    def test_bad_filters_are_400(self, anonymous: APIClient) -> None:
        for query in ("topic=x", "from=soon", "q=a%00b", "max_price=-1"):
            assert anonymous.get(f"{FACETS}?{query}").status_code == 400


class TestSuggestions:
    def suggested(self, client: APIClient, q: str) -> tuple[list[str], list[str]]:
        response = client.get(SUGGESTIONS, {"q": q})
        assert response.status_code == 200, response.content
        found: dict[str, list[dict[str, Any]]] = response.json()
        return (
            [each["title"] for each in found["sessions"]],
            [each["username"] for each in found["creators"]],
        )

    def test_titles_and_creators_of_what_is_typed(self, anonymous: APIClient) -> None:
        maya = make_creator(username="maya", first_name="Maya", last_name="Potter")
        make_session(creator=maya, title="Glazing")
        make_session(title="Pottery evening")
        make_session(title="Painting", description="Not on pots.")
        make_creator(username="potts", last_name="Potts")  # teaches nothing
        make_user(username="potty", last_name="Potty")

        assert self.suggested(anonymous, "pott") == (["Pottery evening", "Glazing"], ["maya"])

    def test_a_title_is_there_once_with_its_nearest_date(self, anonymous: APIClient) -> None:
        for days in (9, 4, 6):
            make_session(title="Pottery", start_time=in_days(days))
        make_session(title="Pottery", start_time=in_days(-1))

        found = anonymous.get(SUGGESTIONS, {"q": "pot"}).json()["sessions"]

        assert [each["start_time"][:10] for each in found] == [str(in_days(4).date())]

    def test_only_five_and_three(self, anonymous: APIClient) -> None:
        for number in range(7):
            teacher = make_creator(username=f"clay{number}")
            make_session(creator=teacher, title=f"Clay {number}")

        sessions, creators = self.suggested(anonymous, "clay")

        assert (len(sessions), creators) == (5, ["clay0", "clay1", "clay2"])

    def test_slips_are_forgiven_and_nonsense_finds_nothing(self, anonymous: APIClient) -> None:
        make_session(title="Pottery")

        assert self.suggested(anonymous, "pottrey")[0] == ["Pottery"]
        assert self.suggested(anonymous, "zzzz") == self.suggested(anonymous, "%") == ([], [])

    @pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "x" * 201}, {"q": "a\0"}])
    def test_without_words_it_is_400(self, anonymous: APIClient, query: dict[str, str]) -> None:
        assert anonymous.get(SUGGESTIONS, query).status_code == 400
