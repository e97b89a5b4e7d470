"""Everybody reads, creators write."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.views import APIView

from users.api.permissions import IsCreator


class ReadOnly(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE_METHODS


# The first adds nothing to the second, but the OpenAPI document understands it.
CREATORS_WRITE: list[Any] = [IsAuthenticatedOrReadOnly, ReadOnly | IsCreator]
