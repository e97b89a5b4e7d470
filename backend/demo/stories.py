"""What can happen to a booking, from the click to the money back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from bookings.models import LIVE, Cause, Status
from payments.models import PaymentStatus, RefundStatus

from .frame import Frame

_HOLD = (Status.PENDING.value, Cause.BOOKED.value)
_PAID = (Status.CONFIRMED.value, Cause.PAID.value)
_PAID_LATE = (Status.CONFIRMED.value, Cause.PAID_LATE.value)
_BOOKED_FREE = (Status.CONFIRMED.value, Cause.BOOKED.value)
_RAN_OUT = (Status.CANCELLED.value, Cause.HOLD_EXPIRED.value)
_LEFT = (Status.CANCELLED.value, Cause.LEARNER.value)
_REMOVED = (Status.CANCELLED.value, Cause.ADMIN.value)
_CALLED_OFF = (Status.CANCELLED.value, Cause.SESSION_CANCELLED.value)
_CAPTURED, _DECLINED = PaymentStatus.CAPTURED.value, PaymentStatus.FAILED.value
_RETURNED, _STUCK = RefundStatus.SUCCEEDED.value, RefundStatus.FAILED.value


@dataclass(frozen=True)
class Story:
    """The changes of one booking in order, its attempts to pay, and how its refund ended."""

    steps: tuple[tuple[str, str], ...]
    payments: tuple[str, ...] = ()
    refund: str | None = None

    @cached_property
    def status(self) -> str:
        return self.steps[-1][0]

    @cached_property
    def is_live(self) -> bool:
        return self.status in LIVE

    @cached_property
    def seat_changes(self) -> int:
        """How often the booking took a seat or gave it back."""
        live = [False, *(status in LIVE for status, _ in self.steps)]
        return sum(before != after for before, after in pairwise(live))


FREE = Story((_BOOKED_FREE,))
FREE_LEFT = Story((_BOOKED_FREE, _LEFT))
FREE_CALLED_OFF = Story((_BOOKED_FREE, _CALLED_OFF))
HELD = Story((_HOLD,))
PAID = Story((_HOLD, _PAID), (_CAPTURED,))
PAID_AT_SECOND_TRY = Story((_HOLD, _PAID), (_DECLINED, _CAPTURED))
PAID_LATE = Story((_HOLD, _RAN_OUT, _PAID_LATE), (_CAPTURED,))
EXPIRED = Story((_HOLD, _RAN_OUT))
DECLINED = Story((_HOLD, _RAN_OUT), (_DECLINED,))
GIVEN_UP = Story((_HOLD, _LEFT))
LEFT = Story((_HOLD, _PAID, _LEFT), (_CAPTURED,), _RETURNED)
LEFT_UNREFUNDED = Story((_HOLD, _PAID, _LEFT), (_CAPTURED,), _STUCK)
REMOVED = Story((_HOLD, _PAID, _REMOVED), (_CAPTURED,), _RETURNED)
CALLED_OFF = Story((_HOLD, _PAID, _CALLED_OFF), (_CAPTURED,), _RETURNED)


def moments(story: Story, *, booked_at: datetime, until: datetime, frame: Frame) -> list[datetime]:
    """When each step of the story happened. A called-off session ends it `until` exactly."""
    at, found = booked_at, [booked_at]
    for _, cause in story.steps[1:]:
        chance = frame.random.random()
        if cause == Cause.PAID:
            at += timedelta(seconds=40 + 260 * chance)
        elif cause == Cause.HOLD_EXPIRED:
            at += frame.hold + timedelta(seconds=1 + 10 * chance)
        elif cause == Cause.PAID_LATE:
            at += timedelta(seconds=20 + 100 * chance)
        elif cause == Cause.SESSION_CANCELLED:
            at = until
        elif story is GIVEN_UP:
            at += frame.hold * chance
        else:
            at += (until - at) * 0.9 * chance
        found.append(at)
    return found
