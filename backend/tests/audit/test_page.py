from typing import Any

import pytest
from django.test import Client

from audit import services
from audit.checks import CHECKS, Check
from session_catalog.models import Seats
from tests.factories import make_session, make_user

from . import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_user(is_staff=True))
    return client


def test_staff_see_every_check_and_that_it_holds(staff: Client) -> None:
    rows.everything()
    response = staff.get("/admin/audit/")
    assert response.status_code == 200
    page = response.content.decode()
    assert all(check.id in page for check in CHECKS)
    assert page.count("Holds.") == len(CHECKS)
    assert f"{len(CHECKS)} checks, 0 broken." in page


def test_others_are_sent_to_the_login(client: Client) -> None:
    client.force_login(make_user())
    response = client.get("/admin/audit/")
    assert response.status_code == 302
    assert response["Location"] == "/admin/login/?next=/admin/audit/"


def test_the_index_leads_there(staff: Client) -> None:
    assert '<a href="/admin/audit/">' in staff.get("/admin/").content.decode()


def test_it_shows_a_bounded_number_of_rows(staff: Client) -> None:
    for _ in range(services.ROWS_AT_A_GLANCE + 5):
        make_session()
    Seats.objects.update(taken=1)
    page = staff.get("/admin/audit/").content.decode()
    assert page.count("<td>1</td>") == services.ROWS_AT_A_GLANCE
    assert "and by more rows than these" in page


def test_what_takes_too_long_is_left_to_the_command(staff: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(services, "SECONDS_A_GLANCE", 0)
    page = staff.get("/admin/audit/").content.decode()
    assert page.count("Not finished in time.") == len(CHECKS)


def test_a_statement_that_takes_too_long_is_stopped(monkeypatch: Any) -> None:
    slow = Check("slow", "Sleeps.", "SELECT pg_sleep(5)")
    monkeypatch.setattr(services, "CHECKS", (slow,))
    monkeypatch.setattr(services, "SECONDS_A_CHECK", 0.01)
    assert services.glance(now=rows.NOW) == [services.Result(slow, None)]
