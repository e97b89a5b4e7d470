"""People who leave while something else happens, and what must be left of them: nothing."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from bookings.models import Booking
from core import clock
from leaving.models import Deletion
from leaving.services import deletion
from session_catalog.models import Seats
from tests.contract.conftest import sign_in
from tests.jobs import run_jobs
from tests.users.conftest import bearer
from users.models import SecurityEvent, TokenFamily, User
from users.services import closing

from .racing import patiently

ROUNDS = 8
DELETION = "/api/auth/deletion/"


def leaving(user: User) -> Callable[[], Any]:
    """A deletion over HTTP by somebody who has just proved who they are."""
    client = bearer(sign_in(user).access)
    body = {"username": user.username}
    return patiently(lambda: client.post(DELETION, body, format="json"))


def holding_close(monkeypatch: pytest.MonkeyPatch, held: Event, go_on: Callable[[], Any]) -> None:
    """The account is being closed, and not yet committed, while the other one comes."""
    close = closing.close

    def close_and_wait(*words: Any, **named: Any) -> None:
        close(*words, **named)
        held.set()
        go_on()

    monkeypatch.setattr(deletion, "close", close_and_wait)


def nothing_is_left_of(user: User) -> bool:
    kept = User.objects.get(pk=user.pk)
    return (
        kept.closed_at is not None
        and not kept.is_active
        and kept.username.startswith("deleted-")
        and not TokenFamily.objects.filter(user=user).exists()
        and not SecurityEvent.objects.filter(user=user).exists()
        and not Booking.objects.live().filter(user=user).exists()
        and not Seats.objects.filter(session__creator=user, on_sale=True).exists()
    )


def finish() -> None:
    """The jobs, and the second look."""
    run_jobs()
    deletion.look_after(now=clock.now() + timedelta(minutes=11))
    assert not Deletion.objects.filter(finished_at=None).exists()
