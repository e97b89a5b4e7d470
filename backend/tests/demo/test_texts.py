"""The words of the demo."""

from collections import Counter
from decimal import Decimal
from zoneinfo import available_timezones

from demo.people import creators, learners
from demo.texts import COURSES

OFFERS = [offer for course in COURSES for offer in course.offers]


def repeated(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


def test_no_title_no_description_and_no_paragraph_comes_twice() -> None:
    assert repeated([offer.title for offer in OFFERS]) == []
    assert repeated([part for offer in OFFERS for part in offer.description.split("\n\n")]) == []


def test_every_description_has_two_to_four_short_paragraphs() -> None:
    for offer in OFFERS:
        paragraphs = offer.description.split("\n\n")
        assert 2 <= len(paragraphs) <= 4, offer.title
        for paragraph in paragraphs:
            assert 20 <= len(paragraph) <= 500, offer.title
            assert "\n" not in paragraph
            assert "  " not in paragraph
            assert paragraph.endswith((".", "?")), offer.title


def test_titles_and_prices_are_within_the_limits() -> None:
    for offer in OFFERS:
        assert 1 <= len(offer.title) <= 60
        assert Decimal(offer.price) >= 0
        assert Decimal(offer.price).as_tuple().exponent == -2
        assert offer.seats >= 1
        assert 0 <= offer.left <= offer.seats


def test_a_draft_has_all_its_seats_left() -> None:
    drafts = [offer for offer in OFFERS if offer.status == "draft"]
    assert drafts != []
    assert [offer for offer in drafts if offer.left != offer.seats] == []


def test_the_people_have_usernames_of_their_own_and_real_time_zones() -> None:
    people = [*creators(), *learners()]
    assert repeated([who.username for who in people]) == []
    assert {who.time_zone for who in people} <= available_timezones()
    assert next(who.username for who in people if who.first_name == "Lucía") == "lucia.herrera"
