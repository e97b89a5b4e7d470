"""Who is asking, by the access token of the request."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from core import clock
from users import tokens
from users.errors import TokenNotValid
from users.models import User
from users.services.token_families import signed_in_user

SCHEME = "Bearer"


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access>`; anything else in that header is refused."""

    def authenticate(self, request: Request) -> tuple[User, tokens.AccessClaims] | None:
        """The person as the database knows them now. Raises TokenNotValid."""
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        if scheme.lower() != SCHEME.lower():
            raise TokenNotValid()
        claims = tokens.read_access(token.strip(), now=clock.now())
        user = signed_in_user(claims)
        request._request.actor_id = user.pk  # type: ignore[attr-defined]
        return user, claims

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The same for the OpenAPI document."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
