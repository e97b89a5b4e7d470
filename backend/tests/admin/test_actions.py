"""What support can do: the same use cases as everywhere, by name."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from bookings.models import Booking, BookingEvent
from payments.models import Payment, Refund
from session_catalog.models import Seats, Session
from tests.audit import rows
from tests.factories import make_user
from users.models import User

pytestmark = pytest.mark.django_db

BOOKINGS = "admin:bookings_booking_changelist"
REFUNDS = "admin:payments_refund_changelist"


def act(client: Client, page: str, action: str, *chosen: object) -> HttpResponse:
    sent = {"action": action, "_selected_action": [str(each) for each in chosen]}
    response: HttpResponse = client.post(reverse(page), sent, follow=True)  # type: ignore[assignment]
    return response


def failed_refund() -> Refund:
    booking = rows.cancelled(rows.paid())
    payment = Payment.objects.get(payable_id=booking.pk)
    return rows.refund(payment, status="failed", attempts=8, last_error="no such account")


def test_bookings_are_cancelled_with_a_full_refund(admin_pages: Client, superuser: User) -> None:
    paid, free = rows.paid(), rows.free()
    answer = act(admin_pages, BOOKINGS, "cancel_with_refund", paid.pk, free.pk)

    assert "Bookings that are cancelled: 2." in answer.content.decode()
    for booking in (paid, free):
        booking.refresh_from_db()
        assert (booking.status, booking.cancel_cause) == ("cancelled", "admin")
        event = BookingEvent.objects.get(booking=booking, to_status="cancelled")
        assert event.actor_id == superuser.pk
        assert Seats.objects.get(session_id=booking.session_id).taken == 0
    refund = Refund.objects.get()
    assert refund.payment.payable_id == paid.pk
    assert (refund.amount, refund.status) == (paid.amount, "requested")


def test_a_booking_that_can_not_be_cancelled_is_named_and_the_others_are(
    admin_pages: Client,
) -> None:
    over, free = rows.free(), rows.free()
    start, end = rows.YESTERDAY, rows.YESTERDAY + timedelta(hours=1)
    Booking.objects.filter(pk=over.pk).update(booking_date=start)
    Session.objects.filter(pk=over.session_id).update(start_time=start, end_time=end)
    page = act(admin_pages, BOOKINGS, "cancel_with_refund", over.pk, free.pk).content.decode()

    assert f"Confirmed booking {over.pk}: The session has ended." in page
    assert "Bookings that are cancelled: 1." in page
    over.refresh_from_db()
    assert over.status == "confirmed"


def test_failed_refunds_are_tried_again(admin_pages: Client) -> None:
    refund = failed_refund()
    answer = act(admin_pages, REFUNDS, "try_again", refund.pk)

    assert "Refunds that are tried again: 1." in answer.content.decode()
    refund.refresh_from_db()
    assert (refund.status, refund.attempts) == ("requested", 0)
    (job,) = ProcrastinateJob.objects.filter(task_name="payments.carry_out_refunds")
    whose = job.args["origin"]
    assert job.args == {"refund_ids": [str(refund.pk)], "origin": whose}
    assert whose.keys() == {"request_id"}


def test_a_refund_that_did_not_fail_is_left_alone(admin_pages: Client) -> None:
    rows.refunded()
    refund = Refund.objects.get()
    answer = act(admin_pages, REFUNDS, "try_again", refund.pk)

    assert "Only a refund that failed can be tried again." in answer.content.decode()
    refund.refresh_from_db()
    assert refund.status == "succeeded"


def test_who_may_only_look_can_not_act(client: Client) -> None:
    reader = make_user(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    booking, refund = rows.free(), failed_refund()
    page = act(client, BOOKINGS, "cancel_with_refund", booking.pk).content.decode()
    act(client, REFUNDS, "try_again", refund.pk)

    assert "Cancel booking with full refund" not in page
    booking.refresh_from_db()
    refund.refresh_from_db()
    assert (booking.status, refund.status) == ("confirmed", "failed")


def test_support_with_the_right_to_change_can_act(client: Client) -> None:
    support = make_user(is_staff=True)
    codes = ("view_booking", "change_booking")
    support.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(support)
    booking = rows.free()
    act(client, BOOKINGS, "cancel_with_refund", booking.pk)
    booking.refresh_from_db()
    assert booking.status == "cancelled"
