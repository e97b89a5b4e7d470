"""Rows to be written: a dictionary of column values each, collected by table."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model

from bookings.models import Booking, BookingEvent
from payments.models import Payment, Refund
from session_catalog.models import Seats, Session
from users.models import User

Row = dict[str, object]


def _rows() -> list[Row]:
    return []


@dataclass
class Rows:
    """All rows of one table have the same columns in the same order."""

    users: list[Row] = field(default_factory=_rows)
    sessions: list[Row] = field(default_factory=_rows)
    seats: list[Row] = field(default_factory=_rows)
    bookings: list[Row] = field(default_factory=_rows)
    events: list[Row] = field(default_factory=_rows)
    payments: list[Row] = field(default_factory=_rows)
    refunds: list[Row] = field(default_factory=_rows)
    charges: list[Row] = field(default_factory=_rows)
    charge_refunds: list[Row] = field(default_factory=_rows)

    @property
    def size(self) -> int:
        """The number of users, sessions and bookings."""
        return len(self.users) + len(self.sessions) + len(self.bookings)

    def tables(self) -> Iterator[tuple[type[Model], list[Row]]]:
        """Each model with its rows, in the order that foreign keys demand."""
        yield User, self.users
        yield Session, self.sessions
        yield Seats, self.seats
        yield Booking, self.bookings
        yield BookingEvent, self.events
        yield Payment, self.payments
        yield Refund, self.refunds
        # The provider's own books, which only its gateway may import. Without them it would
        # refuse to refund what the demo says it captured.
        yield apps.get_model("simulated_provider", "SimulatedCharge"), self.charges
        yield apps.get_model("simulated_provider", "SimulatedRefund"), self.charge_refunds
