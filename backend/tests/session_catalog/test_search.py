"""GET /api/sessions/?q=: words, in any language, as people type them."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from rest_framework.test import APIClient

from core import clock
from session_catalog.services.words import count_words
from session_catalog.tasks import count_search_words
from tests.factories import make_creator, make_session
from users.models import User

from .conftest import in_days

URL = "/api/sessions/"


def titles(client: APIClient, q: str, **query: Any) -> list[str]:
    response = client.get(f"{URL}?{urlencode({'q': q, **query})}")
    assert response.status_code == 200, response.content
    return [each["title"] for each in response.json()]


class TestWhatIsTyped:
    @pytest.mark.parametrize("q", ["p", "po", "pott", "pottery", "POTTERY", "pottery ev"])
    def test_beginnings_are_enough(self, anonymous: APIClient, q: str) -> None:
        make_session(title="Pottery evening")

        assert titles(anonymous, q) == ["Pottery evening"]

    @pytest.mark.parametrize(
        ("title", "q"),
        [
            ("Bowl throwing", "bowls"),
            ("Watercolor class", "classes"),
            ("Blume und Blatt", "Blumen"),
            ("Clase de cocina", "clases"),
            ("Bowls", "bowl"),
        ],
    )
    def test_one_and_many_are_the_same(self, anonymous: APIClient, title: str, q: str) -> None:
        make_session(title=title)

        assert titles(anonymous, q) == [title]

    @pytest.mark.parametrize(
        "q",
        [
            "watercolro",  # two letters exchanged
            "watercoler",  # another letter
            "watrcolor",  # a letter missing
            "wattercolor",  # a letter too many
            "watercolour",  # spelled otherwise
            "lindqist",
            "Lindqvsit",
        ],
    )
    def test_slips_are_forgiven(self, anonymous: APIClient, q: str) -> None:
        make_session(title="Watercolor", creator=make_creator(last_name="Lindqvist"))
        make_session(title="Oil", description="For people who like it slow.")

        assert titles(anonymous, q) == ["Watercolor"]

    def test_a_slip_does_not_hide_what_is_spelled_like_it(self, anonymous: APIClient) -> None:
        make_session(title="Braid a rug")
        make_session(title="Bread at home")

        assert titles(anonymous, "braid") == ["Braid a rug"]

    @pytest.mark.parametrize(
        ("title", "found_by"),
        [
            ("Café crème", ["cafe", "creme", "CAFÉ", "cafe\u0301"]),
            ("Töpfern für alle", ["topfern", "TÖPFERN", "töpf"]),
            ("Straße zeichnen", ["strasse", "STRASSE", "straße"]),
            ("Smørrebrød", ["smorrebrod"]),
            ("Łódź", ["lodz"]),
            ("İstanbul mutfağı", ["istanbul", "mutfagi"]),  # noqa: RUF001
            ("Ёлка и мир", ["елка", "МИР", "ёлка"]),
            ("Καλημέρα", ["καλημερα", "ΚΑΛΗΜΈΡΑ"]),
            ("हिन्दी सीखें", ["हिन्दी", "सीखें"]),
            ("ภาษาไทย", ["ภาษาไทย", "ภาษา"]),
            ("한국어 수업", ["한국어", "한국", "수업"]),
            ("初めての陶芸教室", ["陶芸", "教室", "初めて", "陶"]),
            ("学习中文", ["中文", "学习"]),
            ("مَرْحَبًا", ["مرحبا"]),
            ("שָׁלוֹם", ["שלום"]),
            ("ﬁne art", ["fine"]),
            ("C++ and l'eau", ["c++", "l'eau", "eau"]),
            ("3d printing, 1e5 parts.End", ["3d", "1e5", "end"]),
        ],
    )
    def test_every_script_is_searched_without_its_accents(
        self, anonymous: APIClient, title: str, found_by: list[str]
    ) -> None:
        make_session(title=title)
        make_session(title="Something else")

        for q in found_by:
            assert titles(anonymous, q) == [title], q

    def test_characters_that_stand_together_are_looked_for_together(
        self, anonymous: APIClient
    ) -> None:
        make_session(title="陶器と芸術")

        assert titles(anonymous, "陶芸") == []
        assert titles(anonymous, "芸術") == ["陶器と芸術"]

    @pytest.mark.parametrize(
        "q", ["x" * 200, "zq " * 66, "' \\ \" :* & | ! ( ) <->", "-", "\u200b"]
    )
    def test_any_text_is_a_search(self, anonymous: APIClient, q: str) -> None:
        make_session(title="Quiet")

        assert titles(anonymous, q) == []

    def test_very_long_words_and_texts_are_kept(self, as_creator: APIClient) -> None:
        text = "w" * 9_000 + " needle " + "многословие " * 900

        response = as_creator.post(
            URL,
            {
                "title": "Long",
                "description": text[:20_000],
                "price": 0,
                "duration_minutes": 5,
                "status": "published",
            },
        )

        assert response.status_code == 201
        assert titles(as_creator, "needle") == ["Long"]
        assert titles(as_creator, "многословие") == ["Long"]


class TestWhereItIsFound:
    def test_topic_and_place_are_searched(self, anonymous: APIClient) -> None:
        make_session(title="Bowls", topic="craft", format="in_person", place="Kreuzberg, Berlin")

        assert titles(anonymous, "craft") == titles(anonymous, "kreuzberg bowls") == ["Bowls"]

    def test_only_published_sessions_are_found(self, anonymous: APIClient) -> None:
        for status in ("draft", "cancelled"):
            make_session(title=f"Bowls {status}", status=status)
        make_session(title="Bowls gone", status="cancelled", deleted_at=clock.now())
        make_session(title="Bowls long ago", start_time=in_days(-3))

        assert titles(anonymous, "bowls") == []
        assert titles(anonymous, "bowls", when="past") == ["Bowls long ago"]

    def test_an_edit_is_found_at_once_and_what_was_before_is_not(
        self, as_creator: APIClient, creator: User
    ) -> None:
        session = make_session(creator=creator, title="Knitting", description="Wool.")

        as_creator.patch(f"{URL}{session.pk}/", {"title": "Crochet"})

        assert titles(as_creator, "croche") == ["Crochet"]
        assert titles(as_creator, "knitting") == []

    def test_a_creator_is_found_by_a_new_name_and_not_by_the_old(
        self, as_creator: APIClient, creator: User
    ) -> None:
        make_session(creator=creator, title="Bowls")

        as_creator.patch("/api/auth/profile/", {"last_name": "Wilhelmsen"})

        assert titles(as_creator, "wilhelmsen") == ["Bowls"]
        assert titles(as_creator, "okafor") == []

    def test_learners_names_find_nothing(self, anonymous: APIClient) -> None:
        User.objects.filter(pk=make_session(title="Bowls").creator_id).update(
            role="USER", first_name="Xaver"
        )

        assert titles(anonymous, "xaver") == []


class TestOrder:
    def test_relevance_puts_titles_before_names_before_descriptions(
        self, anonymous: APIClient
    ) -> None:
        make_session(title="In words", description="A wheel.", start_time=in_days(1))
        make_session(
            title="By name", creator=make_creator(last_name="Wheel"), start_time=in_days(2)
        )
        make_session(title="Wheelchair dance", start_time=in_days(3))
        make_session(title="The wheel", start_time=in_days(4))

        assert titles(anonymous, "wheel", ordering="relevance") == [
            "The wheel",
            "Wheelchair dance",
            "By name",
            "In words",
        ]
        assert titles(anonymous, "wheel")[0] == "In words"

    def test_of_what_fits_equally_well_the_nearest_comes_first(self, anonymous: APIClient) -> None:
        for days in (3, 1, 2):
            make_session(title="Wheel", description=f"{days}.", start_time=in_days(days))
        make_session(title="Wheel", description="open", start_time=None)

        found = anonymous.get(f"{URL}?q=wheel&ordering=relevance").json()

        assert [each["description"] for each in found] == ["1.", "2.", "3.", "open"]

    def test_without_words_relevance_is_the_nearest(self, anonymous: APIClient) -> None:
        for days in (3, 1, 2):
            make_session(title=str(days), start_time=in_days(days))

        found = anonymous.get(f"{URL}?ordering=relevance").json()

        assert [each["title"] for each in found] == ["1", "2", "3"]

    @pytest.mark.parametrize("ordering", ["relevance", "start_time", "-price", "-created_at"])
    def test_pages_follow_each_other_without_gap_or_double(
        self, anonymous: APIClient, ordering: str
    ) -> None:
        for number in range(23):
            make_session(
                title="Wheel" if number % 3 else "Clay",
                description="wheel",
                price=number % 4,
                start_time=in_days(1 + number % 5),
            )
        whole = [each["id"] for each in anonymous.get(f"{URL}?q=whee&ordering={ordering}").json()]

        seen, url = [], f"{URL}?q=whee&ordering={ordering}&limit=4"
        while url:
            response = anonymous.get(url)
            seen += [each["id"] for each in response.json()]
            url = response.get("Link", "<>")[1:].split(">")[0]

        assert seen == whole
        assert len(set(whole)) == 23

    def test_a_cursor_of_another_order_is_400(self, anonymous: APIClient) -> None:
        for _ in range(3):
            make_session(title="Wheel")
        link = anonymous.get(f"{URL}?q=wheel&limit=1&ordering=relevance")["Link"]
        url = link[1:].split(">")[0].replace("relevance", "price")

        assert set(anonymous.get(url).json()) == {"cursor"}


class TestManySessions:
    """The way for common words, which looks through the sessions in the order asked for."""

    @pytest.fixture(autouse=True)
    def everything_is_common(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("session_catalog.api.search.FEW", 0)
        monkeypatch.setattr("session_catalog.api.lists.LOOKED_AT", 4)

    @pytest.mark.parametrize("ordering", ["start_time", "price", "-created_at", "relevance"])
    def test_it_finds_the_same(self, anonymous: APIClient, ordering: str) -> None:
        for number in range(12):
            make_session(
                title="Wheel" if number % 5 == 4 else "Clay",
                description="Of a kind.",
                price=number,
                start_time=in_days(1 + number),
            )

        seen, url = [], f"{URL}?q=wheel&ordering={ordering}&limit=1"
        while url:
            response = anonymous.get(url)
            seen += [each["title"] for each in response.json()]
            url = response.get("Link", "<>")[1:].split(">")[0]

        assert seen == ["Wheel", "Wheel"]


class TestNumbersOfWords:
    def test_they_are_counted_by_a_job_and_put_common_beginnings_first(
        self, anonymous: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("session_catalog.api.words.MAX_BEGINNINGS", 1)
        make_session(title="Batik")
        for _ in range(3):
            make_session(title="Batteries")

        count_words()
        count_search_words()

        assert set(titles(anonymous, "bat")) <= {"Batteries", "Batik"}
        assert "Batteries" in titles(anonymous, "bat")


def test_the_nearest_thousand_are_ranked_even_when_more_fit(
    anonymous: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_catalog.api.lists.RANKED", 2)
    for days in range(5):
        make_session(title="Wheel", start_time=in_days(1) + timedelta(days=days))

    assert len(titles(anonymous, "wheel", ordering="relevance")) == 3
