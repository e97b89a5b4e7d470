"""Each check is shown a row that breaks it, and only it may object."""

from datetime import timedelta
from typing import Any

import pytest

from audit.checks import CHECKS
from audit.services import all_findings
from payments.models import Payment

from . import rows
from .breaks import BREAKS, Break, money_without_a_home, paid_twice

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, dict[str, Any]]]:
    return [(check.id, row) for check, row in all_findings(now=rows.NOW)]


def test_an_empty_installation_has_no_findings() -> None:
    assert found() == []


def test_a_healthy_installation_has_no_findings() -> None:
    rows.everything()
    assert found() == []


@pytest.mark.parametrize(("check_id", "broken"), BREAKS, ids=[each.__name__ for _, each in BREAKS])
def test_the_check_finds_the_broken_row_and_no_other_check_does(
    check_id: str, broken: Break
) -> None:
    rows.everything()
    named = broken()
    assert [each for each, _ in found()] == [check_id]
    ((_, row),) = found()
    assert str(named) in [str(value) for value in row.values()]


def test_every_check_was_shown_a_broken_row() -> None:
    assert {check_id for check_id, _ in BREAKS} == {check.id for check in CHECKS}


def test_every_invariant_but_the_one_about_reading_has_a_check() -> None:
    covered = {check.id.partition("-")[0] for check in CHECKS}
    assert covered == {*(f"I{number}" for number in range(1, 16)), "X"}


@pytest.mark.parametrize("break_it", [money_without_a_home, paid_twice])
def test_money_has_five_minutes_to_find_its_way(break_it: Break) -> None:
    break_it()
    Payment.objects.update(captured_at=rows.NOW - timedelta(minutes=4))
    assert found() == []


def test_a_mail_that_was_on_its_way_when_its_booking_was_cancelled_is_no_lie() -> None:
    booking = rows.cancelled(rows.free())
    rows.mail(booking, sent_at=rows.YESTERDAY + timedelta(minutes=1))
    assert found() == []
