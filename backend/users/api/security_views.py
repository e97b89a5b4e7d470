"""The safety of an account over HTTP: parse, one call, present."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from core import clock
from core.http.paging import Position, page_of, page_response
from core.http.parsing import parse, parse_query
from core.http.schema import refused
from users.models import SecurityEvent, TokenFamily, User
from users.services import devices, email, password, security_log

from . import security_forms as forms
from .cookies import unstored
from .person import caller_of, family_of, proof_of, signed_in
from .serializers import NothingInput
from .views import PublicView


class SecurityEvents(APIView):
    """What happened to one's account, newest first."""

    @extend_schema(
        parameters=[forms.SecurityEventsQuery],
        responses={200: forms.SecurityEventOutput(many=True)} | refused(400, 401),
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_of(parse_query(forms.SecurityEventsQuery, request), order="-at")
        rows = security_log.events_of(
            signed_in(request), limit=page.limit + 1, after=_place(page.after)
        )
        answer = page_response(
            request, page, rows, body=_event, position=lambda row: (row.at.isoformat(), row.pk)
        )
        answer["Cache-Control"] = "no-store"
        return answer


class Devices(APIView):
    """Where one is signed in, the last used first; at most 100."""

    @extend_schema(responses={200: forms.DeviceOutput(many=True)} | refused(401))
    def get(self, request: Request) -> Response:
        here = family_of(request)
        found = devices.devices_of(signed_in(request), now=clock.now())
        return unstored(Response([_device(family, here) for family in found]))


class Device(APIView):
    """One of them."""

    @extend_schema(responses={204: None} | refused(401, 404))
    def delete(self, request: Request, device_id: UUID) -> Response:
        """Sign it out. Its access token no longer works either."""
        user, caller = signed_in(request), caller_of(request)
        devices.end_device(user=user, family_id=device_id, caller=caller, now=clock.now())
        return Response(status=204)


class EndOtherDevices(APIView):
    """Sign out everywhere else."""

    @extend_schema(request=NothingInput, responses={204: None} | refused(400, 401))
    def post(self, request: Request) -> Response:
        parse(NothingInput, request)
        user, here = signed_in(request), family_of(request)
        devices.end_other_devices(
            user=user, family_id=here, caller=caller_of(request), now=clock.now()
        )
        return Response(status=204)


class PasswordChange(APIView):
    """Change the password, or set the first one. Every other device is signed out."""

    @extend_schema(
        request=forms.PasswordChangeInput, responses={204: None} | refused(400, 401, 403, 429)
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.PasswordChangeInput, request)
        password.change_password(
            user=signed_in(request),
            proof=proof_of(request),
            current=values.get("current_password"),
            new=values["new_password"],
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


class PasswordForgot(PublicView):
    """Ask for a link to set a new password. The answer is the same for every address."""

    @extend_schema(request=forms.EmailInput, responses={204: None} | refused(400, 429))
    def post(self, request: Request) -> Response:
        values = parse(forms.EmailInput, request)
        password.forget_password(email=values["email"], caller=caller_of(request), now=clock.now())
        return Response(status=204)


class PasswordReset(PublicView):
    """Set a new password by the link of the mail. Every device is signed out."""

    @extend_schema(request=forms.PasswordResetInput, responses={204: None} | refused(400, 410, 429))
    def post(self, request: Request) -> Response:
        values = parse(forms.PasswordResetInput, request)
        password.reset_password(
            token=values["token"],
            new=values["new_password"],
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


class EmailVerify(PublicView):
    """Confirm an address by the link or the digits that was sent to it."""

    @extend_schema(
        request=forms.VerifyInput,
        responses={200: forms.VerifiedOutput} | refused(400, 410, 429),
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.VerifyInput, request)
        user = _confirmed(values, request, clock.now())
        return unstored(Response(_address(user)))


class EmailResend(PublicView):
    """Send the mail with link and code once more. The answer is the same for every address."""

    @extend_schema(request=forms.EmailInput, responses={204: None} | refused(400, 429))
    def post(self, request: Request) -> Response:
        values = parse(forms.EmailInput, request)
        email.ask_again(email=values["email"], caller=caller_of(request), now=clock.now())
        return Response(status=204)


class EmailPending(APIView):
    """The address that waits to be confirmed."""

    @extend_schema(responses={204: None} | refused(401))
    def delete(self, request: Request) -> Response:
        """Keep the present one."""
        user_id, caller = signed_in(request).pk, caller_of(request)
        email.take_change_back(user_id=user_id, caller=caller, now=clock.now())
        return Response(status=204)


class EmailKeep(PublicView):
    """Stop a change of address, by the link that was sent to the present one."""

    @extend_schema(request=forms.LinkInput, responses={204: None} | refused(400, 410))
    def post(self, request: Request) -> Response:
        values = parse(forms.LinkInput, request)
        email.stop_change(token=values["token"], caller=caller_of(request), now=clock.now())
        return Response(status=204)


def _confirmed(values: dict[str, Any], request: Request, now: datetime) -> User:
    caller = caller_of(request)
    if "token" in values:
        return email.confirm_by_link(token=values["token"], caller=caller, now=now)
    return email.confirm_by_digits(
        email=values["email"], digits=values["digits"], caller=caller, now=now
    )


def _address(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "email_verified": user.email_verified,
        "pending_email": user.pending_email,
    }


def _event(row: SecurityEvent) -> str:
    shown = {name: getattr(row, name) for name in ("id", "kind", "at")}
    origin = {"address_prefix": row.address_prefix, "user_agent": row.user_agent}
    return json.dumps({**shown, **origin}, cls=JSONEncoder)


def _place(position: Position | None) -> tuple[datetime, str] | None:
    return (datetime.fromisoformat(position.value), position.id) if position else None


def _device(family: TokenFamily, here: UUID) -> dict[str, Any]:
    return {
        "id": family.pk,
        "created_at": family.created_at,
        "last_used_at": family.last_used_at,
        "address_prefix": family.address_prefix,
        "user_agent": family.user_agent,
        "current": family.pk == here,
    }
