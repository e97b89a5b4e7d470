"""Two editors who have read the same version save at the same moment."""

from collections import Counter
from collections.abc import Callable
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from session_catalog.models import Seats, Session
from session_catalog.services import edit
from tests.concurrency.racing import REAL_COMMITS, race, values
from tests.factories import make_session
from users.models import User

pytestmark = REAL_COMMITS


def saving(session: Session, title: str) -> Callable[[], Any]:
    def save() -> Any:
        client = APIClient()
        client.force_authenticate(session.creator)
        return client.patch(
            f"/api/sessions/{session.pk}/",
            {"title": title},
            format="json",
            headers={"If-Match": '"1.1"'},
        )

    return save


def test_one_is_saved_and_the_other_is_told(creator: User) -> None:
    for _ in range(5):
        session = make_session(creator=creator)

        answers = values(race([saving(session, title) for title in ("a", "b", "c", "d")]))

        assert Counter(each.status_code for each in answers) == {200: 1, 412: 3}
        (saved,) = (each.json() for each in answers if each.status_code == 200)
        session.refresh_from_db()
        assert (session.title, session.version) == (saved["title"], 2)


def test_its_twin_that_compares_without_the_lock_loses_an_edit(
    creator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_session(creator=creator)
    both_have_read = Barrier(2)

    def read(session_id: UUID, owner: User) -> tuple[Session, Seats]:
        rows = Session.objects.get(pk=session_id), Seats.objects.get(session_id=session_id)
        both_have_read.wait(10)
        return rows

    monkeypatch.setattr(edit, "lock_own_session", read)

    answers = values(race([saving(session, "a"), saving(session, "b")]))

    assert [each.status_code for each in answers] == [200, 200]
    session.refresh_from_db()
    assert session.version == 2
