"""Sixty-four attempts at the same moment never pass a limit."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest

from core import limits
from core.errors import TooManyRequests
from core.models import RateLimit

from .racing import REAL_COMMITS, patiently, race, values

pytestmark = REAL_COMMITS

ATTEMPTS, LIMIT = 64, 10


def attempts(now: datetime) -> list[object]:
    def attempt() -> None:
        limits.consume("somebody", limit=LIMIT, window=limits.MINUTE, now=now)

    return values(race([patiently(attempt)] * ATTEMPTS))


def test_exactly_as_many_pass_as_may(now: datetime) -> None:
    passed = attempts(now)

    assert passed.count(None) == LIMIT
    assert passed.count(TooManyRequests) == ATTEMPTS - LIMIT
    assert RateLimit.objects.get().hits == ATTEMPTS


def test_in_the_next_window_exactly_as_many_pass_again(now: datetime) -> None:
    attempts(now)

    assert attempts(now + limits.MINUTE).count(None) == LIMIT


def test_its_twin_that_counts_and_then_writes_lets_everybody_through(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_has_counted = Barrier(ATTEMPTS)

    def count_then_write(key: str, *, limit: int, window: timedelta, now: datetime) -> None:
        found = RateLimit.objects.filter(key=key, ends_at__gt=now).first()
        everybody_has_counted.wait(30)
        if found and found.hits >= limit:
            raise TooManyRequests(1)
        values = {"hits": found.hits + 1 if found else 1, "ends_at": now + window}
        RateLimit.objects.update_or_create(key=key, defaults=values)

    monkeypatch.setattr(limits, "consume", count_then_write)

    assert attempts(now).count(None) == ATTEMPTS
    assert RateLimit.objects.get().hits == 1
