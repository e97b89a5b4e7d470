"""`manage.py make_demo --rows N`: rows for load tests."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bookings.models import Booking
from demo.people import CREATOR_ID
from session_catalog.models import Session
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings: Any) -> None:
    settings.DEVELOPMENT = True


def make_rows(size: int) -> str:
    said = StringIO()
    call_command("make_demo", rows=size, stdout=said)
    return said.getvalue()


def size() -> int:
    return User.objects.count() + Session.objects.count() + Booking.objects.count()


def test_about_as_many_rows_are_added_and_every_invariant_holds() -> None:
    said = make_rows(3_000)
    assert 3_000 <= size() < 3_060
    assert said.startswith(f"{size():,} rows were added in ")
    call_command("audit", stdout=StringIO())  # ends the program when one is broken


def test_each_call_adds_more() -> None:
    make_rows(500)
    first = size()
    make_rows(500)
    assert size() >= first + 500


def test_the_demo_can_still_be_loaded_afterward() -> None:
    make_rows(100)
    call_command("make_demo", stdout=StringIO())
    assert User.objects.filter(pk=CREATOR_ID).exists()


def test_titles_and_descriptions_vary() -> None:
    make_rows(3_000)
    titles = Session.objects.values("title").distinct().count()
    descriptions = Session.objects.values("description").distinct().count()
    assert titles > 0.9 * Session.objects.count()
    assert descriptions > 0.8 * Session.objects.count()


@pytest.mark.parametrize("size_asked", [0, -5])
def test_no_rows_are_refused(size_asked: int) -> None:
    with pytest.raises(CommandError, match="above 0"):
        make_rows(size_asked)
    assert size() == 0
