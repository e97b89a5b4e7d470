from io import StringIO

import pytest
from django.core.management import call_command

from audit.checks import CHECKS
from session_catalog.models import Seats

from . import rows

pytestmark = pytest.mark.django_db


def test_a_healthy_installation_ends_with_a_summary_line() -> None:
    rows.everything()
    out = StringIO()
    call_command("audit", stdout=out)
    assert out.getvalue() == f"{len(CHECKS)} checks, 0 broken, 0 rows.\n"


def test_each_broken_row_is_printed_and_the_exit_status_is_1() -> None:
    bookings = [rows.free(), rows.free()]
    Seats.objects.update(taken=3)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", stdout=out)
    assert ended.value.code == 1
    head, *lines, summary = out.getvalue().splitlines()
    assert head == (
        "I2-taken-is-live-bookings: The seats taken are the pending and confirmed bookings."
    )
    assert sorted(lines) == sorted(
        f"  session={booking.session_id}  taken=3  live_bookings=1" for booking in bookings
    )
    assert summary == f"{len(CHECKS)} checks, 1 broken, 2 rows."
