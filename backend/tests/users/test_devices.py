from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_user
from tests.users.conftest import HOME, bearer, post, refusal
from users.models import Role, SecurityEvent, TokenFamily, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
DEVICES, EVENTS = "/api/auth/devices/", "/api/auth/security-events/"
LOGIN, REFRESH = "/api/auth/login/", "/api/auth/token/refresh/"
DEAD = (401, "token_not_valid")
Device = Callable[..., SignedIn]


def works(device: SignedIn) -> bool:
    return bearer(device.access).get("/api/me/").status_code == 200


def kinds(client: APIClient) -> list[str]:
    return [event["kind"] for event in client.get(EVENTS).json()]


def login(agent: str, **body: Any) -> Any:
    return post(LOGIN, {"email": "ada", "password": PASSWORD, **body}, user_agent=agent)


class TestWhereOneIsSignedIn:
    def test_every_device_is_shown_with_where_and_when(
        self, signed_in: Device, frozen: FakeClock
    ) -> None:
        ada = make_user()
        first = signed_in(ada)
        frozen.advance(minutes=1)
        here = signed_in(ada, "198.51.100.7/32")
        signed_in()

        shown = bearer(here.access).get(DEVICES).json()

        assert [(each["address_prefix"], each["current"]) for each in shown] == [
            ("198.51.100.7/32", True),
            (HOME, False),
        ]
        assert set(shown[0]) == {
            "id",
            "created_at",
            "last_used_at",
            "address_prefix",
            "user_agent",
            "current",
        }
        assert works(first)

    def test_a_refresh_is_a_use(self, signed_in: Device, frozen: FakeClock) -> None:
        device = signed_in()
        started = frozen.moment
        used = frozen.advance(minutes=20)

        access = post(REFRESH, {"refresh": device.refresh}).json()["access"]

        (shown,) = bearer(access).get(DEVICES).json()
        assert shown["created_at"] == started.isoformat().replace("+00:00", "Z")
        assert shown["last_used_at"] == used.isoformat().replace("+00:00", "Z")

    def test_what_has_ended_or_run_out_is_not_shown(
        self, signed_in: Device, frozen: FakeClock
    ) -> None:
        ada = make_user()
        ended = signed_in(ada)
        post("/api/auth/logout/", {"refresh": ended.refresh})
        signed_in(ada)
        frozen.advance(days=31)
        here = signed_in(ada)

        assert len(bearer(here.access).get(DEVICES).json()) == 1

    def test_the_program_is_one_short_line(self) -> None:
        make_user(username="ada", password=PASSWORD)

        answer = login("Firefox\x07" + "x" * 500)

        (shown,) = bearer(answer.json()["access"]).get(DEVICES).json()
        assert shown["user_agent"] == "Firefox" + "x" * 193

    def test_the_list_takes_one_query_beside_the_sign_in(
        self, signed_in: Device, django_assert_num_queries: Any
    ) -> None:
        ada = make_user()
        devices = [signed_in(ada) for _ in range(4)]

        with django_assert_num_queries(2):
            bearer(devices[0].access).get(DEVICES)


class TestEndingADevice:
    def test_its_tokens_are_dead_and_the_others_are_not(self, signed_in: Device) -> None:
        ada = make_user()
        here, lost = signed_in(ada), signed_in(ada)
        family = ada.token_families.latest("id")

        answer = bearer(here.access).delete(f"{DEVICES}{family.pk}/")

        assert answer.status_code == 204
        assert (works(here), works(lost)) == (True, False)
        assert refusal(post(REFRESH, {"refresh": lost.refresh})) == DEAD
        assert kinds(bearer(here.access))[0] == "device_ended"

    def test_somebody_elses_is_not_there(self, signed_in: Device) -> None:
        mine, theirs = signed_in(), signed_in()
        family = theirs.user.token_families.get()

        answer = bearer(mine.access).delete(f"{DEVICES}{family.pk}/")

        assert refusal(answer) == (404, "not_found")
        assert works(theirs)

    def test_all_others_end_at_once(self, signed_in: Device) -> None:
        ada = make_user()
        here, *others = [signed_in(ada) for _ in range(3)]
        stranger = signed_in()

        answer = bearer(here.access).post(f"{DEVICES}end-others/", {}, format="json")

        assert answer.status_code == 204
        assert [works(each) for each in (here, stranger, *others)] == [True, True, False, False]


class TestARightThatIsTakenAway:
    def test_a_lost_role_ends_every_device(self, signed_in: Device, client: Any) -> None:
        device = signed_in(make_user(role=Role.CREATOR))

        self.edit(client, device.user, role="USER")

        assert not works(device)

    def test_an_account_that_is_let_in_again_has_no_device(
        self, signed_in: Device, client: Any
    ) -> None:
        device = signed_in()

        self.edit(client, device.user, is_active=False)
        self.edit(client, device.user, is_active=True)

        assert User.objects.get(pk=device.user.pk).is_active
        assert not works(device)

    def test_a_role_that_is_gained_ends_nothing(self, signed_in: Device, client: Any) -> None:
        device = signed_in()

        self.edit(client, device.user, role="CREATOR")

        assert works(device)

    def edit(self, client: Any, user: User, **changes: Any) -> None:
        """Save the admin's page of the person as a superuser would."""
        if not User.objects.filter(is_superuser=True).exists():
            make_user(username="root", is_staff=True, is_superuser=True)
        client.force_login(User.objects.get(username="root"))
        user.refresh_from_db()
        fields = {"username": user.username, "email": user.email, "time_zone": "UTC"}
        state = {"role": user.role, "is_active": user.is_active, **changes}
        form = {**fields, **state, "initial-role": user.role}
        rows = "role_changes-"
        form |= {f"{rows}TOTAL_FORMS": 0, f"{rows}INITIAL_FORMS": 0}
        form = {name: value for name, value in form.items() if value is not False}
        page = f"/admin/users/user/{user.pk}/change/"
        assert client.post(page, form, secure=True).status_code == 302


class TestWhatHappened:
    def test_a_sign_in_from_a_new_program_is_told_by_mail(
        self, work_off: Callable[[], list[str]], mailoutbox: list[Any]
    ) -> None:
        make_user(username="ada", email="ada@example.com", password=PASSWORD)
        login("Firefox")
        login("Firefox")
        assert work_off() == []

        answer = login("Chrome\r\nBcc: x@y.org")

        assert work_off() == ["notifications.security_event"]
        (mail,) = mailoutbox
        assert (mail.to, mail.subject) == (["ada@example.com"], "New sign-in to your account")
        assert "Program: ChromeBcc: x@y.org\n" in mail.body
        client = bearer(answer.json()["access"])
        assert kinds(client) == ["new_device", "signed_in", "signed_in"]

    def test_a_stolen_refresh_token_is_told(
        self, signed_in: Device, frozen: FakeClock, work_off: Callable[[], list[str]]
    ) -> None:
        device = signed_in()
        post(REFRESH, {"refresh": device.refresh})
        frozen.advance(minutes=5)

        assert refusal(post(REFRESH, {"refresh": device.refresh})) == DEAD

        assert SecurityEvent.objects.latest("id").kind == "token_reused"
        assert work_off() == ["notifications.security_event"]

    def test_people_see_their_own_events_only_page_by_page(self, signed_in: Device) -> None:
        ada = make_user()
        devices = [signed_in(ada) for _ in range(5)]
        signed_in()
        client = bearer(devices[0].access)

        first = client.get(f"{EVENTS}?limit=3")
        second = client.get(first["Link"].partition(">")[0][1:])

        ids = [each["id"] for each in [*first.json(), *second.json()]]
        mine = ada.security_events.order_by("-at", "-id")
        assert ids == [str(event.pk) for event in mine]
        assert "Link" not in second

    def test_signing_in_goes_on_when_the_mail_is_down(
        self, settings: Any, work_off: Callable[[], list[str]]
    ) -> None:
        settings.EMAIL_BACKEND = "nowhere.Backend"
        make_user(username="ada", password=PASSWORD)
        login("Firefox")

        assert login("Chrome").status_code == 200

        with pytest.raises(ImportError):
            work_off()
        assert TokenFamily.objects.count() == 2
