"""The form of the admin's login."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from core.errors import DomainError


class SignInForm(AdminAuthenticationForm):
    """Says why nobody may try right now."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except DomainError as error:
            raise ValidationError(error.sentence, code=error.code) from error
