"""Who may call a route."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from core.errors import RoleRequired


class IsCreator(BasePermission):
    """Signed in (else 401) as a creator. Raises RoleRequired."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        if not request.user.is_creator:
            raise RoleRequired()
        return True
