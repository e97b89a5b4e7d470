"""What staff see in the admin, and send back from it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from users.models import User

LIST = "/admin/users/user/"


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
