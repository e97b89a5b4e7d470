"""Every page of the admin opens, for staff only."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from bookings.models import Booking
from core.ids import new_id
from notifications.models import Mail
from notifications.tasks import booked
from payments.models import Payment, ProviderEvent, Refund
from session_catalog.models import Session
from tests.audit import rows
from users.models import User

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)


def address(model: type[Model], page: str, *parts: Any) -> str:
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=parts)


def fill() -> None:
    """At least one row of everything."""
    rows.everything()
    booked.defer(booking_id=str(new_id()))
    Group.objects.create(name="Support")


def test_the_models_one_looks_after_are_there() -> None:
    looked_after = {Booking, Mail, Payment, ProviderEvent, Refund, Session, User}
    assert looked_after <= set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_search_and_detail_open(admin_pages: Client, model: type[Model]) -> None:
    fill()
    listed = address(model, "changelist")
    for search in ("", "bowl", "a@example.com", str(new_id()), "% ' \\ \x00"):
        response = admin_pages.get(listed, {"q": search} if search else {})
        assert response.status_code == 200, search
    row = model._default_manager.first()
    assert row is not None
    assert admin_pages.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_strangers_are_sent_to_the_login(client: Client, model: type[Model]) -> None:
    for path in (address(model, "changelist"), "/admin/", "/admin/audit/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("model", [Booking, Payment, Refund, ProviderEvent, Mail])
def test_the_length_of_a_list_costs_no_queries(admin_pages: Client, model: type[Model]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin_pages.get(address(model, "changelist"))
        return len(captured)

    fill()
    few = queries()
    for _ in range(3):
        fill_again()
    assert queries() == few


def fill_again() -> None:
    rows.refunded()
    rows.mail(rows.free())
    rows.inbox()


@pytest.mark.parametrize(
    ("model", "field"),
    [(Booking, "session_id"), (Booking, "user_id"), (Booking, "id"), (Payment, "payable_id")],
)
def test_an_id_in_the_search_finds_what_belongs_to_it(
    admin_pages: Client, model: type[Model], field: str
) -> None:
    rows.everything()
    wanted = model._default_manager.first()
    assert wanted is not None
    response = admin_pages.get(address(model, "changelist"), {"q": getattr(wanted, field)})
    assert [row.pk for row in response.context["cl"].result_list] == [wanted.pk]


def test_a_person_is_found_by_the_beginning_of_the_address(admin_pages: Client) -> None:
    booking = rows.free()
    rows.free()
    search = {"q": booking.user.email[:-4]}
    response = admin_pages.get(address(Booking, "changelist"), search)
    assert [row.pk for row in response.context["cl"].result_list] == [booking.pk]


def test_money_is_shown_with_its_currency(admin_pages: Client) -> None:
    rows.refunded()
    for model in (Booking, Payment, Refund):
        assert "25.00 USD" in admin_pages.get(address(model, "changelist")).content.decode()


def test_a_booking_shows_its_history_and_how_its_money_stands(admin_pages: Client) -> None:
    booking = rows.refunded()
    page = admin_pages.get(address(Booking, "change", booking.pk)).content.decode()
    for cause in ("Booked", "Paid", "Learner"):
        assert f"<p>{cause}</p>" in page
    assert "refunded" in page
    assert f'href="/admin/payments/payment/?q={booking.pk}"' in page


def test_the_job_queue_can_be_looked_at(admin_pages: Client) -> None:
    booked.defer(booking_id=str(new_id()))
    page = admin_pages.get(address(ProcrastinateJob, "changelist")).content.decode()
    assert "notifications.booked" in page


def test_the_clock_of_lists_is_utc(admin_pages: Client) -> None:
    rows.inbox(received_at=datetime(2026, 11, 28, 14, 5, tzinfo=UTC))
    page = admin_pages.get(address(ProviderEvent, "changelist")).content.decode()
    assert "Nov. 28, 2026, 2:05 p.m." in page
