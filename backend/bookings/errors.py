"""Why a booking is refused."""

from core.constraints import constraint_error
from core.errors import DomainError, InvalidTransition, Kind


class OwnSession(DomainError):
    kind = Kind.FORBIDDEN
    code = "own_session"
    detail = "This is your own session. Creators can't book their own seats."


class AlreadyBooked(DomainError):
    """`booking` in the extras is the id of the live booking."""

    kind = Kind.CONFLICT
    code = "already_booked"
    detail = "You already have a booking for this session."


class SessionClosed(DomainError):
    kind = Kind.CONFLICT
    code = "session_closed"
    detail = "This session has already started."


class SessionFull(DomainError):
    kind = Kind.CONFLICT
    code = "session_full"
    detail = "All seats of this session are taken."


class HoldExpired(DomainError):
    kind = Kind.GONE
    code = "hold_expired"
    detail = "Your hold ran out and the seat was given back. Book again if one is free."


class AlreadyStarted(InvalidTransition):
    detail = "The session has started, so this booking can't be cancelled any more."


constraint_error("one_live_booking_per_user_and_session", AlreadyBooked)
