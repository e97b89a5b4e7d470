"""Money and wall clocks: what is written can be read, and means the same."""

# ruff: noqa: DTZ001 - a wall clock has no zone

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rest_framework import serializers
from rest_framework.test import APIClient

from core import zones
from core.errors import InvalidFields
from session_catalog.api.fields import Price
from session_catalog.times import read_start
from tests.factories import make_creator

from .rolled_back import rolled_back

QUICK = settings(max_examples=200, derandomize=True, database=None, deadline=None)
OVER_HTTP = settings(
    QUICK, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CENT = Decimal("0.01")
amounts = st.integers(0, 99_999_999_99).map(lambda cents: cents * CENT)


class TestMoney:
    @pytest.mark.django_db
    @OVER_HTTP
    @given(amount=amounts)
    @example(amount=Decimal("0.00"))
    @example(amount=Decimal("99999999.99"))
    @example(amount=Decimal("0.10"))
    def test_a_price_comes_back_as_it_was_sent_with_two_decimals(self, amount: Decimal) -> None:
        with rolled_back():
            client = APIClient()
            client.force_authenticate(make_creator())
            lesson = {"title": "Raku", "description": "Fire.", "duration_minutes": 60}

            answer = client.post("/api/sessions/", {**lesson, "price": str(amount)}, format="json")

            assert answer.status_code == 201
            assert answer.json()["price"] == f"{amount:.2f}"

    @QUICK
    @given(amount=amounts)
    def test_a_price_may_be_a_text_or_a_number(self, amount: Decimal) -> None:
        for sent in (str(amount), f"{amount:f}", amount, float(amount)):
            assert Price().run_validation(sent) == amount

    @QUICK
    @given(amount=amounts, more=st.integers(1, 9), zeros=st.integers(0, 3))
    def test_a_part_of_a_cent_is_refused(self, amount: Decimal, more: int, zeros: int) -> None:
        with pytest.raises(serializers.ValidationError):
            Price().run_validation(f"{amount:.2f}{'0' * zeros}{more}")

    @QUICK
    @given(
        sent=st.one_of(
            st.text(),
            st.floats(),
            st.integers(),
            st.booleans(),
            st.none(),
            st.lists(st.integers()),
            st.dictionaries(st.text(), st.text()),
        )
    )
    @example(sent=float("nan"))
    @example(sent=float("inf"))
    @example(sent="1e3")
    @example(sent="\u0663\u066b\u0665")
    @example(sent="0x10")
    @example(sent="-0.01")
    def test_anything_is_a_price_or_refused(self, sent: Any) -> None:
        try:
            price = Price().run_validation(sent)
        except serializers.ValidationError:
            return
        assert price is not None
        assert 0 <= price <= Decimal("99999999.99")
        assert price == price.quantize(CENT)


walls = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31))
zone_names = st.sampled_from(sorted(zones.names()))


class TestWallClocks:
    @QUICK
    @given(wall=walls, zone=zone_names)
    @example(wall=datetime(2026, 3, 29, 2, 30), zone="Europe/Berlin")
    @example(wall=datetime(2026, 10, 25, 2, 30), zone="Europe/Berlin")
    @example(wall=datetime(2011, 12, 30, 12), zone="Pacific/Apia")
    @example(wall=datetime(2026, 4, 5, 1, 45), zone="Australia/Lord_Howe")
    def test_a_start_is_shown_by_the_clocks_as_it_was_written_or_refused(
        self, wall: datetime, zone: str
    ) -> None:
        try:
            start = read_start(wall, zone)
        except InvalidFields:
            assert is_skipped(wall, zone)
            return
        assert start is not None
        assert start.tzinfo is UTC
        assert start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall

    @QUICK
    @given(wall=walls, zone=zone_names)
    @example(wall=datetime(2026, 10, 25, 2, 30), zone="Europe/Berlin")
    def test_of_two_moments_with_the_same_wall_time_it_is_the_first(
        self, wall: datetime, zone: str
    ) -> None:
        try:
            start = read_start(wall, zone)
        except InvalidFields:
            return
        assert start is not None
        for earlier in range(15, 24 * 60, 15):
            before = start - timedelta(minutes=earlier)
            assert before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall

    @QUICK
    @given(
        moment=st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.timezones()),
        zone=zone_names,
    )
    def test_an_instant_stays_what_it_is_in_every_zone(self, moment: datetime, zone: str) -> None:
        start = read_start(moment, zone)

        assert start == moment.astimezone(UTC)

    @QUICK
    @given(day=st.dates(date(1990, 1, 1), date(2099, 12, 31)), zone=zone_names)
    def test_a_day_begins_at_its_first_instant(self, day: date, zone: str) -> None:
        begins = zones.day_begins(day, zone).astimezone(ZoneInfo(zone))
        just_before = (begins.astimezone(UTC) - timedelta(microseconds=1)).astimezone(
            ZoneInfo(zone)
        )

        assert just_before.date() < day <= begins.date()


def is_skipped(wall: datetime, zone: str) -> bool:
    """No instant of two days around it shows this time."""
    there = ZoneInfo(zone)
    guesses = (wall.replace(tzinfo=UTC) - timedelta(minutes=each) for each in range(-1560, 1561))
    return all(guess.astimezone(there).replace(tzinfo=None) != wall for guess in guesses)
