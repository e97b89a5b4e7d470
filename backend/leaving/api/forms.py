"""What clients send and get when people leave."""

from typing import Any

from rest_framework import serializers

from core.http.parsing import Input
from leaving.models import ExportStatus

NONE = "none"
EXPORT_STATUSES = (NONE, *ExportStatus.values)


class ExportOutput(serializers.Serializer[Any]):
    """The newest export; without one all is null but the status and the progress."""

    status = serializers.ChoiceField(choices=EXPORT_STATUSES)
    progress = serializers.IntegerField(min_value=0, max_value=100, help_text="In percent.")
    asked_at = serializers.DateTimeField(allow_null=True)
    ready_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    size = serializers.IntegerField(allow_null=True, help_text="Of the file, in bytes.")


class AmountOutput(serializers.Serializer[Any]):
    currency = serializers.CharField()
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)


class ReasonOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField(help_text="A sentence for a person.")


class ConsequencesOutput(serializers.Serializer[Any]):
    """What deleting the account would do now."""

    upcoming_bookings = serializers.IntegerField(help_text="They would be cancelled.")
    refund = AmountOutput(many=True, help_text="What would be paid back to this person.")
    upcoming_sessions = serializers.IntegerField(help_text="They would be cancelled.")
    booked_seats = serializers.IntegerField(help_text="In those sessions; refunded in full.")
    can_delete = serializers.BooleanField()
    reasons = ReasonOutput(many=True, help_text="Why not.")


class DeletionInput(Input):
    """The own username, typed as a check."""

    username = serializers.CharField(max_length=150)
