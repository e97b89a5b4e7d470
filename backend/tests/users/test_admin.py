"""Accounts in the admin: who may change what, and what is recorded."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, make_creator, make_user
from tests.users.conftest import bearer, post, refusal
from tests.users.staff import LIST, change_form, client_of, key_of_row, list_form, page_of
from users.models import Role, RoleChange, User
from users.services.token_families import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_http")]


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
