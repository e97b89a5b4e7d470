"""Every invariant that rows can tell of, each as a query for the rows that break it.

`I1` to `I15` are always true; `X` are facts kept in two places. Who may read what (I16) is not
in the rows. A check takes `now`, and is one statement, so that it sees one moment.
"""

from . import bookings, money, others, seats
from .base import Check

CHECKS: tuple[Check, ...] = (*seats.CHECKS, *bookings.CHECKS, *money.CHECKS, *others.CHECKS)

__all__ = ["CHECKS", "Check"]
