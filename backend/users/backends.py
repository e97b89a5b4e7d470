"""How the admin's login checks a password: as the API does, within the same limits."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from core import clock
from core.http.addresses import address_prefix, user_agent
from users.callers import Caller
from users.errors import InvalidCredentials
from users.models import User
from users.services.sign_in import check_credentials
from users.services.token_families import remember_address

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
        agent = user_agent(request) if request else ""
        now = clock.now()
        try:
            user = check_credentials(
                name=username, password=password, address_prefix=prefix, now=now
            )
        except InvalidCredentials:
            return None
        remember_address(user=user, caller=Caller(prefix, agent), now=now)
        return user
