from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Session
from tests.factories import make_booking, make_session, make_user
from users.models import User


class Hold:
    """A learner with a hold on a session, and words to act on it over HTTP."""

    def __init__(self, client: APIClient, learner: User, session: Session) -> None:
        self.client, self.learner, self.session = client, learner, session
        answer = client.post("/api/bookings/", {"session": str(session.pk)}, format="json")
        assert answer.status_code == 201, answer.content
        self.id = answer.json()["id"]
        self.url = f"/api/bookings/{self.id}/"

    def get(self) -> dict[str, Any]:
        booking: dict[str, Any] = self.client.get(self.url).json()
        return booking

    def pay(self, card: str = "success", **headers: str) -> Any:
        return self.client.post(f"{self.url}pay/", {"card": card}, format="json", headers=headers)

    def patch(self, **body: Any) -> Any:
        return self.client.patch(self.url, body, format="json")

    @property
    def state(self) -> tuple[str, str, str | None]:
        booking = self.get()
        return booking["status"], booking["payment_status"], booking["refund_status"]

    @property
    def taken(self) -> int:
        self.session.seats.refresh_from_db()
        return self.session.seats.taken


@pytest.fixture
def make_hold(as_user: Callable[..., APIClient]) -> Callable[..., Hold]:
    def make(**values: Any) -> Hold:
        learner = values.pop("learner", None) or make_user()
        session = values.pop("session", None) or make_session(**values)
        return Hold(as_user(learner), learner, session)

    return make


@pytest.fixture
def learner():
    return make_user()


@pytest.fixture
def mine(learner, now):
    """Five bookings of the learner, the newest last."""
    return [
        make_booking(user=learner, created_at=now - timedelta(hours=10 - number))
        for number in range(5)
    ]
