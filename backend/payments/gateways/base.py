"""What every provider of payments can do. Nothing outside `payments` sees one.

Calls go over a network: never make one inside a transaction. Each is idempotent by our own
ids, so it can be repeated after a lost answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol
from uuid import UUID


class ChargeState(Enum):
    PROCESSING = "processing"
    ACTION_REQUIRED = "action_required"
    CAPTURED = "captured"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ChargeRequest:
    """`method` is what the payer chose, in the provider's words; `expires_at` is the hold's end."""

    payment_id: UUID
    amount: Decimal
    currency: str
    method: str
    expires_at: datetime


@dataclass(frozen=True)
class Charge:
    """What the provider says of a payment at this moment."""

    reference: str
    state: ChargeState
    failure: str = ""


@dataclass(frozen=True)
class IncomingEvent:
    """What a provider sent, checked to be text that can be kept. Raises ValueError."""

    event_id: str
    kind: str
    reference: str

    def __post_init__(self) -> None:
        for text, most in ((self.event_id, 100), (self.kind, 60), (self.reference, 100)):
            if str(text) != text or not 0 < len(text) <= most or not text.isprintable():
                raise ValueError("not an event")


class GatewayError(Exception):
    """The provider could not be reached or failed for the moment: try again later."""


class RefundRejected(Exception):
    """The provider will not refund; trying again is of no use."""


class InvalidSignature(Exception):
    """The event was not sent by the provider."""


class Gateway(Protocol):
    name: str
    methods: tuple[str, ...]
    moves_money: bool

    def start(self, request: ChargeRequest) -> Charge:
        """Begin a charge, once for each `payment_id`. Raises GatewayError."""

    def fetch(self, payment_id: UUID) -> Charge | None:
        """The truth about a charge; None when it never began. Raises GatewayError."""

    def capture(self, payment_id: UUID) -> Charge:
        """Finish a charge that waited for the payer. Raises GatewayError."""

    def void(self, payment_id: UUID) -> Charge | None:
        """Stop a charge if it is not too late; returns what it is now. Raises GatewayError."""

    def refund(self, *, payment_id: UUID, refund_id: UUID, amount: Decimal) -> None:
        """Send money back, once for each `refund_id`. Raises GatewayError, RefundRejected."""

    def parse_event(self, headers: Mapping[str, str], body: bytes) -> IncomingEvent:
        """Read an event whose signature covers the raw body. Raises InvalidSignature."""
