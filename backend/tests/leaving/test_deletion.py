"""Deleting an account: who may, what goes at once, and what a crash leaves."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from rest_framework.test import APIClient

from bookings.models import Booking
from bookings.services.cancel import cancel_by_learner
from core.models import IdempotencyRecord
from leaving.models import Deletion, Export
from leaving.services import deletion
from notifications.models import Mail
from tests.conftest import FakeClock
from tests.factories import (
    PASSWORD,
    make_booking,
    make_creator,
    make_export,
    make_user,
)
from tests.jobs import run_jobs
from tests.leaving.conftest import DELETION, Client, leave
from tests.users.conftest import post, refusal
from users.models import OneTime, Purpose, RefreshToken, SecurityEvent, TokenFamily, User

pytestmark = pytest.mark.django_db


class TestWhoMay:
    def test_another_name_than_ones_own_is_refused(self, client_of: Client) -> None:
        ada = make_user(username="ada")

        answer = client_of(ada).post(DELETION, {"username": "eve"}, format="json")

        assert answer.status_code == 400
        assert list(answer.json()) == ["username"]
        ada.refresh_from_db()
        assert ada.closed_at is None

    def test_the_name_is_compared_without_case(self, client_of: Client) -> None:
        ada = make_user(username="Ada")

        answer = client_of(ada).post(DELETION, {"username": "aDA"}, format="json")

        assert answer.status_code == 204

    def test_who_has_not_proved_it_lately_is_asked_again(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        client = client_of(ada)
        frozen.advance(minutes=6)

        assert refusal(leave(client, ada)) == (403, "reauthentication_required")
        ada.refresh_from_db()
        assert ada.is_active

    def test_the_last_superuser_stays(self, client_of: Client) -> None:
        root = make_user(is_staff=True, is_superuser=True)
        make_user(is_staff=True, is_superuser=True, is_active=False)

        assert refusal(leave(client_of(root), root)) == (409, "last_superuser")
        make_user(is_staff=True, is_superuser=True)
        assert leave(client_of(root), root).status_code == 204

    def test_it_can_be_done_once(self, client_of: Client) -> None:
        ada = make_user()
        client = client_of(ada)

        assert leave(client, ada).status_code == 204
        assert refusal(leave(client, ada)) == (401, "token_not_valid")


class TestThePerson:
    @pytest.fixture
    def ada(self) -> User:
        return make_creator(
            username="ada",
            email="ada@example.com",
            first_name="Ada",
            last_name="Lovelace",
            avatar="https://example.com/ada.png",
            time_zone="Europe/London",
            password=PASSWORD,
            email_verified=True,
            pending_email="ada@new.example",
            is_staff=True,
        )

    def test_nothing_of_them_is_left_in_their_row(self, client_of: Client, ada: User) -> None:
        leave(client_of(ada), ada)

        kept: dict[str, Any] = {**User.objects.values().get(pk=ada.pk)}
        assert (kept["first_name"], kept["last_name"]) == ("Deleted", "person")
        assert kept["username"].startswith("deleted-")
        assert kept["email"] == f"{kept['username']}@deleted.invalid"
        assert kept["time_zone"] == "UTC"
        assert (kept["avatar"], kept["pending_email"], kept["last_login"]) == (None, None, None)
        rights = ("is_active", "is_staff", "is_superuser", "email_verified")
        assert not any(kept[name] for name in rights)
        assert not User.objects.get(pk=ada.pk).has_usable_password()
        for word in ("lovelace", "ada@", "ada.png", "'ada'", "london"):
            assert word not in str(kept).lower()

    def test_nobody_signs_in_to_it_and_every_device_is_out(
        self, client_of: Client, ada: User
    ) -> None:
        here, elsewhere = client_of(ada), client_of(ada)

        answer = leave(here, ada)

        assert answer["Cache-Control"] == "no-store"
        assert {"refresh", "hint"} <= set(answer.cookies)
        for client in (here, elsewhere):
            assert refusal(client.get("/api/me/")) == (401, "token_not_valid")
        login = post("/api/auth/login/", {"email": "ada", "password": PASSWORD})
        assert refusal(login) == (401, "invalid_credentials")
        assert not TokenFamily.objects.exists()
        assert not RefreshToken.objects.exists()

    def test_their_name_and_address_are_free_at_once(self, client_of: Client, ada: User) -> None:
        leave(client_of(ada), ada)

        body = {"email": "ada@example.com", "username": "Ada", "password": PASSWORD}
        assert post("/api/auth/register/", body).status_code == 201

    def test_whoever_takes_the_name_gets_nothing_of_them(
        self, client_of: Client, ada: User
    ) -> None:
        make_booking(user=ada)
        leave(client_of(ada), ada)
        body = {"email": "ada@example.com", "username": "ada", "password": PASSWORD}
        access = post("/api/auth/register/", body).json()["access"]

        run_jobs()

        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
        assert client.get("/api/bookings/my_bookings/").json() == []
        assert client.get("/api/me/").json()["username"] == "ada"

    def test_everything_written_about_them_goes(self, client_of: Client, ada: User) -> None:
        client = client_of(ada)
        SocialAccount.objects.create(user=ada, provider="oidc", uid="1")
        OneTime.objects.create(
            user=ada,
            purpose=Purpose.CHANGE_EMAIL,
            to="ada@new.example",
            created_at=ada.date_joined,
            expires_at=ada.date_joined + timedelta(days=1),
        )
        IdempotencyRecord.objects.create(
            user_id=ada.pk, route="x", key="k", fingerprint=b"f", created_at=ada.date_joined
        )
        LogEntry.objects.create(
            user=make_user(),
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(ada.pk),
            object_repr="ada",
            action_flag=CHANGE,
            change_message="Changed first name of ada.",
        )
        make_export(ada)
        make_booking(user=ada)
        Mail.objects.create(
            user=ada, event_key="x", address=ada.email, subject="Ada", text="", html="",
            created_at=ada.date_joined,
        )  # fmt: skip
        assert SecurityEvent.objects.filter(user=ada).exists()

        leave(client, ada)
        run_jobs()

        assert not SocialAccount.objects.exists()
        assert not OneTime.objects.exists()
        assert not IdempotencyRecord.objects.exists()
        assert not Export.objects.exists()
        assert not SecurityEvent.objects.filter(user=ada).exists()
        assert not Mail.objects.filter(user=ada, event_key="x").exists()
        entry = LogEntry.objects.get()
        assert (entry.object_repr, entry.change_message) == ("Deleted person", "")

    def test_they_get_one_last_mail_and_then_their_address_goes_too(
        self, client_of: Client, ada: User, frozen: FakeClock
    ) -> None:
        make_booking(user=ada)
        leave(client_of(ada), ada)
        run_jobs()

        assert [(each.to, each.subject) for each in mail.outbox] == [
            (["ada@example.com"], "Your account is deleted")
        ]
        frozen.advance(minutes=11)
        deletion.look_after(now=frozen.moment)
        assert not Mail.objects.exists()
        assert Deletion.objects.get().finished_at == frozen.moment

    def test_a_last_mail_that_can_not_be_sent_is_dropped_after_two_days(
        self, client_of: Client, ada: User, frozen: FakeClock
    ) -> None:
        leave(client_of(ada), ada)
        deletion.carry_out(user_id=ada.pk)

        frozen.advance(days=1, hours=23)
        deletion.look_after(now=frozen.moment)
        assert Mail.objects.get().address == "ada@example.com"
        frozen.advance(hours=2)
        deletion.look_after(now=frozen.moment)

        assert not Mail.objects.exists()
        assert Deletion.objects.get().finished_at == frozen.moment

    def test_what_a_request_under_way_has_left_goes_with_the_second_look(
        self, client_of: Client, ada: User, frozen: FakeClock
    ) -> None:
        leave(client_of(ada), ada)
        run_jobs()
        SecurityEvent.objects.create(
            user=ada, kind="signed_in", at=frozen.moment, address_prefix="203.0.113.9/32"
        )
        SocialAccount.objects.create(user=ada, provider="oidc", uid="1")

        frozen.advance(minutes=9)
        deletion.look_after(now=frozen.moment)
        assert SecurityEvent.objects.exists()
        frozen.advance(minutes=2)
        deletion.look_after(now=frozen.moment)

        assert not SecurityEvent.objects.exists()
        assert not SocialAccount.objects.exists()


class TestCrashes:
    def test_what_was_interrupted_goes_on_where_it_was(
        self, client_of: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada = make_user()
        for _ in range(3):
            make_booking(user=ada)
        leave(client_of(ada), ada)
        killed = RuntimeError("killed")
        done: list[Any] = []

        def die_after_one(**words: Any) -> Any:
            if done:
                raise killed
            done.append(cancel_by_learner(**words))

        with monkeypatch.context() as patched:
            patched.setattr(deletion, "cancel_by_learner", die_after_one)
            with pytest.raises(RuntimeError):
                deletion.carry_out(user_id=ada.pk)
        assert Booking.objects.live().count() == 2
        deletion.carry_out(user_id=ada.pk)

        assert not Booking.objects.live().exists()
        assert Deletion.objects.get().carried_out_at is not None

    def test_a_deletion_whose_job_is_lost_is_carried_out_by_the_regular_one(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        make_booking(user=ada)
        leave(client_of(ada), ada)

        frozen.advance(minutes=1)
        deletion.look_after(now=frozen.moment)
        assert Booking.objects.live().exists()
        frozen.advance(minutes=2)
        deletion.look_after(now=frozen.moment)

        assert not Booking.objects.live().exists()
        assert Deletion.objects.get().carried_out_at == frozen.moment
