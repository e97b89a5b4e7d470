"""Deleting an account: what is shown first, what it does, and what stays for the books."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from rest_framework.test import APIClient

from bookings.models import Booking, Status
from bookings.services.book import book_session
from bookings.services.cancel import cancel_by_learner
from bookings.services.expire import expire_holds
from core.models import IdempotencyRecord
from leaving.models import Deletion, Export
from leaving.services import deletion
from notifications.models import Mail
from payments.models import Payment, Refund
from payments.tasks import deliver_simulated_events
from session_catalog.models import Seats, Session
from tests.conftest import FakeClock
from tests.factories import (
    PASSWORD,
    make_booking,
    make_creator,
    make_export,
    make_session,
    make_user,
)
from tests.jobs import run_jobs
from tests.soundness import AT_REST, assert_sound
from tests.users.conftest import post, refusal
from users.models import OneTime, Purpose, RefreshToken, SecurityEvent, TokenFamily, User

pytestmark = pytest.mark.django_db
DELETION, BOOKINGS = "/api/auth/deletion/", "/api/bookings/"
Client = Callable[[User], APIClient]


def leave(client: APIClient, user: User) -> Any:
    return client.post(DELETION, {"username": user.username}, format="json")


def paid(client: APIClient, session: Session) -> Booking:
    body = {"session": str(session.pk), "payment_status": "paid"}
    answer = client.post(BOOKINGS, body, format="json")
    assert answer.status_code == 201
    return Booking.objects.get(pk=answer.json()["id"])


def over(session: Session, frozen: FakeClock) -> None:
    """Let the session be over."""
    assert session.end_time
    frozen.moment = session.end_time + timedelta(minutes=1)


class TestWhatItWouldDo:
    def test_somebody_with_nothing_loses_nothing(self, client_of: Client) -> None:
        assert client_of(make_user()).get(DELETION).json() == {
            "upcoming_bookings": 0,
            "refund": [],
            "upcoming_sessions": 0,
            "booked_seats": 0,
            "can_delete": True,
            "reasons": [],
        }

    def test_bookings_to_come_are_counted_with_the_money_that_would_come_back(
        self, client_of: Client
    ) -> None:
        ada = make_user()
        client = client_of(ada)
        paid(client, make_session(price=Decimal("25.00")))
        paid(client, make_session(price=Decimal("10.50")))
        make_booking(user=ada, status="pending")
        make_booking(user=ada, status="cancelled")

        shown = client.get(DELETION).json()

        assert shown["upcoming_bookings"] == 3
        assert shown["refund"] == [{"currency": "USD", "amount": "35.50"}]

    def test_a_booking_that_has_begun_is_not_among_them(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        paid(client_of(ada), session)
        over(session, frozen)

        shown = client_of(ada).get(DELETION).json()

        assert (shown["upcoming_bookings"], shown["refund"]) == (0, [])

    def test_sessions_to_come_are_counted_with_their_booked_seats(self, client_of: Client) -> None:
        carla = make_creator()
        booked = make_session(creator=carla)
        make_booking(session=booked)
        make_booking(session=booked, status="pending")
        make_session(creator=carla)
        make_session(creator=carla, status="draft")
        make_session(creator=carla, status="cancelled")

        shown = client_of(carla).get(DELETION).json()

        assert (shown["upcoming_sessions"], shown["booked_seats"]) == (2, 2)

    def test_the_last_superuser_is_told_why_not(self, client_of: Client) -> None:
        root = make_user(is_staff=True, is_superuser=True)

        shown = client_of(root).get(DELETION).json()

        assert shown["can_delete"] is False
        assert [reason["code"] for reason in shown["reasons"]] == ["last_superuser"]


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


class TestTheirBookings:
    def test_what_is_to_come_is_cancelled_by_the_normal_policy(self, client_of: Client) -> None:
        ada = make_user()
        client = client_of(ada)
        confirmed = paid(client, make_session(price=Decimal("25.00")))
        hold = make_booking(user=ada, status="pending")

        leave(client, ada)
        run_jobs()

        for booking in (confirmed, hold):
            booking.refresh_from_db()
            assert (booking.status, booking.cancel_cause) == (Status.CANCELLED, "learner")
            assert Seats.objects.get(session=booking.session_id).taken == 0
        refund = Refund.objects.get()
        assert (refund.amount, refund.status) == (Decimal("25.00"), "succeeded")
        assert_sound(AT_REST)

    def test_what_has_begun_stays_in_the_creators_roster_under_no_name(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user(username="ada", first_name="Ada")
        session = make_session(price=Decimal("25.00"))
        booking = paid(client_of(ada), session)
        over(session, frozen)

        leave(client_of(ada), ada)
        run_jobs()

        roster = client_of(session.creator).get("/api/bookings/creator_bookings/").json()
        assert [each["id"] for each in roster] == [str(booking.pk)]
        shown = roster[0]["user_details"]
        assert (shown["first_name"], shown["last_name"]) == ("Deleted", "person")
        assert shown["email"].endswith("@deleted.invalid")
        assert (roster[0]["status"], roster[0]["payment_status"]) == ("confirmed", "paid")
        assert Payment.objects.get().status == "captured"
        assert_sound(AT_REST)

    def test_what_they_had_removed_is_left_alone(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        booking = paid(client_of(ada), session)
        over(session, frozen)
        client_of(ada).delete(f"{BOOKINGS}{booking.pk}/")

        leave(client_of(ada), ada)
        run_jobs()

        booking.refresh_from_db()
        assert booking.status == Status.CONFIRMED
        assert_sound(AT_REST)

    def test_money_that_comes_after_they_left_goes_back(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        """The hold runs out, they leave, and only then we hear that the provider captured."""
        ada = make_user()
        session = make_session(price=Decimal("25.00"))
        booking_id = book_session(
            user=ada, session_id=session.pk, booking_date=None, now=frozen.moment
        )
        pay = f"{BOOKINGS}{booking_id}/pay/"
        assert client_of(ada).post(pay, {"card": "slow"}, format="json").status_code == 202
        frozen.advance(minutes=11)
        expire_holds(now=frozen.moment)
        leave(client_of(ada), ada)
        run_jobs()

        deliver_simulated_events()
        run_jobs()

        assert Booking.objects.get(pk=booking_id).status == Status.CANCELLED
        assert Refund.objects.get().status == "succeeded"
        assert_sound(AT_REST)

    def test_thousands_are_taken_back_some_at_a_time(
        self, client_of: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deletion, "BATCH", 2)
        ada = make_user()
        for _ in range(5):
            make_booking(user=ada)

        leave(client_of(ada), ada)
        run_jobs()

        assert not Booking.objects.live().exists()
        assert_sound(AT_REST)


class TestTheirSessions:
    def test_what_is_to_come_is_cancelled_and_everybody_refunded_in_full(
        self, client_of: Client
    ) -> None:
        carla = make_creator()
        session = make_session(creator=carla, price=Decimal("25.00"))
        liam = make_user()
        booking = paid(client_of(liam), session)

        leave(client_of(carla), carla)
        run_jobs()

        booking.refresh_from_db()
        assert (booking.status, booking.cancel_cause) == (Status.CANCELLED, "session_cancelled")
        assert Refund.objects.get().amount == Decimal("25.00")
        assert [each.subject for each in mail.outbox if each.to == [liam.email]][-1].startswith(
            "Refunded"
        )
        shown = client_of(liam).get(f"{BOOKINGS}{booking.pk}/").json()
        assert shown["session_details"]["title"] == session.title
        assert shown["session_details"]["creator_details"]["first_name"] == "Deleted"
        assert_sound(AT_REST)

    def test_drafts_and_what_nobody_ever_booked_are_gone(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        carla = make_creator()
        past = make_session(creator=carla)
        over(past, frozen)
        make_session(creator=carla)
        make_session(creator=carla, status="draft")

        leave(client_of(carla), carla)
        run_jobs()

        assert not Session.objects.exists()

    def test_what_is_over_stays_for_those_who_booked_and_for_nobody_else(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        carla = make_creator(username="carla")
        session = make_session(creator=carla, price=Decimal(0))
        liam, eve = make_user(), make_user()
        booking = make_booking(session=session, user=liam)
        over(session, frozen)

        leave(client_of(carla), carla)
        run_jobs()

        booking.refresh_from_db()
        assert booking.status == Status.CONFIRMED
        page = f"/api/sessions/{session.pk}/"
        assert client_of(liam).get(page).json()["creator_details"]["last_name"] == "person"
        for client in (client_of(eve), APIClient()):
            assert client.get(page).status_code == 404
            for query in ("when=past", "when=all", f"creator={carla.pk}", "q=bowl"):
                assert client.get(f"/api/sessions/?{query}").json() == []
            assert client.get(f"/api/sessions/seats/?ids={session.pk}").json() == []
            assert client.get(f"/api/events/{session.pk}/").status_code == 404
        assert_sound(AT_REST)

    def test_their_page_is_gone_under_either_name(self, client_of: Client) -> None:
        carla = make_creator(username="carla")
        leave(client_of(carla), carla)

        carla.refresh_from_db()
        for name in ("carla", carla.username):
            assert APIClient().get(f"/api/creators/{name}/").status_code == 404


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
