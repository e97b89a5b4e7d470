"""Somebody leaves while they sign in, leave once more, or ask for everything about them."""

from functools import partial
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import IntegrityError

from core import clock
from leaving.models import Deletion, Export
from leaving.services import deletion, export
from tests.contract.conftest import sign_in
from tests.factories import PASSWORD, make_booking, make_user
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound
from tests.users.conftest import bearer, post
from users.models import RefreshToken, TokenFamily, User
from users.services import closing

from .leavers import ROUNDS, finish, leaving, nothing_is_left_of
from .racing import PATIENCE, REAL_COMMITS, patiently, race, statuses, values, wait_for

pytestmark = REAL_COMMITS
LOGIN, REFRESH, EXPORT = "/api/auth/login/", "/api/auth/token/refresh/", "/api/auth/export/"


class TestASignIn:
    def test_a_refresh_and_a_login_at_the_same_moment_open_nothing(self) -> None:
        people = [make_user(password=PASSWORD) for _ in range(2)]
        devices = [sign_in(each) for each in people for _ in range(4)]
        names = [each.username for each in people]
        exits = [leaving(each) for each in people]
        refreshes = [partial(post, REFRESH, {"refresh": each.refresh}) for each in devices]
        logins = [
            patiently(partial(post, LOGIN, {"email": name, "password": PASSWORD})) for name in names
        ]

        answers = values(race([*exits, *refreshes, *logins]))

        assert statuses(answers[:2]) == {204: 2}
        assert set(statuses(answers[2:])) <= {200, 401}
        for answer in answers[2:]:
            if answer.status_code == 200:
                dead = bearer(answer.json()["access"]).get("/api/me/")
                assert dead.status_code == 401
        finish()
        assert all(map(nothing_is_left_of, people))
        assert not RefreshToken.objects.exists()

    def test_the_twin_that_deletes_devices_without_locking_them_trips_over_a_refresh(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The refresh adds its token between the two deletions."""
        ada = make_user()
        device = sign_in(ada)
        leave = leaving(ada)
        tokens_are_read, refreshed = Event(), Event()

        def without_lock(user_id: Any) -> None:
            tokens = list(RefreshToken.objects.filter(family__user_id=user_id))
            tokens_are_read.set()
            wait_for(refreshed)
            RefreshToken.objects.filter(pk__in=[each.pk for each in tokens]).delete()
            TokenFamily.objects.filter(user_id=user_id)._raw_delete("default")

        monkeypatch.setattr(closing, "forget_devices", without_lock)

        def refresh() -> Any:
            wait_for(tokens_are_read)
            try:
                return post(REFRESH, {"refresh": device.refresh})
            finally:
                refreshed.set()

        outcomes = race([leave, refresh])

        assert isinstance(outcomes[0].error, IntegrityError)


class TestLeavingTwice:
    def test_one_of_many_requests_does_it(self) -> None:
        ada = make_user()
        make_booking(user=ada)
        once = leaving(ada)

        answers = values(race([once] * 4))
        values(race([patiently(lambda: deletion.carry_out(user_id=ada.pk))] * 4))
        finish()

        assert statuses(answers) == {204: 1, 401: 3}
        assert Deletion.objects.count() == 1
        assert nothing_is_left_of(ada)
        assert_sound(AT_REST)

    def test_the_twin_without_the_lock_closes_twice_and_breaks_on_the_constraint(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada = make_user()
        both_have_looked = Barrier(2)

        def without_lock(user_id: Any) -> User:
            user = User.objects.get(pk=user_id, is_active=True)
            both_have_looked.wait(PATIENCE)
            return user

        monkeypatch.setattr(deletion, "lock_to_close", without_lock)

        outcomes = race([leaving(ada)] * 2)

        (failed,) = [each.error for each in outcomes if each.error is not None]
        assert isinstance(failed, IntegrityError)

    def test_of_the_last_two_superusers_one_stays(self) -> None:
        for _ in range(3):
            User.objects.update(is_superuser=False)
            both = [make_user(is_staff=True, is_superuser=True) for _ in range(2)]

            answers = values(race([*map(leaving, both)]))

            assert statuses(answers) == {204: 1, 409: 1}

    def test_the_twin_without_the_common_lock_lets_both_go(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = [make_user(is_staff=True, is_superuser=True) for _ in range(2)]
        both_have_looked = Barrier(2)

        def without_lock(user_id: Any) -> User:
            user = User.objects.get(pk=user_id)
            assert not closing.is_last_superuser(user)
            both_have_looked.wait(PATIENCE)
            return user

        monkeypatch.setattr(deletion, "lock_to_close", without_lock)

        answers = values(race([*map(leaving, both)]))

        assert statuses(answers) == {204: 2}


class TestAskingForAnExport:
    def test_many_requests_at_once_make_one(self) -> None:
        ada = make_user()
        client = bearer(sign_in(ada).access)

        answers = values(race([lambda: client.post(EXPORT)] * 6))

        assert statuses(answers) == {202: 6}
        assert Export.objects.count() == 1
        assert run_jobs().count("leaving.make_export") == 1

    def test_their_twin_without_the_lock_breaks_on_the_constraint(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada = make_user()
        both_have_looked = Barrier(2)

        def without_lock(user_id: Any) -> User:
            return User.objects.get(pk=user_id)

        newest = export._newest

        def look_then_wait(user: User) -> Export | None:
            found = newest(user)
            both_have_looked.wait(PATIENCE)
            return found

        monkeypatch.setattr(export, "locked_user", without_lock)
        monkeypatch.setattr(export, "_newest", look_then_wait)

        outcomes = race([lambda: export._ask(user_id=ada.pk, now=clock.now())] * 2)

        (failed,) = [each.error for each in outcomes if each.error is not None]
        assert isinstance(failed, IntegrityError)

    def test_who_asks_while_they_leave_is_left_with_nothing(self) -> None:
        people = [make_user() for _ in range(ROUNDS)]
        asking = [partial(bearer(sign_in(each).access).post, EXPORT) for each in people]

        answers = values(race([*map(leaving, people), *asking]))
        finish()

        assert statuses(answers[:ROUNDS]) == {204: ROUNDS}
        assert set(statuses(answers[ROUNDS:])) <= {202, 401, 403, 404}
        assert not Export.objects.exists()
