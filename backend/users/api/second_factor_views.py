"""Second factors over HTTP: parse, one call, present."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.http.parsing import parse
from core.http.schema import refused
from users.models import Passkey as PasskeyRow
from users.services.second_factor import again, gate, overview, passkeys, recovery, totp
from users.services.second_factor.passkeys import Ceremony

from . import second_factor_forms as forms
from . import serializers
from .cookies import tokens_response, unstored
from .person import caller_of, proof_of, signed_in
from .representation import account
from .views import WEB, PublicView


class MfaVerify(PublicView):
    """Sign in by a second factor, after the password was right."""

    @extend_schema(
        request=forms.MfaVerifyInput,
        parameters=[WEB],
        responses={200: serializers.LoginOutput} | refused(400, 410, 429),
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.MfaVerifyInput, request)
        device = gate.prove(
            challenge=values.pop("challenge"),
            sent=values,
            caller=caller_of(request),
            now=clock.now(),
        )
        return tokens_response(request, device, {"user": account(device.user)})


class PasskeySignInBegin(PublicView):
    """What the browser needs to sign in by a passkey, whoever it is."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={200: forms.CeremonyOutput} | refused(400, 429),
    )
    def post(self, request: Request) -> Response:
        parse(serializers.NothingInput, request)
        ceremony = passkeys.begin_sign_in(caller=caller_of(request), now=clock.now())
        return _ceremony(ceremony)


class PasskeySignIn(PublicView):
    """Sign in by a passkey alone."""

    @extend_schema(
        request=forms.PasskeySignInInput,
        parameters=[WEB],
        responses={200: serializers.LoginOutput} | refused(400, 403, 410),
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.PasskeySignInInput, request)
        device = passkeys.sign_in(**values, caller=caller_of(request), now=clock.now())
        return tokens_response(request, device, {"user": account(device.user)})


class SecondFactor(APIView):
    """What one's own account asks for beside the password."""

    @extend_schema(responses={200: forms.SecondFactorOutput} | refused(401))
    def get(self, request: Request) -> Response:
        shown = overview.overview(signed_in(request))
        app = {"confirmed_at": shown.app.confirmed_at} if shown.app else None
        keys = [_passkey(key) for key in shown.passkeys]
        body = {"totp": app, "recovery_codes_left": shown.codes_left, "passkeys": keys}
        return unstored(Response(body))


class Totp(APIView):
    """The app for codes."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={201: forms.EnrollmentOutput} | refused(400, 401, 403, 409),
    )
    def post(self, request: Request) -> Response:
        """A new secret for it. It counts once its digits are confirmed, within half an hour."""
        parse(serializers.NothingInput, request)
        made = totp.begin(user=signed_in(request), proof=proof_of(request), now=clock.now())
        return _made({"secret": made.secret, "uri": made.uri})

    @extend_schema(responses={204: None} | refused(401, 403))
    def delete(self, request: Request) -> Response:
        """No longer ask for its digits."""
        totp.remove(
            user=signed_in(request),
            proof=proof_of(request),
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


class TotpConfirm(APIView):
    """The app shows the right digits: ask for them from now on."""

    @extend_schema(
        request=forms.DigitsInput,
        responses={200: forms.RecoveryCodesOutput} | refused(400, 401, 429),
    )
    def post(self, request: Request) -> Response:
        values, caller = parse(forms.DigitsInput, request), caller_of(request)
        codes = totp.confirm(user=signed_in(request), **values, caller=caller, now=clock.now())
        return unstored(Response({"recovery_codes": codes}))


class RecoveryCodes(APIView):
    """New recovery codes; the old ones no longer work."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={201: forms.RecoveryCodesOutput} | refused(400, 401, 403),
    )
    def post(self, request: Request) -> Response:
        parse(serializers.NothingInput, request)
        codes = recovery.make_new(
            user=signed_in(request),
            proof=proof_of(request),
            caller=caller_of(request),
            now=clock.now(),
        )
        return _made({"recovery_codes": codes})


class PasskeyBegin(APIView):
    """What the browser needs to make a passkey."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={200: forms.CeremonyOutput} | refused(400, 401, 403, 429),
    )
    def post(self, request: Request) -> Response:
        parse(serializers.NothingInput, request)
        user, proof = signed_in(request), proof_of(request)
        return _ceremony(passkeys.begin_adding(user=user, proof=proof, now=clock.now()))


class Passkeys(APIView):
    """Keep a new passkey."""

    @extend_schema(
        request=forms.PasskeyInput,
        responses={201: forms.NewPasskeyOutput} | refused(400, 401, 409, 410),
    )
    def post(self, request: Request) -> Response:
        values, caller = parse(forms.PasskeyInput, request), caller_of(request)
        key, codes = passkeys.add(user=signed_in(request), **values, caller=caller, now=clock.now())
        return _made({**_passkey(key), "recovery_codes": codes})


class Passkey(APIView):
    """One of them."""

    @extend_schema(
        request=forms.PasskeyNameInput,
        responses={200: forms.PasskeyOutput} | refused(400, 401, 404),
    )
    def patch(self, request: Request, passkey_id: UUID) -> Response:
        values = parse(forms.PasskeyNameInput, request)
        key = passkeys.rename(user=signed_in(request), passkey_id=passkey_id, **values)
        return unstored(Response(_passkey(key)))

    @extend_schema(responses={204: None} | refused(401, 403, 404))
    def delete(self, request: Request, passkey_id: UUID) -> Response:
        """No longer sign in with it."""
        passkeys.remove(
            user=signed_in(request),
            proof=proof_of(request),
            passkey_id=passkey_id,
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


class Reauthenticate(APIView):
    """Prove once more who one is, before a sensitive act."""

    @extend_schema(responses={200: forms.ReauthenticateOutput} | refused(401))
    def get(self, request: Request) -> Response:
        """With what one can, and whether it is needed. `provider`: by a new sign-in with it."""
        user, proof = signed_in(request), proof_of(request)
        body = {"recent": proof.is_recent(now=clock.now()), "methods": again.ways(user)}
        return unstored(Response(body))

    @extend_schema(
        request=forms.ReauthenticateInput,
        responses={204: None} | refused(400, 401, 403, 410, 429),
    )
    def post(self, request: Request) -> Response:
        again.prove_again(
            user=signed_in(request),
            proof=proof_of(request),
            sent=parse(forms.ReauthenticateInput, request),
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


class ReauthenticateBegin(APIView):
    """What the browser needs to do that by a passkey."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={200: forms.CeremonyOutput} | refused(400, 401, 429),
    )
    def post(self, request: Request) -> Response:
        parse(serializers.NothingInput, request)
        return _ceremony(again.begin_with_passkey(user=signed_in(request), now=clock.now()))


def _ceremony(ceremony: Ceremony) -> Response:
    return unstored(Response({"challenge": ceremony.challenge, "options": ceremony.options}))


def _made(body: dict[str, Any]) -> Response:
    headers = {"Location": "/api/auth/second-factor/"}
    return unstored(Response(body, status=201, headers=headers))


def _passkey(key: PasskeyRow) -> dict[str, Any]:
    return {name: getattr(key, name) for name in ("id", "name", "created_at", "last_used_at")}
