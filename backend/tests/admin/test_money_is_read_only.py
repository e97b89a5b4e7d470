"""Rows about money and state can't be written by hand, not even by a superuser."""

from typing import Any

import pytest
from django.db.models import Model
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from bookings.models import Booking, BookingEvent
from notifications.models import Mail
from payments.models import Payment, ProviderEvent, Refund
from tests.audit import rows

pytestmark = pytest.mark.django_db

MODELS = [Booking, Payment, Refund, ProviderEvent, Mail]


def address(model: type[Model], page: str, *parts: Any) -> str:
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=parts)


def stored() -> list[list[dict[str, Any]]]:
    return [
        list(model._default_manager.order_by("pk").values()) for model in [*MODELS, BookingEvent]
    ]


@pytest.mark.parametrize("model", MODELS)
def test_a_row_can_be_neither_changed_nor_deleted_nor_added(
    admin_pages: Client, model: type[Model]
) -> None:
    rows.everything()
    row = model._default_manager.first()
    assert row is not None
    before = stored()
    fields = {name: value or "" for name, value in model_to_dict(row).items()}
    sent = {**fields, "status": "captured", "amount": "1.00", "sent_at": "", "events-0-cause": "x"}

    assert admin_pages.post(address(model, "change", row.pk), sent).status_code == 403
    assert admin_pages.post(address(model, "add"), sent).status_code == 403
    deleted = admin_pages.post(address(model, "delete", row.pk), {"post": "yes"})
    assert deleted.status_code == 403
    admin_pages.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"},
    )
    assert stored() == before


@pytest.mark.parametrize("model", MODELS)
def test_no_page_offers_to_write(admin_pages: Client, model: type[Model]) -> None:
    rows.everything()
    row = model._default_manager.first()
    assert row is not None
    for path in (address(model, "changelist"), address(model, "change", row.pk)):
        page = admin_pages.get(path).content.decode()
        assert address(model, "add") not in page
        assert "deletelink" not in page
        assert 'name="_save"' not in page
        assert "delete_selected" not in page
