"""What clients send and get about second factors."""

from typing import Any

from rest_framework import serializers

from core.http.parsing import Input
from users.services.one_time import MAX_LENGTH

from .serializers import one_line

FACTORS = ["totp", "passkey", "recovery"]
WAYS = [*FACTORS, "password", "provider"]
_ANSWERS = ("digits", "recovery", "credential")


class ChallengeField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_LENGTH, **options)


class DigitsField(serializers.RegexField):
    """Spaces between them are how some apps show them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(r"^[0-9]{6}\Z", **options)

    def to_internal_value(self, data: Any) -> str:
        return "".join(super().to_internal_value(data).split())


class CredentialField(serializers.DictField):
    """What a browser answers: the JSON form of a PublicKeyCredential (WebAuthn, level 3)."""


class PasskeyNameField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)
        self.validators.append(one_line)


class MfaVerifyInput(Input):
    """The `challenge` of the sign-in, and one of `digits`, `recovery` and `credential`."""

    challenge = ChallengeField()
    digits = DigitsField(required=False)
    recovery = serializers.CharField(max_length=50, required=False)
    credential = CredentialField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _demand_one(attrs, _ANSWERS)
        return attrs


class ReauthenticateInput(Input):
    """One of `password`, `digits`, `recovery`, and `credential` with its `challenge`."""

    password = serializers.CharField(trim_whitespace=False, required=False)
    digits = DigitsField(required=False)
    recovery = serializers.CharField(max_length=50, required=False)
    challenge = ChallengeField(required=False)
    credential = CredentialField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _demand_one(attrs, ("password", *_ANSWERS))
        if "credential" in attrs and "challenge" not in attrs:
            raise serializers.ValidationError({"challenge": ["This field is required."]})
        return attrs


def _demand_one(attrs: dict[str, Any], names: tuple[str, ...]) -> None:
    if sum(name in attrs for name in names) != 1:
        raise serializers.ValidationError(f"Send one of {', '.join(names)}.")


class DigitsInput(Input):
    """The `digits` that the app shows."""

    digits = DigitsField()


class PasskeySignInInput(Input):
    """The browser's answer to the options, with their `challenge`."""

    challenge = ChallengeField()
    credential = CredentialField()


class PasskeyInput(PasskeySignInInput):
    """The same for a new passkey, and how to call it."""

    name = PasskeyNameField()


class PasskeyNameInput(Input):
    """How to call it."""

    name = PasskeyNameField()


class SignInRefusedOutput(serializers.Serializer[Any]):
    """Wrong; or right so far, with the code `mfa_required`: then there are `challenge`,
    `methods` and `passkey`."""

    detail = serializers.CharField()
    code = serializers.CharField()
    challenge = serializers.CharField(
        required=False, help_text="For /api/auth/mfa/verify/, within five minutes."
    )
    methods = serializers.ListField(child=serializers.ChoiceField(choices=FACTORS), required=False)
    passkey = serializers.DictField(
        required=False,
        allow_null=True,
        help_text="PublicKeyCredentialRequestOptions, as JSON; null without a passkey.",
    )
    next = serializers.CharField(
        required=False, help_text="After a sign-in with a service: the page that was wished for."
    )


class CeremonyOutput(serializers.Serializer[Any]):
    challenge = serializers.CharField(help_text="To be sent along with the answer, within minutes.")
    options = serializers.DictField(help_text="For navigator.credentials, as JSON.")


class TotpOutput(serializers.Serializer[Any]):
    confirmed_at = serializers.DateTimeField()


class PasskeyOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


class SecondFactorOutput(serializers.Serializer[Any]):
    totp = TotpOutput(allow_null=True)
    recovery_codes_left = serializers.IntegerField()
    passkeys = PasskeyOutput(many=True)


class EnrollmentOutput(serializers.Serializer[Any]):
    secret = serializers.CharField()
    uri = serializers.CharField(help_text="`otpauth:`, for a QR code.")


class RecoveryCodesOutput(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(
        child=serializers.CharField(), help_text="Shown this once; empty for who has some."
    )


class NewPasskeyOutput(PasskeyOutput, RecoveryCodesOutput):
    """The new passkey, and recovery codes for who had none."""


class ReauthenticateOutput(serializers.Serializer[Any]):
    recent = serializers.BooleanField(help_text="Nothing needs to be proved right now.")
    methods = serializers.ListField(child=serializers.ChoiceField(choices=WAYS))
