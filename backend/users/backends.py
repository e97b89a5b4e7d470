"""How the admin's login checks a password: as the API does, within the same limits.

The second factor is asked for by its form (forms.py)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from core import clock
from core.http.addresses import address_prefix
from users.errors import InvalidCredentials
from users.models import User
from users.services.sign_in import check_credentials

_NO_REQUEST = "unknown"


class EmailOrUsernameBackend(ModelBackend):
    """By e-mail or username, both compared without case."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Raises TooManyRequests and Unavailable; a login form shows their sentences."""
        if username is None or password is None:
            return None
        prefix = address_prefix(request) if request else _NO_REQUEST
        try:
            return check_credentials(
                name=username, password=password, address_prefix=prefix, now=clock.now()
            )
        except InvalidCredentials:
            return None
