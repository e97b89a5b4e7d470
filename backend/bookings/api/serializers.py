"""What clients send and get. Outputs only document: PostgreSQL writes the answers."""

from typing import Any

from rest_framework import serializers

from bookings.models import Status
from core.http.paging import PageQuery
from core.http.parsing import Input
from payments.services.charges import payment_methods
from session_catalog.api.fields import WallClock
from session_catalog.api.serializers import SessionOutput

COMPUTED = frozenset(
    {
        "user_details",
        "session_details",
        "currency",
        "refund_status",
        "hold_expires_at",
        "created_at",
        "confirmed_at",
        "cancelled_at",
        "amount",
    }
)
OWNED = frozenset({"id", "user"})
PAYMENT_STATUSES = ("unpaid", "paid", "refunded")
PAY_NOW = 'With the simulated provider "paid" (or status "confirmed") pays at once.'


class BookInput(Input):
    """A seat to take."""

    computed = COMPUTED
    owned = OWNED

    session = serializers.UUIDField()
    booking_date = WallClock(
        required=False, allow_null=True, help_text="Required for an open session."
    )
    status = serializers.ChoiceField([Status.PENDING, Status.CONFIRMED], required=False)
    payment_status = serializers.ChoiceField(["unpaid", "paid"], required=False, help_text=PAY_NOW)


class ChangeInput(Input):
    """A change of one's booking: cancel it, or pay with the simulated provider."""

    computed = COMPUTED
    owned = OWNED | {"session"}

    booking_date = WallClock(required=False)
    status = serializers.ChoiceField(Status.choices, required=False)
    payment_status = serializers.ChoiceField(PAYMENT_STATUSES, required=False, help_text=PAY_NOW)


class PayInput(Input):
    """How to pay."""

    card = serializers.ChoiceField(
        payment_methods(), default="success", help_text="What the simulated provider does."
    )


class ConfirmInput(Input):
    """Nothing to say."""


class BookerOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    avatar = serializers.URLField(allow_null=True)
    email = serializers.EmailField()


class BookingOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    user = serializers.UUIDField()
    user_details = BookerOutput()
    session = serializers.UUIDField()
    session_details = SessionOutput()
    booking_date = serializers.DateTimeField()
    amount = serializers.DecimalField(max_digits=10, decimal_places=2)
    currency = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    payment_status = serializers.ChoiceField(PAYMENT_STATUSES)
    refund_status = serializers.ChoiceField(["pending", "succeeded", "failed"], allow_null=True)
    hold_expires_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    cancelled_at = serializers.DateTimeField(allow_null=True)


class PaymentProgress(serializers.Serializer[Any]):
    status = serializers.ChoiceField(["processing", "action_required"])


class WaitingOutput(BookingOutput):
    """A booking whose payment is under way."""

    payment = PaymentProgress()


class CancellationOutput(serializers.Serializer[Any]):
    refund = serializers.DecimalField(max_digits=10, decimal_places=2)
    refund_until = serializers.DateTimeField(allow_null=True)
    policy = serializers.CharField()


class BookingsQuery(PageQuery):
    status = serializers.ChoiceField(Status.choices, required=False)
    when = serializers.ChoiceField(["upcoming", "past"], required=False)
    session = serializers.UUIDField(required=False)
    sort = serializers.ChoiceField(
        ["-created_at", "-booking_date"],
        required=False,
        help_text="The newest first, if left out, or those that take place last.",
    )


class ExportQuery(serializers.Serializer[Any]):
    session = serializers.UUIDField(required=False)


class InsightsQuery(serializers.Serializer[Any]):
    """Dates in the creator's time zone, both included; the last 30 days if left out."""

    def get_fields(self) -> dict[str, Any]:
        return {
            "from": serializers.DateField(required=False),
            "to": serializers.DateField(required=False),
        }


class InsightsTotals(serializers.Serializer[Any]):
    bookings = serializers.IntegerField(help_text="Confirmed in the period.")
    revenue = serializers.DecimalField(
        max_digits=12, decimal_places=2, help_text="Captured less refunds that did not fail."
    )
    fill_rate = serializers.FloatField(
        allow_null=True, help_text="Seats taken of seats offered by sessions of the period, 0 to 1."
    )
    cancellations = serializers.IntegerField(help_text="Confirmed bookings that were cancelled.")


class InsightsDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    bookings = serializers.IntegerField()
    revenue = serializers.DecimalField(max_digits=12, decimal_places=2)
    cancellations = serializers.IntegerField()


class InsightsOutput(serializers.Serializer[Any]):
    totals = InsightsTotals()
    series = InsightsDay(many=True)
