"""The form of the admin's login."""

from typing import Any, cast

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from core import clock
from core.errors import DomainError
from core.http.addresses import address_prefix, user_agent
from users.callers import Caller
from users.models import User
from users.services.second_factor.staff import admit_to_admin


class SignInForm(AdminAuthenticationForm):
    """Asks for the second factor of who has one, and says why nobody may try right now."""

    code = forms.CharField(
        label="Code",
        required=False,
        max_length=50,
        help_text="Of your app, or a recovery code; empty without a second factor.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        try:
            values = super().clean()
            person = self.get_user()
            if isinstance(person, User):
                self._admit(person, values.get("code", ""))
        except DomainError as error:
            raise ValidationError(error.sentence, code=error.code) from error
        return values

    def _admit(self, person: User, code: str) -> None:
        request = cast(HttpRequest, self.request)
        caller = Caller(address_prefix(request), user_agent(request))
        admit_to_admin(user=person, code=code, caller=caller, now=clock.now())
