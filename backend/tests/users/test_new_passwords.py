from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from notifications.models import Mail
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import bearer, post, refusal
from tests.users.mails import read, token_in
from users.models import OneTime, SecurityEvent, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
CHANGE, FORGOT = "/api/auth/password/change/", "/api/auth/password/forgot/"
RESET, LOGIN = "/api/auth/password/reset/", "/api/auth/login/"
NEW = "a kiln of copper red"
GONE = (410, "link_not_valid")
Device = Callable[..., SignedIn]
Work = Callable[[], list[str]]


@pytest.fixture
def ada() -> User:
    return make_user(username="ada", email="Ada@example.com", password=PASSWORD)


def works(device: SignedIn) -> bool:
    return bearer(device.access).get("/api/me/").status_code == 200


def change(device: SignedIn, **body: str) -> Any:
    return bearer(device.access).post(CHANGE, body, format="json")


def login(password: str) -> int:
    return int(post(LOGIN, {"email": "ada", "password": password}).status_code)


class TestChanging:
    def test_the_new_one_counts_and_every_other_device_ends(
        self, ada: User, signed_in: Device, work_off: Work, mailoutbox: list[Any]
    ) -> None:
        here, there = signed_in(ada), signed_in(ada)

        answer = change(here, current_password=PASSWORD, new_password=NEW)

        assert answer.status_code == 204
        assert (works(here), works(there)) == (True, False)
        assert (login(PASSWORD), login(NEW)) == (401, 200)
        assert post("/api/auth/token/refresh/", {"refresh": here.refresh}).status_code == 200
        work_off()
        assert mailoutbox[0].subject == "Your password was changed"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"current_password": "not it", "new_password": NEW}, "current_password"),
            ({"new_password": NEW}, "current_password"),
            ({"current_password": PASSWORD, "new_password": "password"}, "new_password"),
            ({"current_password": PASSWORD, "new_password": "ada@example"}, "new_password"),
            ({"current_password": PASSWORD}, "new_password"),
        ],
    )
    def test_a_wrong_present_or_weak_new_one_changes_nothing(
        self, ada: User, signed_in: Device, body: dict[str, str], field: str
    ) -> None:
        here, there = signed_in(ada), signed_in(ada)

        answer = change(here, **body)

        assert (answer.status_code, list(answer.json())) == (400, [field])
        assert works(there)
        assert login(PASSWORD) == 200

    def test_guessing_the_present_one_has_the_limits_of_a_sign_in(
        self, ada: User, signed_in: Device, strict_limits: None
    ) -> None:
        device = signed_in(ada)

        answers = [change(device, current_password="x" * 200, new_password=NEW) for _ in range(11)]

        assert [each.status_code for each in answers] == [400] * 10 + [429]

    def test_who_has_none_sets_one_after_a_fresh_sign_in(
        self, signed_in: Device, frozen: FakeClock
    ) -> None:
        device = signed_in(make_user(username="ada"))
        frozen.advance(minutes=5)
        late = change(device, new_password=NEW)
        fresh = signed_in(device.user)

        answer = change(fresh, new_password=NEW)

        assert refusal(late) == (403, "reauthentication_required")
        assert answer.status_code == 204
        assert login(NEW) == 200
        assert SecurityEvent.objects.filter(kind="password_set").exists()


class TestForgetting:
    def test_the_link_of_the_mail_sets_a_new_one_and_ends_every_device(
        self, ada: User, signed_in: Device, mailoutbox: list[Any]
    ) -> None:
        device = signed_in(ada)
        assert post(FORGOT, {"email": "ada@EXAMPLE.com"}).status_code == 204
        body = read(mailoutbox, "Ada@example.com")
        assert "/reset-password#token=" in body

        answer = post(RESET, {"token": token_in(body), "new_password": NEW})

        assert answer.status_code == 204
        assert (login(PASSWORD), login(NEW)) == (401, 200)
        assert not works(device)
        ada.refresh_from_db()
        assert ada.email_verified
        assert SecurityEvent.objects.filter(kind="password_reset").exists()

    def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(
        self, ada: User, django_assert_num_queries: Any, hashes: list[str], work_off: Work
    ) -> None:
        make_user(email="gone@example.com", is_active=False)
        answers = []
        for email in ("ada@example.com", "nobody@example.com", "gone@example.com"):
            with django_assert_num_queries(5):
                answers.append(post(FORGOT, {"email": email}))

        assert [(each.status_code, each.content) for each in answers] == [(204, b"")] * 3
        assert hashes == []
        work_off()
        assert Mail.objects.count() == 1

    def test_the_limits_are_the_same_too(self, ada: User, settings: Settings) -> None:
        settings.MAILS_PER_ACCOUNT = 2
        for email in ("ada@example.com", "nobody@example.com"):
            statuses = [
                post(FORGOT, {"email": each}).status_code for each in (email, email.upper(), email)
            ]
            assert statuses == [204, 204, 429]

    def test_one_address_asks_for_few_mails_only(self, settings: Settings) -> None:
        settings.MAILS_PER_ADDRESS = 3

        answers = [post(FORGOT, {"email": f"p{number}@b.org"}) for number in range(4)]

        assert [each.status_code for each in answers] == [204, 204, 204, 429]

    def test_neither_row_nor_kept_mail_holds_the_secret(
        self, ada: User, mailoutbox: list[Any]
    ) -> None:
        post(FORGOT, {"email": ada.email})
        token = token_in(read(mailoutbox, ada.email))

        rows = [*Mail.objects.values_list(), *OneTime.objects.values_list()]
        assert token not in repr(rows)

    def test_an_accounts_first_password_comes_by_the_link_as_well(
        self, mailoutbox: list[Any]
    ) -> None:
        make_user(username="ada", email="ada@example.com")
        post(FORGOT, {"email": "ada@example.com"})

        post(RESET, {"token": token_in(read(mailoutbox, "ada@example.com")), "new_password": NEW})

        assert login(NEW) == 200


class TestLinks:
    @pytest.fixture
    def token(self, ada: User, mailoutbox: list[Any]) -> str:
        post(FORGOT, {"email": ada.email})
        return token_in(read(mailoutbox, ada.email))

    def reset(self, token: str, password: str = NEW) -> Any:
        return post(RESET, {"token": token, "new_password": password})

    def test_a_replayed_one_is_refused(self, token: str) -> None:
        assert self.reset(token).status_code == 204

        assert refusal(self.reset(token, "another kiln of red")) == GONE
        assert login(NEW) == 200

    def test_an_expired_one_is_refused(self, token: str, frozen: FakeClock) -> None:
        frozen.advance(minutes=61)

        assert refusal(self.reset(token)) == GONE

    @pytest.mark.parametrize(
        "change",
        [
            lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
            lambda token: token + "A",
            lambda token: token[:-10],
            lambda token: "x" + token[1:],
            lambda token: "dead",
            lambda token: "ü" * 64,
            lambda token: "=" * 64,
        ],
    )
    def test_a_forged_one_is_refused(
        self, token: str, change: Callable[[str], str], hashes: list[str]
    ) -> None:
        hashes.clear()

        assert refusal(self.reset(change(token))) == GONE
        assert hashes == []

    def test_one_for_something_else_is_refused(self, ada: User, mailoutbox: list[Any]) -> None:
        post("/api/auth/email/resend/", {"email": ada.email})
        other = token_in(read(mailoutbox, ada.email))

        assert refusal(self.reset(other)) == GONE

    def test_a_weak_password_does_not_use_it_up(self, token: str) -> None:
        weak = self.reset(token, "password")

        assert (weak.status_code, list(weak.json())) == (400, ["new_password"])
        assert self.reset(token).status_code == 204

    def test_a_changed_password_takes_it_back(
        self, token: str, ada: User, signed_in: Device
    ) -> None:
        change(signed_in(ada), current_password=PASSWORD, new_password="kept for myself 42")

        assert refusal(self.reset(token)) == GONE

    def test_one_to_an_address_that_the_administrator_replaced_is_refused(
        self, token: str, ada: User
    ) -> None:
        User.objects.filter(pk=ada.pk).update(email="ada@new.example")

        assert refusal(self.reset(token)) == GONE
        assert login(PASSWORD) == 200

    def test_an_account_that_was_locked_has_none(self, token: str, ada: User) -> None:
        User.objects.filter(pk=ada.pk).update(is_active=False)

        assert refusal(self.reset(token)) == GONE

    def test_a_mail_that_could_not_go_out_in_time_does_not_go_out(
        self, ada: User, frozen: FakeClock, mailoutbox: list[Any], work_off: Work
    ) -> None:
        post(FORGOT, {"email": ada.email})
        from users.tasks import begin_reset

        begin_reset(email=ada.email)
        frozen.advance(hours=2)
        mailoutbox.clear()
        OneTime.objects.update(expires_at=frozen.moment)

        work_off()

        assert [mail.subject for mail in mailoutbox] == ["Set a new password"]
