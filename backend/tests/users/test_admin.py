from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from rest_framework.test import APIClient

from core.errors import Unavailable
from core.models import RateLimit
from tests.conftest import FakeClock
from tests.factories import PASSWORD, make_creator, make_user
from tests.users.authenticator import Authenticator
from tests.users.conftest import bearer, post, refusal
from tests.users.factors import add_app, add_passkey, digits, wrong_digits
from users import passwords
from users.models import Role, RoleChange, TokenFamily, User
from users.services.token_families import SignedIn

pytestmark = pytest.mark.django_db
LIST = "/admin/users/user/"


@pytest.fixture(autouse=True)
def _plain_http(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def boss() -> User:
    return make_user(username="boss", is_staff=True, is_superuser=True)


@pytest.fixture
def clerk() -> User:
    """Staff who may change accounts, but is no superuser."""
    person = make_user(username="clerk", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="users"))
    return person


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(person: User) -> str:
    return reverse("admin:users_user_change", args=[person.pk])


def list_form(client: Client) -> dict[str, Any]:
    """What a browser would send back from the list as it is shown now."""
    formset = client.get(LIST).context["cl"].formset
    fields: dict[str, Any] = dict(formset.management_form.initial)
    sent = {f"form-{name}": value for name, value in fields.items()}
    for form in formset.forms:
        sent[form.add_prefix("id")] = str(form.instance.pk)
        sent[form.add_prefix("role")] = form.instance.role
        sent[form.add_initial_prefix("role")] = form.instance.role
    return {**sent, "_save": "Save"}


def change_form(client: Client, person: User) -> dict[str, Any]:
    """The same for the page of one account."""
    context = client.get(page_of(person)).context
    form = context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if name != "password"}
    sent["initial-role"] = person.role
    for inline in context["inline_admin_formsets"]:
        management = inline.formset.management_form
        prefix = inline.formset.prefix
        sent |= {f"{prefix}-{name}": value for name, value in management.initial.items()}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def key_of_row(sent: dict[str, Any], person: User) -> str:
    return next(name for name, value in sent.items() if value == str(person.pk)).removesuffix("id")


def test_a_role_changed_in_the_list_is_recorded_and_takes_effect_at_once(
    boss: User, signed_in: Callable[..., SignedIn]
) -> None:
    device = signed_in()
    person, bystander = device.user, make_creator()
    client = client_of(boss)
    sent = list_form(client)
    sent[key_of_row(sent, person) + "role"] = "CREATOR"

    response = client.post(LIST, sent)

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.role == Role.CREATOR
    change = RoleChange.objects.values("user", "changed_by", "from_role", "to_role").get()
    assert change == {
        "user": person.pk,
        "changed_by": boss.pk,
        "from_role": "USER",
        "to_role": "CREATOR",
    }
    event = {"title": "Django", "description": "Deep dive"}
    created = bearer(device.access).post("/api/events/", event, format="json")
    assert created.status_code == 201
    bystander.refresh_from_db()
    assert bystander.role == Role.CREATOR


def test_a_list_that_was_open_for_a_while_takes_no_role_back(boss: User) -> None:
    person, climber = make_user(), make_user()
    client = client_of(boss)
    sent = list_form(client)
    User.objects.filter(pk=climber.pk).update(role=Role.CREATOR)
    sent[key_of_row(sent, person) + "role"] = "CREATOR"

    client.post(LIST, sent)

    climber.refresh_from_db()
    assert climber.role == Role.CREATOR
    assert RoleChange.objects.get().user == person


def test_a_page_that_was_open_for_a_while_takes_no_role_back(boss: User) -> None:
    person = make_user()
    client = client_of(boss)
    sent = {**change_form(client, person), "first_name": "Ada"}
    User.objects.filter(pk=person.pk).update(role=Role.CREATOR)

    response = client.post(page_of(person), sent)

    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.first_name, person.role) == ("Ada", Role.CREATOR)
    assert RoleChange.objects.count() == 0


def test_a_role_changed_on_the_page_is_recorded(boss: User) -> None:
    person = make_creator()
    client = client_of(boss)

    response = client.post(page_of(person), {**change_form(client, person), "role": "USER"})

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.role == Role.USER
    assert RoleChange.objects.get().changed_by == boss
    shown = client.get(page_of(person)).content.decode()
    assert "CREATOR" in shown


def test_a_password_set_in_the_admin_ends_every_device(
    boss: User, signed_in: Callable[..., SignedIn]
) -> None:
    device = signed_in()
    new = {"password1": "a new horse 44", "password2": "a new horse 44", "usable_password": "true"}
    path = reverse("admin:auth_user_password_change", args=[device.user.pk])

    response = client_of(boss).post(path, {**new, "set-password": "1"})

    assert response.status_code == 302
    assert refusal(bearer(device.access).get("/api/me/")) == (401, "token_not_valid")
    refreshed = post("/api/token/refresh/", {"refresh": device.refresh})
    assert refusal(refreshed) == (401, "token_not_valid")
    login = {"email": device.user.email, "password": "a new horse 44"}
    assert post("/api/auth/login/", login).status_code == 200


def test_a_new_account_is_made_with_an_email(boss: User) -> None:
    word = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    client = client_of(boss)
    path = "/admin/users/user/add/"

    without = client.post(path, {"username": "ada", **word})
    assert without.context["adminform"].form.errors.keys() == {"email"}
    response = client.post(path, {"username": "ada", "email": "ada@example.com", **word})

    assert response.status_code == 302
    assert User.objects.get(username="ada").check_password(PASSWORD)


def test_a_taken_name_is_told_in_the_form(boss: User) -> None:
    make_user(username="Ada", email="Ada@example.com")
    word = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}

    response = client_of(boss).post(
        "/admin/users/user/add/", {"username": "grace", "email": "ada@EXAMPLE.com", **word}
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert User.objects.filter(username="grace").count() == 0


def test_staff_who_are_no_superusers_can_not_hand_out_privileges(clerk: User) -> None:
    person = make_user()
    client = client_of(clerk)
    fields = client.get(page_of(person)).context["adminform"].form.fields
    assert not {"is_staff", "is_superuser", "groups", "user_permissions"} & set(fields)

    sent = {**change_form(client, person), "is_staff": "on", "is_superuser": "on"}
    response = client.post(page_of(person), sent)

    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (False, False)


def test_staff_who_are_no_superusers_do_not_reach_privileged_accounts(
    clerk: User, boss: User
) -> None:
    client = client_of(clerk)
    ordinary = make_user()

    listed = client.get(LIST).context["cl"].queryset
    assert list(listed) == [ordinary]
    for path in (
        page_of(boss),
        reverse("admin:auth_user_password_change", args=[boss.pk]),
        reverse("admin:users_user_delete", args=[boss.pk]),
    ):
        assert client.get(path).status_code in (302, 404)
    new = {"password1": "a new horse 44", "password2": "a new horse 44", "usable_password": "true"}
    path = reverse("admin:auth_user_password_change", args=[boss.pk])
    client.post(path, {**new, "set-password": "1"})
    boss.refresh_from_db()
    assert not boss.has_usable_password()


def admin_login(
    name: str, password: str = PASSWORD, address: str = "203.0.113.9", code: str = ""
) -> Any:
    body = {"username": name, "password": password, "code": code}
    return Client(REMOTE_ADDR=address).post("/admin/login/?next=/admin/", body)


@pytest.mark.parametrize("name", ["Root", "root", "ROOT@example.com"])
def test_staff_sign_in_by_email_or_username_in_any_case(name: str) -> None:
    make_user(username="Root", email="root@example.com", password=PASSWORD, is_staff=True)

    assert admin_login(name).status_code == 302


def test_people_who_are_no_staff_do_not_get_in() -> None:
    make_user(username="ada", password=PASSWORD)

    response = admin_login("ada")

    assert response.status_code == 200
    assert "correct username and password for a staff account" in response.content.decode()


@pytest.mark.usefixtures("strict_limits")
def test_the_admins_login_has_the_same_limits_and_says_so() -> None:
    make_user(username="root", password=PASSWORD, is_staff=True)
    for _ in range(5):
        post("/api/auth/login/", {"email": "root", "password": "wrong"})
        admin_login("root", "wrong", address="127.0.0.1")

    response = admin_login("root", address="198.51.100.7")

    assert response.status_code == 200
    assert "Too many attempts." in response.content.decode()


@pytest.mark.usefixtures("strict_limits")
def test_an_attacker_elsewhere_does_not_lock_the_admin_out() -> None:
    make_user(username="root", password=PASSWORD, is_staff=True)
    assert admin_login("root").status_code == 302
    for _ in range(12):
        admin_login("root", "wrong", address="198.51.100.7")

    assert admin_login("root").status_code == 302
    assert not TokenFamily.objects.filter(revoked_at=None).exists()
    assert RateLimit.objects.filter(key="login:address:198.51.100.7/32").get().hits == 12


def test_a_busy_server_is_told_in_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(passwords.Bulkhead):
        def run(self, *_: Any) -> Any:
            raise Unavailable()

    make_user(username="root", password=PASSWORD, is_staff=True)
    monkeypatch.setattr(passwords, "_bulkhead", Full(places=1, wait=1))

    response = admin_login("root")

    assert response.status_code == 200
    assert "The server is busy right now." in response.content.decode()


class TestTheSecondFactorOfStaff:
    @pytest.fixture
    def root(self) -> User:
        return make_user(username="root", password=PASSWORD, is_staff=True, is_superuser=True)

    @pytest.fixture
    def own(self, root: User, signed_in: Callable[..., SignedIn], frozen: FakeClock) -> APIClient:
        return bearer(signed_in(root, prefix="198.51.100.7/32").access)

    def test_the_password_alone_opens_nothing(self, own: APIClient) -> None:
        add_app(own)

        answer = admin_login("root")

        assert answer.status_code == 200
        assert "Type the code of your app as well" in answer.content.decode()
        assert not TokenFamily.objects.filter(address_prefix="203.0.113.9/32").exists()

    def test_the_digits_of_the_moment_let_in_once(self, own: APIClient, frozen: FakeClock) -> None:
        app, _ = add_app(own)
        frozen.advance(seconds=30)

        first = admin_login("root", code=digits(app))
        replayed = admin_login("root", code=digits(app))

        assert first.status_code == 302
        assert replayed.status_code == 200
        assert "were used already" in replayed.content.decode()

    def test_so_does_a_recovery_code(self, own: APIClient) -> None:
        added = add_passkey(own, Authenticator())
        code = added["recovery_codes"][0].lower()

        assert admin_login("root", code=code).status_code == 302
        assert admin_login("root", code=code).status_code == 200

    def test_without_the_password_a_code_is_worth_nothing(self, own: APIClient) -> None:
        _, (code, *_) = add_app(own)

        answer = admin_login("root", "wrong", code=code)

        assert "correct username and password" in answer.content.decode()
        assert admin_login("root", code=code).status_code == 302

    def test_wrong_codes_are_noted_and_limited(self, own: APIClient, root: User) -> None:
        app, _ = add_app(own)
        wrong = wrong_digits(app)

        answers = [admin_login("root", code=wrong).content.decode() for _ in range(11)]

        assert ["Too many attempts." in each for each in answers] == [False] * 10 + [True]
        assert root.security_events.filter(kind="second_factor_failed").count() == 10

    def test_who_has_none_is_not_asked(self, root: User) -> None:
        assert admin_login("root").status_code == 302

    def test_a_clerk_takes_it_away_from_who_has_lost_it(
        self, clerk: User, root: User, own: APIClient, signed_in: Callable[..., SignedIn]
    ) -> None:
        device = signed_in(make_user(password=PASSWORD))
        person = device.user
        add_app(own)
        add_app(bearer(device.access))
        add_passkey(bearer(device.access), Authenticator())
        sent = {"action": "take_second_factor_away", "_selected_action": [person.pk, root.pk]}

        answer = client_of(clerk).post(LIST, sent)

        assert answer.status_code == 302
        left = (person.passkeys.count(), person.recovery_codes.count())
        assert (hasattr(User.objects.get(pk=person.pk), "totp"), *left) == (False, 0, 0)
        assert person.security_events.filter(kind="second_factor_taken").count() == 1
        login = {"email": person.email, "password": PASSWORD}
        assert post("/api/auth/login/", login).status_code == 200
        # Superusers are out of a clerk's reach.
        assert hasattr(User.objects.get(pk=root.pk), "totp")


class TestPeopleWhoLeft:
    @pytest.fixture
    def gone(self) -> User:
        return make_creator(
            username="deleted-1",
            is_active=False,
            closed_at="2026-01-01T00:00:00Z",
            last_name="Gone",
        )

    def test_their_account_is_there_to_read_and_not_to_change(self, boss: User, gone: User) -> None:
        client = client_of(boss)

        shown = client.get(page_of(gone))
        sent = client.post(page_of(gone), {"username": "ada", "is_active": "on"})

        assert shown.status_code == 200
        assert 'name="_save"' not in shown.content.decode()
        assert sent.status_code == 403
        assert client.post(page_of(gone).replace("change", "delete")).status_code == 403
        gone.refresh_from_db()
        assert (gone.username, gone.is_active) == ("deleted-1", False)

    def test_the_list_tells_them_apart_and_keeps_their_role(self, boss: User, gone: User) -> None:
        client = client_of(boss)
        client.post(LIST, {**list_form(client), "form-0-role": "USER", "form-1-role": "USER"})

        gone.refresh_from_db()
        assert gone.role == Role.CREATOR
        found = client.get(LIST, {"closed_at__isempty": "0"}).context["cl"].queryset
        assert list(found) == [gone]
