"""Ways to break an installation, each against one check."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from bookings.models import Booking, BookingEvent
from core.ids import new_id
from payments.models import Payment
from session_catalog.models import Seats, Session
from tests.factories import make_booking, make_session, make_user
from users.models import TokenFamily, User

from . import rows

# Each returns a value that the finding names.
Break = Callable[[], Any]


def unprotected(table: str, *, constraint: str = "", index: str = "") -> None:
    """Take a constraint away until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if constraint:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        if index:
            cursor.execute(f"DROP INDEX {index}")


def overfull() -> Any:
    unprotected("session_catalog_seats", constraint="seats_taken_within_capacity")
    session = make_session(capacity=1, price=Decimal(0))
    make_booking(session=session)
    make_booking(session=session)
    return session.pk


def drifted() -> Any:
    booking = rows.free()
    Seats.objects.filter(session=booking.session).update(taken=2)
    return booking.session_id


def booked_twice() -> Any:
    unprotected("bookings_booking", index="one_live_booking_per_user_and_session")
    first = rows.free()
    make_booking(session=first.session, user=first.user)
    return first.user_id


def wrong_date() -> Any:
    booking = rows.free()
    booking.booking_date += timedelta(hours=1)
    booking.save()
    return booking.pk


def held_without_end() -> Any:
    unprotected("bookings_booking", constraint="pending_exactly_while_held")
    booking = rows.hold()
    Booking.objects.filter(pk=booking.pk).update(hold_expires_at=None)
    return booking.pk


def confirmed_unpaid() -> Any:
    return make_booking(session=make_session()).pk


def refunded_too_much() -> Any:
    booking = rows.refunded()
    payment = Payment.objects.get(payable_id=booking.pk)
    rows.refund(payment, amount=Decimal("0.01"))
    return payment.pk


def money_without_a_home() -> Any:
    booking = rows.cancelled(rows.paid())
    return booking.pk


def paid_twice() -> Any:
    booking = rows.paid()
    rows.pay(booking)
    return booking.pk


def forgot_that_it_was_confirmed() -> Any:
    booking = rows.cancelled(rows.free())
    Booking.objects.filter(pk=booking.pk).update(confirmed_at=None)
    return booking.pk


def changed_price() -> Any:
    booking = rows.hold()
    rows.pay(booking, status="failed", captured_at=None, amount=Decimal("24.00"))
    return booking.pk


def changed_currency() -> Any:
    booking = rows.hold()
    rows.pay(booking, status="failed", captured_at=None, currency="EUR")
    return booking.pk


def no_change_recorded() -> Any:
    booking = rows.hold()
    BookingEvent.objects.filter(booking=booking).delete()
    return booking.pk


def last_change_missing() -> Any:
    booking = rows.revived()
    BookingEvent.objects.filter(booking=booking, cause="hold_expired").delete()
    return booking.pk


def change_recorded_twice() -> Any:
    booking = rows.cancelled(rows.free())
    rows.event(booking, "confirmed", "cancelled", "learner")
    return booking.pk


def begun_twice() -> Any:
    unprotected("bookings_bookingevent", index="one_first_event_per_booking")
    booking = rows.hold()
    rows.event(booking, None, "pending", "booked")
    return booking.pk


def changes_out_of_nowhere() -> Any:
    booking = rows.hold()
    rows.event(booking, "confirmed", "cancelled", "learner")
    rows.event(booking, "cancelled", "confirmed", "paid_late")
    return booking.pk


def forbidden_change() -> Any:
    unprotected("bookings_bookingevent", constraint="booking_event_follows_the_state_table")
    booking = rows.hold()
    rows.event(booking, "pending", "pending", "booked")
    return booking.pk


def forbidden_cause() -> Any:
    booking = rows.paid()
    BookingEvent.objects.filter(booking=booking, to_status="confirmed").update(cause="learner")
    return booking.pk


def revived_though_never_run_out() -> Any:
    booking = rows.cancelled(rows.hold(), "learner")
    Booking.objects.filter(pk=booking.pk).update(
        status="confirmed", confirmed_at=rows.YESTERDAY, cancelled_at=None, cancel_cause=None
    )
    rows.event(booking, "cancelled", "confirmed", "paid_late")
    rows.pay(booking)
    Seats.objects.filter(session_id=booking.session_id).update(taken=1)
    return booking.pk


def another_cause_than_recorded() -> Any:
    booking = rows.cancelled(rows.free())
    Booking.objects.filter(pk=booking.pk).update(cancel_cause="admin")
    return booking.pk


def another_time_than_recorded() -> Any:
    booking = rows.free()
    Booking.objects.filter(pk=booking.pk).update(confirmed_at=rows.YESTERDAY)
    return booking.pk


def same_event_twice() -> Any:
    unprotected("payments_providerevent", constraint="provider_event_received_once")
    for _ in range(2):
        rows.inbox(event_id="evt_twice")
    return "evt_twice"


def same_charge_twice() -> Any:
    unprotected("payments_payment", constraint="payment_reference_unique")
    booking = rows.hold()
    for _ in range(2):
        rows.pay(booking, reference="ch_twice", status="failed", captured_at=None)
    return "ch_twice"


def live_in_a_draft() -> Any:
    booking = rows.free()
    Session.objects.filter(pk=booking.session_id).update(status="draft")
    Seats.objects.filter(session_id=booking.session_id).update(on_sale=False)
    return booking.pk


def booked_their_own() -> Any:
    session = make_session(price=Decimal(0))
    return make_booking(session=session, user=session.creator).pk


def booked_after_the_start() -> Any:
    session = make_session(price=Decimal(0), start_time=rows.YESTERDAY)
    return make_booking(session=session).pk


def two_mails() -> Any:
    unprotected("notifications_mail", constraint="one_mail_per_event_and_person")
    booking = rows.free()
    for _ in range(2):
        rows.mail(booking, event_key="session.moved:1:2")
    return "session.moved:1:2"


def mail_about_a_cancelled_booking() -> Any:
    booking = rows.cancelled(rows.free())
    return rows.mail(booking, sent_at=rows.NOW).pk


def mail_about_no_booking() -> Any:
    booking = rows.free()
    return rows.mail(booking, event_key=f"booking.confirmed:{new_id()}:now").pk


def paid_for_nothing() -> Any:
    return rows.pay(rows.free(), payable_id=new_id(), amount=Decimal(5)).pk


def session_without_seats() -> Any:
    session = make_session()
    Seats.objects.filter(session=session).delete()
    return session.pk


def draft_on_sale() -> Any:
    session = make_session(status="draft")
    Seats.objects.filter(session=session).update(on_sale=True)
    return session.pk


def published_off_sale() -> Any:
    session = make_session()
    Seats.objects.filter(session=session).update(on_sale=False)
    return session.pk


def wrong_end() -> Any:
    unprotected("session_catalog_session", constraint="session_end_is_start_plus_duration")
    session = make_session()
    Session.objects.filter(pk=session.pk).update(end_time=session.start_time)
    return session.pk


def kept_answer_about_nothing() -> Any:
    missing = new_id()
    rows.kept(rows.free(), resource_id=missing, location=None)
    return missing


def kept_address_of_nothing() -> Any:
    location = f"/api/bookings/{new_id()}/"
    rows.kept(rows.free(), resource_id=None, location=location)
    return location


def kept_address_without_an_id() -> Any:
    rows.kept(rows.free(), resource_id=None, location="/api/bookings/soon/")
    return "/api/bookings/soon/"


def left(person: User) -> Any:
    person.is_active, person.closed_at = False, rows.YESTERDAY
    person.save()
    return person.pk


def left_with_a_booking() -> Any:
    booking = rows.free()
    left(booking.user)
    return booking.pk


def left_with_a_session_on_sale() -> Any:
    session = make_session()
    left(session.creator)
    return session.pk


def left_with_a_mail() -> Any:
    mail = rows.mail(rows.cancelled(rows.free()), sent_at=rows.YESTERDAY)
    return left(mail.user)


def left_with_a_device() -> Any:
    person = make_user()
    TokenFamily.objects.create(
        user=person, credential="", address_prefix="", created_at=rows.YESTERDAY
    )
    return left(person)


BREAKS: list[tuple[str, Break]] = [
    ("I1-taken-within-capacity", overfull),
    ("I2-taken-is-live-bookings", drifted),
    ("I3-one-live-booking", booked_twice),
    ("I4-date-is-the-start", wrong_date),
    ("I5-pending-while-held", held_without_end),
    ("I6-confirmed-is-paid", confirmed_unpaid),
    ("I7-refunds-within-captured", refunded_too_much),
    ("I8-captured-money-has-a-home", money_without_a_home),
    ("I8-paid-once", paid_twice),
    ("I9-payment-status", forgot_that_it_was_confirmed),
    ("I10-price-is-frozen", changed_price),
    ("I10-price-is-frozen", changed_currency),
    ("I11-changes-form-a-path", no_change_recorded),
    ("I11-changes-form-a-path", last_change_missing),
    ("I11-changes-form-a-path", change_recorded_twice),
    ("I11-changes-form-a-path", begun_twice),
    ("I11-changes-form-a-path", changes_out_of_nowhere),
    ("I11-changes-form-a-path", forbidden_change),
    ("I11-changes-form-a-path", forbidden_cause),
    ("I11-changes-form-a-path", revived_though_never_run_out),
    ("I11-changes-have-their-time", another_cause_than_recorded),
    ("I11-changes-have-their-time", another_time_than_recorded),
    ("I12-event-once", same_event_twice),
    ("I12-charge-once", same_charge_twice),
    ("I13-closed-session-has-nobody", live_in_a_draft),
    ("I14-not-ones-own", booked_their_own),
    ("I14-booked-before-the-start", booked_after_the_start),
    ("I15-one-mail", two_mails),
    ("I15-booked-mail-is-true", mail_about_a_cancelled_booking),
    ("I15-booked-mail-is-true", mail_about_no_booking),
    ("X-payable-exists", paid_for_nothing),
    ("X-seats-exist", session_without_seats),
    ("X-on-sale", draft_on_sale),
    ("X-on-sale", published_off_sale),
    ("X-end-time", wrong_end),
    ("X-nobody-left-holds-a-seat", left_with_a_booking),
    ("X-nobody-left-holds-a-seat", left_with_a_session_on_sale),
    ("X-nobody-left-leaves-a-trace", left_with_a_mail),
    ("X-nobody-left-leaves-a-trace", left_with_a_device),
    ("X-kept-answer-exists", kept_answer_about_nothing),
    ("X-kept-answer-exists", kept_address_of_nothing),
    ("X-kept-answer-exists", kept_address_without_an_id),
]
