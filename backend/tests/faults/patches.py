"""What is put in the place of the product's own functions: bugs, and a world that misbehaves.

Each of the bugs is what somebody might write who does not think of what happens meanwhile. A
pause makes its moment longer; none changes what happens when people come one after the other.
"""

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from bookings import handlers
from bookings.models import Booking, BookingEvent, Cause, Status
from bookings.services import book, cancel, expire, record
from core import clock, events
from core.http import idempotent
from core.jobs import DEFAULT
from core.postgres.base import DatabaseWrapper
from core.sql import execute, row
from notifications.models import Mail
from notifications.services import booking_mails, outbox
from payments.gateways.base import GatewayError
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.models import Payment, PaymentStatus
from payments.services import charges, poller, refunds
from session_catalog.services import seats

PAUSE = 0.2
_FREE_ONE = """
SELECT taken FROM session_catalog_seats WHERE session_id = %(id)s AND on_sale AND taken < capacity
"""
_TAKE = """
UPDATE session_catalog_seats SET taken = %(taken)s, version = version + 1 WHERE session_id = %(id)s
"""


def put(place: Any, **functions: Callable[..., Any]) -> None:
    """Where the name is looked up when it is called."""
    for name, function in functions.items():
        setattr(place, name, function)


# --- bugs -------------------------------------------------------------------------------------


def seats_are_read_then_written() -> None:
    def claim_seat(session_id: UUID) -> bool:
        found = row(_FREE_ONE, {"id": session_id})
        if found is None:
            return False
        time.sleep(PAUSE)
        return bool(execute(_TAKE, {"id": session_id, "taken": found[0] + 1}))

    put(book, claim_seat=claim_seat)


def bookings_are_not_locked() -> None:
    def lock_booking(booking_id: UUID) -> Booking:
        booking = Booking.objects.get(pk=booking_id)
        time.sleep(PAUSE)
        return booking

    for module in (record, cancel, handlers):
        put(module, lock_booking=lock_booking)


def seats_are_counted_apart() -> None:
    """In a transaction of their own, which stays when the booking does not."""

    def claim_seat(session_id: UUID) -> bool:
        other = connections["default"].copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(seats._CLAIM, [session_id])
                return bool(cursor.rowcount)
        finally:
            other.close()

    put(book, claim_seat=claim_seat)


def keys_are_not_checked() -> None:
    put(idempotent, _keyed=lambda request, present: None)


def jobs_come_after_the_commit() -> None:
    insert: Any = Task.defer

    def defer(task: Any, **arguments: Any) -> int:
        def later() -> None:
            time.sleep(PAUSE)
            insert(task, **arguments)

        transaction.on_commit(later)
        return 0

    put(Task, defer=defer)


def captures_count_again() -> None:
    def _apply(payment: Payment, charge: Any, now: datetime) -> None:
        payment.status = charges._STATUS[charge.state]
        payment.reference = charge.reference
        if payment.status == PaymentStatus.CAPTURED:
            payment.captured_at = payment.captured_at or now
        payment.save()
        if payment.status == PaymentStatus.CAPTURED:
            events.emit(
                "payment.captured", payable_id=payment.payable_id, payment_id=payment.id, now=now
            )

    put(charges, _apply=_apply)


def refunds_are_tried_once() -> None:
    def carry_out_refunds(refund_ids: list[UUID]) -> None:
        for refund_id in refund_ids:
            with suppress(GatewayError):
                refunds.carry_out_refund(refund_id=refund_id)

    put(refunds, carry_out_refunds=carry_out_refunds)
    put(poller, poll_refunds=lambda *, now: None)


def holds_run_out_whatever_they_are() -> None:
    """What is overdue is read first, and cancelled as if it still were."""

    def expire_session_holds(*, session_id: UUID, now: datetime) -> int:
        overdue = Booking.objects.overdue(now).filter(session_id=session_id)
        ids = list(overdue.values_list("id", flat=True))
        time.sleep(2 * PAUSE)
        with transaction.atomic():
            seats.lock_seats(session_id)
            Booking.objects.filter(pk__in=ids).update(
                status=Status.CANCELLED, cancelled_at=now, cancel_cause=Cause.HOLD_EXPIRED,
                hold_expires_at=None,
            )  # fmt: skip
            BookingEvent.objects.bulk_create(
                BookingEvent(
                    booking_id=each, from_status=Status.PENDING, to_status=Status.CANCELLED,
                    cause=Cause.HOLD_EXPIRED, at=now,
                )
                for each in ids
            )  # fmt: skip
            seats.free_seats(session_id, len(ids))
        return len(ids)

    put(expire, expire_session_holds=expire_session_holds)
    put(expire, _cancel_and_look=lambda **found: expire_session_holds(**found) > 0)


def mails_go_out_before_the_commit() -> None:
    def emit(event: str, **facts: Any) -> None:
        if event == "booking.confirmed":
            write: Any = booking_mails._write_booked
            written = write.__wrapped__(booking_id=facts["booking_id"], now=clock.now())
            for mail in Mail.objects.filter(pk__in=written):
                outbox.message(mail).send()
        events.emit(event, **facts)

    put(book, emit=emit)


def all_jobs_wait_in_one_line() -> None:
    for task in app.tasks.values():
        task.queue = DEFAULT


def lines_are_not_looked_at() -> None:
    put(DatabaseWrapper, close_if_health_check_failed=lambda line: None)


# --- a world that misbehaves --------------------------------------------------------------------


def the_clock_jumps() -> None:
    """By as many seconds as the file FAULTS_CLOCK says, at any moment."""
    file = Path(os.environ["FAULTS_CLOCK"])

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(file.read_text()))

    put(clock, now=now)


def the_provider_is_slow() -> None:
    """And now and then away, before it has done what it was asked for or after."""

    def slowed(call: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            time.sleep(random.uniform(0.1, 0.8))
            luck = random.random()
            if luck < 0.1:
                raise GatewayError("not reached")
            answer = call(*arguments, **named)
            if luck > 0.9:
                raise GatewayError("no answer")
            return answer

        return ask

    for name in ("start", "fetch", "capture", "void", "refund"):
        put(SimulatedGateway, **{name: slowed(getattr(SimulatedGateway, name))})


PATCHES: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        seats_are_read_then_written, bookings_are_not_locked, seats_are_counted_apart,
        keys_are_not_checked, jobs_come_after_the_commit, captures_count_again,
        refunds_are_tried_once, holds_run_out_whatever_they_are, mails_go_out_before_the_commit,
        all_jobs_wait_in_one_line, lines_are_not_looked_at, the_clock_jumps, the_provider_is_slow,
    )
}  # fmt: skip
