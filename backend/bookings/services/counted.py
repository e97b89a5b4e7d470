"""Bookings by what became of them, counted once it is committed."""

from django.db import transaction

from core import metrics

BOOKINGS = metrics.Counter(
    "marketplace_bookings",
    "Seats held, booked, paid for and given back. Refusals are in marketplace_refusals.",
    "outcome",
    begins=("held", "booked", "paid", "hold_expired", "learner"),
)


def count(outcome: str, number: int = 1) -> None:
    """Of the open transaction; nothing when it is rolled back."""
    if BOOKINGS.is_counted:
        transaction.on_commit(lambda: BOOKINGS.add(outcome, by=number))
