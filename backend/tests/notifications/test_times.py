from datetime import UTC, datetime
from decimal import Decimal

import pytest

from notifications.times import duration, money, when

MOMENT = datetime(2026, 11, 28, 14, 0, tzinfo=UTC)


def test_a_time_names_its_zone() -> None:
    assert when(MOMENT, "Europe/Berlin", "Europe/Berlin") == (
        "Sat, November 28, 2026, 3:00 PM (Europe/Berlin)"
    )


def test_the_zone_of_the_host_is_added_when_it_is_another_one() -> None:
    assert when(MOMENT, "Europe/Berlin", "America/New_York") == (
        "Sat, November 28, 2026, 3:00 PM (Europe/Berlin); 9:00 AM in America/New_York"
    )


def test_another_day_at_the_host_is_named_as_well() -> None:
    assert when(MOMENT, "America/New_York", "Pacific/Auckland") == (
        "Sat, November 28, 2026, 9:00 AM (America/New_York); "
        "Sun, November 29, 2026, 3:00 AM in Pacific/Auckland"
    )


def test_summer_time_counts() -> None:
    summer = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)
    assert when(summer, "Europe/Berlin", "Europe/Berlin") == (
        "Wed, July 1, 2026, 4:30 PM (Europe/Berlin)"
    )


@pytest.mark.parametrize("name", ["Nowhere/At_all", "../etc/passwd", "", "Europe", "\x00"])
def test_a_zone_that_nobody_knows_is_read_as_utc(name: str) -> None:
    assert when(MOMENT, name, "UTC") == "Sat, November 28, 2026, 2:00 PM (UTC)"


def test_money_has_two_decimals_and_its_currency() -> None:
    assert money(Decimal(25), "USD") == "25.00 USD"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (150, "2 hours 30 minutes")],
)
def test_a_duration_reads_as_people_say_it(minutes: int, words: str) -> None:
    assert duration(minutes) == words
