"""Where providers report."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core import clock
from payments.services.inbox import receive_event


class ProviderEvents(APIView):
    """The signature over the raw body takes the place of a sign-in."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(exclude=True)
    def post(self, request: Request, provider: str) -> HttpResponse:
        receive_event(
            provider=provider,
            headers=request.headers,
            body=request._request.body,
            now=clock.now(),
        )
        return HttpResponse(status=204)
