"""Who asks."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from users.models import User


def signed_in(request: Request) -> User:
    """The person who sent the request. Raises NotAuthenticated for nobody."""
    if not isinstance(request.user, User):
        raise NotAuthenticated()
    return request.user
