from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import Settings

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_creator, make_session, make_user
from tests.users.conftest import bearer, post, refusal
from tests.users.mails import code_in, read, token_in
from users.models import OneTime, SecurityEvent, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
VERIFY, RESEND = "/api/auth/email/verify/", "/api/auth/email/resend/"
KEEP, PENDING, PROFILE = "/api/auth/email/keep/", "/api/auth/email/pending/", "/api/auth/profile/"
OLD, NEW = "ada@example.com", "Ada@New.example"
GONE, WRONG = (410, "link_not_valid"), (400, "code_not_valid")
DRAFT = {"title": "Glazing", "description": "All.", "price": "5.00", "duration_minutes": 60}
Device = Callable[..., SignedIn]
Work = Callable[[], list[str]]


@pytest.fixture
def ada(signed_in: Device) -> SignedIn:
    return signed_in(make_user(username="ada", email=OLD, password=PASSWORD))


@pytest.fixture
def verified(signed_in: Device) -> SignedIn:
    return signed_in(make_user(username="ada", email=OLD, password=PASSWORD, email_verified=True))


def change(device: SignedIn, email: str = NEW) -> Any:
    return bearer(device.access).patch(PROFILE, {"email": email}, format="json")


def address(device: SignedIn) -> tuple[str, bool, str | None]:
    shown = bearer(device.access).get(PROFILE).json()
    return shown["email"], shown["email_verified"], shown["pending_email"]


class TestConfirmingAnAddress:
    def test_a_new_person_is_asked_and_confirms_by_the_link(self, mailoutbox: list[Any]) -> None:
        body = {"email": OLD, "username": "ada", "password": PASSWORD}
        assert post("/api/auth/register/", body).status_code == 201
        mail = read(mailoutbox, OLD)
        assert "/verify-email#token=" in mail

        answer = post(VERIFY, {"token": token_in(mail)})

        assert answer.status_code == 200
        assert answer.json() == {"email": OLD, "email_verified": True, "pending_email": None}
        assert SecurityEvent.objects.filter(kind="email_verified").count() == 1

    def test_or_by_the_code(self, ada: SignedIn, mailoutbox: list[Any]) -> None:
        post(RESEND, {"email": OLD.upper()})
        code = code_in(read(mailoutbox, OLD))

        answer = post(VERIFY, {"digits": code, "email": OLD.upper()})

        assert answer.status_code == 200
        assert address(ada) == (OLD, True, None)

    def test_link_and_code_of_one_mail_work_once(
        self, ada: SignedIn, mailoutbox: list[Any]
    ) -> None:
        post(RESEND, {"email": OLD})
        mail = read(mailoutbox, OLD)
        post(VERIFY, {"token": token_in(mail)})

        assert refusal(post(VERIFY, {"token": token_in(mail)})) == GONE
        assert refusal(post(VERIFY, {"digits": code_in(mail), "email": OLD})) == WRONG

    def test_five_wrong_codes_use_it_up(self, ada: SignedIn, mailoutbox: list[Any]) -> None:
        post(RESEND, {"email": OLD})
        code = code_in(read(mailoutbox, OLD))
        other = f"{(int(code) + 1) % 10**6:06}"

        for _ in range(5):
            assert refusal(post(VERIFY, {"digits": other, "email": OLD})) == WRONG

        assert refusal(post(VERIFY, {"digits": code, "email": OLD})) == WRONG

    @pytest.mark.parametrize("email", ["bob@example.com", "nobody@example.com"])
    def test_a_code_counts_only_with_its_address(
        self, ada: SignedIn, email: str, mailoutbox: list[Any]
    ) -> None:
        make_user(email="bob@example.com")
        post(RESEND, {"email": OLD})
        code = code_in(read(mailoutbox, OLD))

        assert refusal(post(VERIFY, {"digits": code, "email": email})) == WRONG
        assert not User.objects.filter(email_verified=True).exists()

    def test_guessing_has_a_limit_for_each_address(self, settings: Settings) -> None:
        settings.CODES_PER_ADDRESS = 3
        guess = {"digits": "123456", "email": "nobody@example.com"}

        answers = [post(VERIFY, guess).status_code for _ in range(4)]

        assert answers == [400, 400, 400, 429]

    def test_an_expired_link_is_refused_and_another_is_to_be_had(
        self, ada: SignedIn, mailoutbox: list[Any], frozen: FakeClock
    ) -> None:
        post(RESEND, {"email": OLD})
        old = token_in(read(mailoutbox, OLD))
        frozen.advance(days=3, seconds=1)
        assert refusal(post(VERIFY, {"token": old})) == GONE

        post(RESEND, {"email": OLD})

        assert post(VERIFY, {"token": token_in(read(mailoutbox, OLD))}).status_code == 200

    def test_asking_again_tells_nobody_who_has_an_account(
        self, ada: SignedIn, verified: None, django_assert_num_queries: Any, work_off: Work
    ) -> None:
        for email in (OLD, "nobody@example.com"):
            with django_assert_num_queries(5):
                answer = post(RESEND, {"email": email})
            assert (answer.status_code, answer.content) == (204, b"")

    @pytest.fixture(name="verified")
    def _nothing(self) -> None:
        return None

    @pytest.mark.parametrize(
        ("body", "fields"),
        [
            ({}, ["digits", "email"]),
            ({"digits": "123456"}, ["email"]),
            ({"email": OLD}, ["digits"]),
            ({"digits": "12345", "email": OLD}, ["digits"]),
            ({"digits": 123456, "email": OLD}, ["digits"]),
            ({"digits": "١٢٣٤٥٦", "email": OLD}, ["digits"]),
        ],
    )
    def test_what_is_missing_or_no_code_is_named(
        self, body: dict[str, Any], fields: list[str]
    ) -> None:
        answer = post(VERIFY, body)

        assert (answer.status_code, list(answer.json())) == (400, fields)


class TestAnotherAddress:
    def test_a_patch_answers_with_the_one_that_waits(self, ada: SignedIn) -> None:
        answer = change(ada)

        assert answer.status_code == 200
        assert (answer.json()["email"], answer.json()["pending_email"]) == (OLD, NEW)

    def test_it_counts_once_it_is_confirmed_and_the_old_one_is_told(
        self, ada: SignedIn, mailoutbox: list[Any], work_off: Work
    ) -> None:
        change(ada)

        answer = post(VERIFY, {"token": token_in(read(mailoutbox, NEW))})

        assert answer.json() == {"email": NEW, "email_verified": True, "pending_email": None}
        assert address(ada) == (NEW, True, None)
        work_off()
        assert (mailoutbox[-1].subject, mailoutbox[-1].to) == ("Your e-mail was changed", [OLD])
        assert post("/api/auth/login/", {"email": OLD, "password": PASSWORD}).status_code == 401

    @pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
    def test_a_confirmed_address_is_left_only_when_both_agree(
        self, verified: SignedIn, mailoutbox: list[Any], order: tuple[str, str]
    ) -> None:
        change(verified)
        first, second = (token_in(read(mailoutbox, each)) for each in order)

        answer = post(VERIFY, {"token": first})

        assert answer.json() == {"email": OLD, "email_verified": True, "pending_email": NEW}
        assert address(verified) == (OLD, True, NEW)
        assert post(VERIFY, {"token": second}).json()["email"] == NEW

    def test_the_code_of_the_new_one_works_too(self, ada: SignedIn, mailoutbox: list[Any]) -> None:
        change(ada)

        answer = post(VERIFY, {"digits": code_in(read(mailoutbox, NEW)), "email": NEW})

        assert answer.json()["email"] == NEW

    def test_whoever_reads_the_old_one_can_stop_it(
        self, ada: SignedIn, mailoutbox: list[Any]
    ) -> None:
        change(ada)
        new = token_in(read(mailoutbox, NEW))
        mail = read(mailoutbox, OLD)
        old = token_in(mail)
        assert "/keep-email#token=" in mail

        assert post(KEEP, {"token": old}).status_code == 204

        assert address(ada) == (OLD, False, None)
        assert refusal(post(VERIFY, {"token": new})) == GONE
        assert refusal(post(KEEP, {"token": old})) == GONE
        assert SecurityEvent.objects.filter(kind="email_change_stopped").count() == 1

    def test_the_link_of_the_new_one_stops_nothing(
        self, ada: SignedIn, mailoutbox: list[Any]
    ) -> None:
        change(ada)

        assert refusal(post(KEEP, {"token": token_in(read(mailoutbox, NEW))})) == GONE
        assert address(ada) == (OLD, False, NEW)

    def test_its_owner_can_take_it_back(self, ada: SignedIn, mailoutbox: list[Any]) -> None:
        change(ada)
        new = token_in(read(mailoutbox, NEW))

        assert bearer(ada.access).delete(PENDING).status_code == 204

        assert address(ada) == (OLD, False, None)
        assert refusal(post(VERIFY, {"token": new})) == GONE

    def test_a_profile_that_is_read_edited_and_put_does_not_take_it_back(
        self, ada: SignedIn
    ) -> None:
        change(ada)
        read_before = bearer(ada.access).get(PROFILE).json()

        bearer(ada.access).put(PROFILE, {**read_before, "first_name": "A"}, format="json")

        assert address(ada) == (OLD, False, NEW)

    def test_yet_another_one_takes_the_first_ones_place(
        self, verified: SignedIn, mailoutbox: list[Any]
    ) -> None:
        change(verified)
        first = token_in(read(mailoutbox, NEW))
        post(VERIFY, {"token": token_in(read(mailoutbox, OLD))})

        change(verified, "third@b.org")

        assert refusal(post(VERIFY, {"token": first})) == GONE
        third = token_in(read(mailoutbox, "third@b.org"))
        assert post(VERIFY, {"token": third}).json()["email"] == OLD
        assert address(verified) == (OLD, True, "third@b.org")

    def test_whoever_agreed_at_an_address_that_the_administrator_replaced_has_no_say(
        self, verified: SignedIn, mailoutbox: list[Any]
    ) -> None:
        """A thief of the mailbox must not undo the rescue from it."""
        change(verified)
        of_the_thief = token_in(read(mailoutbox, NEW))
        post(VERIFY, {"token": token_in(read(mailoutbox, OLD))})
        User.objects.filter(pk=verified.user.pk).update(email="rescued@example.com")

        answer = post(VERIFY, {"token": of_the_thief})

        assert answer.json()["email"] == "rescued@example.com"
        assert address(verified)[0] == "rescued@example.com"

    def test_one_that_somebody_took_meanwhile_is_refused(
        self, ada: SignedIn, mailoutbox: list[Any]
    ) -> None:
        change(ada)
        token = token_in(read(mailoutbox, NEW))
        make_user(email=NEW.lower())

        answer = post(VERIFY, {"token": token})

        assert (answer.status_code, list(answer.json())) == (400, ["email"])
        assert OneTime.objects.filter(purpose="change_email", used_at=None).exists()

    def test_a_link_of_two_people_who_want_the_same_one_counts_for_its_own(
        self, ada: SignedIn, signed_in: Device, mailoutbox: list[Any]
    ) -> None:
        eve = signed_in(make_user(email="eve@example.com"))
        change(eve)
        of_eve = read(mailoutbox, NEW)
        change(ada)
        of_ada = read(mailoutbox, NEW)

        assert post(VERIFY, {"digits": code_in(of_ada), "email": NEW}).json()["email"] == NEW

        assert address(ada)[0] == NEW
        assert post(VERIFY, {"token": token_in(of_eve)}).status_code == 400
        assert address(eve)[0] == "eve@example.com"

    def test_mails_to_strangers_are_few(self, ada: SignedIn, settings: Settings) -> None:
        settings.MAILS_PER_ACCOUNT = 2

        answers = [change(ada, f"victim{number}@b.org") for number in range(3)]

        assert [each.status_code for each in answers] == [200, 200, 429]

    def test_asking_for_the_mail_again_works_for_it_as_well(
        self, ada: SignedIn, mailoutbox: list[Any], work_off: Work
    ) -> None:
        change(ada)
        work_off()
        mailoutbox.clear()

        post(RESEND, {"email": NEW})

        assert post(VERIFY, {"token": token_in(read(mailoutbox, NEW))}).status_code == 200


class TestWhereItIsDemanded:
    def test_by_default_nothing_waits(self) -> None:
        body = {"email": OLD, "username": "ada", "password": PASSWORD}

        assert "access" in post("/api/auth/register/", body).json()

    def test_before_a_sign_in(self, settings: Settings, mailoutbox: list[Any]) -> None:
        settings.VERIFY_EMAIL = "sign_in"
        body = {"email": OLD, "username": "ada", "password": PASSWORD}
        registered = post("/api/auth/register/", body)
        early = post("/api/auth/login/", {"email": OLD, "password": PASSWORD})
        wrong = post("/api/auth/login/", {"email": OLD, "password": "not it at all"})

        post(VERIFY, {"token": token_in(read(mailoutbox, OLD))})

        assert refusal(registered) == refusal(early) == (403, "email_not_verified")
        assert wrong.status_code == 401
        login = post("/api/auth/login/", {"email": OLD, "password": PASSWORD})
        assert login.status_code == 200


class TestWhatElseCanWait:
    @pytest.mark.parametrize(
        ("setting", "publishing", "paid", "free"),
        [
            ("never", 201, 201, 201),
            ("publishing", 403, 201, 201),
            ("paid_bookings", 403, 403, 201),
            ("sign_in", 403, 403, 201),
        ],
    )
    @pytest.mark.parametrize("is_verified", [False, True])
    def test_publishing_and_paid_bookings(
        self,
        as_user: Callable[..., Any],
        settings: Settings,
        setting: str,
        publishing: int,
        paid: int,
        free: int,
        is_verified: bool,
    ) -> None:
        settings.VERIFY_EMAIL = setting
        client = as_user(make_creator(email_verified=is_verified))
        at, free_of_charge = make_session(), make_session(price=Decimal(0))

        answers = [
            client.post("/api/sessions/", {**DRAFT, "status": "published"}, format="json"),
            client.post("/api/bookings/", {"session": str(at.pk)}, format="json"),
            client.post("/api/bookings/", {"session": str(free_of_charge.pk)}, format="json"),
        ]

        statuses = [each.status_code for each in answers]
        assert statuses == ([201] * 3 if is_verified else [publishing, paid, free])
        refused = [each for each in answers if each.status_code == 403]
        assert {each.json()["code"] for each in refused} <= {"email_not_verified"}
        at.seats.refresh_from_db()
        assert at.seats.taken == (answers[1].status_code == 201)

    def test_a_draft_can_be_written_and_is_published_later(
        self, as_user: Callable[..., Any], settings: Settings
    ) -> None:
        settings.VERIFY_EMAIL = "publishing"
        creator = make_creator()
        client = as_user(creator)
        path = client.post("/api/sessions/", DRAFT, format="json")["Location"]
        publish = {"status": "published"}

        early = client.patch(path, publish, format="json")
        User.objects.filter(pk=creator.pk).update(email_verified=True)
        creator.refresh_from_db()
        late = client.patch(path, publish, format="json")

        assert refusal(early) == (403, "email_not_verified")
        assert late.status_code == 200
