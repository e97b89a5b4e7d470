"""What creators and admins do to sessions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from core.errors import InvalidFields, InvalidTransition, NotFound
from session_catalog.errors import CapacityBelowBookings, SessionHasBookings
from session_catalog.models import Session
from session_catalog.services.change import Changes
from session_catalog.services.create import create_session
from session_catalog.services.edit import cancel_session, edit_session
from session_catalog.services.remove import remove_session
from users.models import User

from .market import Market, creators, sessions

REFUSALS = (NotFound, InvalidFields, InvalidTransition, CapacityBelowBookings, SessionHasBookings)

capacities = st.integers(1, 3)
prices = st.sampled_from([Decimal("25.00"), Decimal("40.00"), Decimal(0)])
starts = st.sampled_from([*(timedelta(hours=hours) for hours in (200, 30, 1)), None])
REMOVED, CANCELLED_BY_ADMIN = "removed", "cancelled by an admin"
changes: st.SearchStrategy[Changes | str] = st.one_of(
    st.fixed_dictionaries({"price": prices}),
    st.fixed_dictionaries({"capacity": capacities}),
    st.fixed_dictionaries({"status": st.sampled_from(["published", "draft", "cancelled"])}),
    st.sampled_from([REMOVED, CANCELLED_BY_ADMIN]),
)


class Creators(Market):
    def __init__(self) -> None:
        super().__init__()
        start = self.now + timedelta(hours=100)
        self.only_seat = self.offer(0, 1, Decimal("25.00"), start, "published")

    @initialize(target=sessions)
    def begin_with_a_session_of_one_seat(self) -> UUID:
        return self.only_seat

    @rule(
        target=sessions, creator=creators, capacity=capacities, price=prices, start=starts,
        status=st.sampled_from(["published", "draft"]),
    )  # fmt: skip
    def offer_another(
        self, creator: int, capacity: int, price: Decimal, start: timedelta | None, status: str
    ) -> UUID:
        return self.offer(creator, capacity, price, self.begins_in(start), status)

    def offer(
        self, creator: int, capacity: int, price: Decimal, start: datetime | None, status: str
    ) -> UUID:
        session = create_session(
            creator=self.creators[creator],
            title="Raku",
            description="Fire and smoke.",
            price=price,
            duration_minutes=60,
            capacity=capacity,
            start_time=start,
            status=status,
            now=self.now,
        )
        return session.pk

    def begins_in(self, start: timedelta | None) -> datetime | None:
        """None: an open session."""
        return self.now + start if start else None

    @rule(session_id=sessions, start=starts)
    def move(self, session_id: UUID, start: timedelta | None) -> None:
        self.change(session_id, {"start_time": self.begins_in(start)})

    @rule(session_id=sessions, changes=changes)
    def edit(self, session_id: UUID, changes: Changes | str) -> None:
        if isinstance(changes, dict):
            self.change(session_id, changes)
        else:
            self.owner_does(session_id, self.end(session_id, changes))

    def end(self, session_id: UUID, how: str) -> Callable[[User], object]:
        ways: dict[str, Callable[[User], object]] = {
            REMOVED: lambda owner: remove_session(owner=owner, session_id=session_id, now=self.now),
            CANCELLED_BY_ADMIN: lambda _: cancel_session(
                session_id=session_id, actor=self.admin, now=self.now
            ),
        }
        return ways[how]

    def change(self, session_id: UUID, changes: Changes) -> None:
        self.owner_does(
            session_id,
            lambda owner: edit_session(
                owner=owner, session_id=session_id, changes=changes, versions=None, now=self.now
            ),
        )

    def owner_does(self, session_id: UUID, work: Callable[[User], object]) -> None:
        session = Session.objects.filter(pk=session_id).first()
        owner = session.creator if session else self.creators[0]
        self.attempt(lambda: work(owner), *REFUSALS)
