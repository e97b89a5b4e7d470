"""/admin/: sessions can be read there, and change only through the named actions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from bookings.models import Booking
from session_catalog.models import Seats, Session
from tests.factories import make_booking, make_session, make_user

from .conftest import Stored, in_days

LIST = "/admin/session_catalog/session/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def run(admin: Client, action: str, *sessions: Session) -> str:
    chosen = [str(each.pk) for each in sessions]
    response = admin.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_sessions_are_listed_and_shown(admin: Client) -> None:
    session = make_session(title="Throwing a bowl", taken=4)

    listed = admin.get(LIST).content.decode()
    shown = admin.get(f"{LIST}{session.pk}/change/").content.decode()

    assert "Throwing a bowl" in listed
    assert "4 of 10" in listed
    assert "Throwing a bowl" in shown
    assert shown.count('<input type="text"') == 0


def test_publishing_goes_through_the_use_case(admin: Client) -> None:
    session = make_session(status="draft")

    page = run(admin, "publish", session)

    assert "is published" in page
    session.refresh_from_db()
    assert (session.status, session.version) == ("published", 2)
    assert Seats.objects.get().on_sale is True


def test_cancelling_ends_the_bookings_too(admin: Client) -> None:
    booking = make_booking()

    run(admin, "cancel", booking.session)

    assert Session.objects.get().status == "cancelled"
    assert not Booking.objects.live().exists()


def test_a_refusal_is_said_and_the_others_are_done(
    admin: Client, stored: Callable[[Session], Stored]
) -> None:
    over = make_session(start_time=in_days(-2), title="Took place")
    make_booking(session=over)
    before = stored(over)
    coming = make_session()

    page = run(admin, "cancel", over, coming)

    assert "Took place: The session has taken place" in page
    assert stored(over) == before
    coming.refresh_from_db()
    assert coming.status == "cancelled"


@pytest.mark.parametrize("path", ["add/", "{id}/change/", "{id}/delete/"])
def test_nothing_is_written_directly(
    admin: Client, stored: Callable[[Session], Stored], path: str
) -> None:
    session = make_session()
    before = stored(session)
    sent = {"title": "Changed", "status": "cancelled", "price": "0", "post": "yes"}

    response = admin.post(LIST + path.format(id=session.pk), sent)

    assert response.status_code == 403
    assert stored(session) == before


def test_staff_without_the_right_have_no_actions(client: Client) -> None:
    staff = make_user(is_staff=True)
    staff.user_permissions.add(
        Permission.objects.get(codename="view_session", content_type__app_label="session_catalog")
    )
    client.force_login(staff)
    session = make_session()

    page: Any = client.get(LIST).content.decode()
    client.post(LIST, {"action": "cancel", "_selected_action": [str(session.pk)]})

    assert page.count("Cancel session") == 0
    session.refresh_from_db()
    assert session.status == "published"
