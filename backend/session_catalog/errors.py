"""Why a session can't be changed."""

from core.constraints import constraint_error
from core.errors import DomainError, InvalidTransition, Kind


class CapacityBelowBookings(DomainError):
    kind = Kind.CONFLICT
    code = "capacity_below_bookings"
    detail = "More seats are taken than this capacity allows."


class SessionHasBookings(DomainError):
    kind = Kind.CONFLICT
    code = "session_has_bookings"
    detail = "People hold seats in this session, so this can't be changed any more."


class SessionIsCancelled(InvalidTransition):
    detail = "A cancelled session stays cancelled."


class SessionIsOver(InvalidTransition):
    detail = "The session has taken place, so its bookings can't be cancelled any more."


constraint_error("seats_taken_within_capacity", CapacityBelowBookings)
