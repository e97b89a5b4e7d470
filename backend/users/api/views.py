"""Accounts over HTTP: parse, one call, present."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.http.parsing import parse
from users.models import User
from users.services import profile, registration, roles, sign_in, token_families

from . import serializers as forms
from .cookies import presented_refresh, signed_out_response, tokens_response, unstored
from .person import caller_of, proof_of, signed_in
from .representation import account, short_account
from .second_factor_forms import SignInRefusedOutput

WEB = OpenApiParameter(
    "X-Client",
    str,
    OpenApiParameter.HEADER,
    enum=["web"],
    description="`web` keeps the refresh token in an HttpOnly cookie.",
)
REFUSED = OpenApiResponse(OpenApiTypes.OBJECT, "Why not, with a stable `code`.")
PROFILE = "/api/auth/profile/"


SIGN_IN_REFUSED = {401: OpenApiResponse(SignInRefusedOutput, "Wrong, or more is needed.")}


def _refusals(*codes: int) -> dict[int, OpenApiResponse]:
    return dict.fromkeys(codes, REFUSED)


class PublicView(APIView):
    """Asks for no sign-in and does not look at the Authorization header."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class Register(PublicView):
    """Create an account and sign in."""

    @extend_schema(
        request=forms.RegisterInput,
        parameters=[WEB],
        responses={201: forms.RegisteredOutput} | _refusals(400, 403, 429, 503),
    )
    def post(self, request: Request) -> Response:
        nobody = {"is_staff": False, "is_superuser": False}
        fields = parse(forms.RegisterInput, request, owned_values=nobody)
        device = registration.register(**fields, caller=caller_of(request), now=clock.now())
        return tokens_response(
            request, device, account(device.user), status=201, headers={"Location": PROFILE}
        )


class Login(PublicView):
    """Sign in with an e-mail or a username."""

    @extend_schema(
        request=forms.LoginInput,
        parameters=[WEB],
        responses={200: forms.LoginOutput} | _refusals(400, 403, 429, 503) | SIGN_IN_REFUSED,
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.LoginInput, request)
        device = _sign_in(request, values["name"], values["password"])
        return tokens_response(request, device, {"user": account(device.user)})


class Token(PublicView):
    """Sign in and get the tokens alone."""

    @extend_schema(
        request=forms.TokenInput,
        responses={200: forms.TokensOutput} | _refusals(400, 403, 429, 503) | SIGN_IN_REFUSED,
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.TokenInput, request)
        return _tokens(_sign_in(request, values["username"], values["password"]))


class Refresh(PublicView):
    """Replace the refresh token of the body or the cookie. A spent one ends its family."""

    @extend_schema(
        request=forms.RefreshInput,
        parameters=[WEB],
        responses={200: forms.WebTokensOutput} | _refusals(400, 401, 403, 503),
    )
    def post(self, request: Request) -> Response:
        sent = parse(forms.RefreshInput, request).get("refresh")
        token = presented_refresh(request, sent)
        device = token_families.refresh(token=token, caller=caller_of(request), now=clock.now())
        return tokens_response(request, device, {})


class TokenRefresh(PublicView):
    """The same for clients that know only the body."""

    @extend_schema(
        request=forms.TokenRefreshInput,
        responses={200: forms.TokensOutput} | _refusals(400, 401, 503),
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.TokenRefreshInput, request)
        device = token_families.refresh(
            token=values["refresh"], caller=caller_of(request), now=clock.now()
        )
        return _tokens(device)


class Logout(PublicView):
    """End the sign-in of a refresh token. One that is dead already is no error."""

    @extend_schema(
        request=forms.RefreshInput,
        parameters=[WEB],
        responses={204: None} | _refusals(400, 403, 503),
    )
    def post(self, request: Request) -> Response:
        sent = parse(forms.RefreshInput, request).get("refresh")
        token_families.sign_out(token=presented_refresh(request, sent), now=clock.now())
        return signed_out_response()


class Profile(APIView):
    """One's own account."""

    @extend_schema(responses={200: forms.UserOutput} | _refusals(401))
    def get(self, request: Request) -> Response:
        return unstored(Response(account(signed_in(request))))

    @extend_schema(
        request=forms.ProfileInput,
        responses={200: forms.UserOutput} | _refusals(400, 401, 403, 429, 503),
    )
    def put(self, request: Request) -> Response:
        return _change_profile(request, partial=False)

    @extend_schema(
        request=forms.ProfileInput,
        responses={200: forms.UserOutput} | _refusals(400, 401, 403, 429, 503),
    )
    def patch(self, request: Request) -> Response:
        return _change_profile(request, partial=True)


class BecomeCreator(APIView):
    """Ask for the role CREATOR; the same access token has its rights at once."""

    @extend_schema(
        request=forms.NothingInput,
        responses={200: forms.UserOutput} | _refusals(400, 401, 503),
    )
    def post(self, request: Request) -> Response:
        parse(forms.NothingInput, request)
        user = roles.become_creator(user_id=signed_in(request).pk, now=clock.now())
        return unstored(Response(account(user)))


class Me(APIView):
    """The short form of one's own account."""

    @extend_schema(responses={200: forms.MeOutput} | _refusals(401))
    def get(self, request: Request) -> Response:
        return unstored(Response(short_account(signed_in(request))))


def _sign_in(request: Request, name: str, password: str) -> token_families.SignedIn:
    caller = caller_of(request)
    return sign_in.sign_in(name=name, password=password, caller=caller, now=clock.now())


def _tokens(device: token_families.SignedIn) -> Response:
    return unstored(Response({"access": device.access, "refresh": device.refresh}))


def _change_profile(request: Request, *, partial: bool) -> Response:
    changes: Any = parse(
        forms.ProfileInput, request, partial=partial, owned_values=_owned_values(signed_in(request))
    )
    user = profile.update_profile(
        user=signed_in(request),
        proof=proof_of(request),
        changes=changes,
        caller=caller_of(request),
        now=clock.now(),
    )
    return unstored(Response(account(user)))


def _owned_values(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in forms.OWNED}
