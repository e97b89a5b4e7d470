"""Who asks."""

from uuid import UUID

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from core.http.addresses import address_prefix, user_agent
from users.callers import Caller
from users.models import User
from users.services.proof import Proof
from users.tokens import AccessClaims


def signed_in(request: Request) -> User:
    """The person who sent the request. Raises NotAuthenticated for nobody."""
    if not isinstance(request.user, User):
        raise NotAuthenticated()
    return request.user


def family_of(request: Request) -> UUID:
    """The device that the access token of the request belongs to. Raises NotAuthenticated."""
    if not isinstance(request.auth, AccessClaims):
        raise NotAuthenticated()
    return request.auth.family_id


def proof_of(request: Request) -> Proof:
    """When whoever sent the request last proved who they are. Raises NotAuthenticated."""
    return Proof(family_of(request))


def caller_of(request: Request) -> Caller:
    return Caller(address_prefix(request._request), user_agent(request._request))
