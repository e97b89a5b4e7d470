"""Fixtures that every specification shares."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import coverage
import hypothesis
import pytest
from django.conf import settings
from rest_framework.test import APIClient

from core import clock
from users.models import User
from users.tokens import AccessClaims

from .jobs import run_jobs

# Other tests share the cores: how long an example takes says nothing.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# Each client builds the middleware anew, and would read all static files each time.
settings.WHITENOISE_AUTOREFRESH = True


# They ask the same lines thousands of times, at half the speed while those are counted. What is
# covered is shown by the tests of each part. pytest-cov's own `no_cover` would still count while
# each of their worlds is made.
UNCOUNTED = ("contract", "properties")


@pytest.fixture(scope="module", autouse=True)
def lines_are_counted_where_they_tell_something(request: pytest.FixtureRequest) -> Iterator[None]:
    stopped: list[coverage.Coverage] = []
    if request.path.parent.name in UNCOUNTED:
        # A worker of pytest-xdist has two, and one that ends lets the other go on.
        while counter := coverage.Coverage.current():
            counter.stop()
            stopped.append(counter)
        assert not stopped or sys.gettrace() is None, "lines are still counted"
    yield
    for counter in reversed(stopped):
        counter.start()


class FakeClock:
    """The clock of the product, at a moment that a test chooses."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> datetime:
        self.moment += timedelta(**amount)
        return self.moment


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], FakeClock]:
    def set_to(moment: datetime) -> FakeClock:
        fake = FakeClock(moment)
        monkeypatch.setattr(clock, "now", fake)
        return fake

    return set_to


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def frozen(set_clock: Callable[[datetime], FakeClock]) -> FakeClock:
    """The clock, stopped at the present moment."""
    moment = datetime.now(UTC)
    # PostgreSQL writes no zeros at the end of a fraction and Python does, so it has none.
    return set_clock(moment.replace(microsecond=moment.microsecond | 1))


@pytest.fixture
def as_user() -> Callable[[User | None], APIClient]:
    """A client that is signed in as the user, on a device that proved nothing lately, or as
    nobody."""

    def client(user: User | None = None) -> APIClient:
        made = APIClient()
        if user is not None:
            claims = AccessClaims(user_id=user.pk, family_id=uuid4())
            made.force_authenticate(user, token=claims)  # type: ignore[arg-type]
        return made

    return client


@pytest.fixture
def work_off() -> Callable[[], list[str]]:
    """Run the jobs that wait, as a worker would; returns the names of those that ran."""
    return run_jobs


@pytest.fixture
def error_of() -> Callable[[Any], tuple[int, str]]:
    """Status and code of a refusal."""
    return lambda response: (response.status_code, response.json().get("code"))
