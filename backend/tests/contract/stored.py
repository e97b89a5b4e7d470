"""What is in the database, to see whether something changed."""

from typing import Any

from allauth.socialaccount.models import SocialAccount

from bookings.models import Booking, BookingEvent
from leaving.models import Deletion, Export, ExportPart
from payments.models import Payment, ProviderEvent, Refund
from session_catalog.models import Seats, Session
from users.models import (
    OneTime,
    Passkey,
    RecoveryCode,
    RefreshToken,
    RoleChange,
    SecurityEvent,
    TokenFamily,
    Totp,
    User,
)

MODELS: tuple[Any, ...] = (
    User,
    RoleChange,
    TokenFamily,
    RefreshToken,
    SecurityEvent,
    OneTime,
    Totp,
    RecoveryCode,
    Passkey,
    SocialAccount,
    Session,
    Seats,
    Booking,
    BookingEvent,
    Payment,
    Refund,
    ProviderEvent,
    Export,
    ExportPart,
    Deletion,
)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of our models, by the model's name."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in MODELS
    }
