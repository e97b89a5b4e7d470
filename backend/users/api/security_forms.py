"""What clients send and get about the safety of their accounts."""

from typing import Any

from rest_framework import serializers

from core.http.paging import PageQuery
from core.http.parsing import Input
from users.models import SecurityEventKind
from users.passwords import MAX_PASSWORD_LENGTH
from users.services.one_time import MAX_LENGTH


class NewPasswordField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_PASSWORD_LENGTH, trim_whitespace=False, **options)


class PasswordChangeInput(Input):
    """`current_password` is left out by who has none yet."""

    current_password = serializers.CharField(required=False, trim_whitespace=False)
    new_password = NewPasswordField()


class EmailInput(Input):
    """An address; the answer does not tell whether anybody has it."""

    email = serializers.EmailField(max_length=254)


class PasswordResetInput(Input):
    """`token` is from the link of the mail."""

    token = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)
    new_password = NewPasswordField()


class LinkInput(Input):
    """`token` is from the link of a mail."""

    token = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)


class VerifyInput(Input):
    """The `token` of the link, or the `digits` with the address that they were sent to."""

    token = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False, required=False)
    digits = serializers.RegexField(r"^[0-9]{6}\Z", required=False)
    email = serializers.EmailField(max_length=254, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "token" not in attrs:
            missing = [name for name in ("digits", "email") if name not in attrs]
            if missing:
                raise serializers.ValidationError(
                    {name: ["This field is required."] for name in missing}
                )
        return attrs


class VerifiedOutput(serializers.Serializer[Any]):
    email = serializers.EmailField()
    email_verified = serializers.BooleanField()
    pending_email = serializers.EmailField(
        allow_null=True, help_text="Still waits for the other address to confirm."
    )


class SecurityEventsQuery(PageQuery):
    """Newest first."""


class SecurityEventOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=SecurityEventKind.choices)
    at = serializers.DateTimeField()
    address_prefix = serializers.CharField(help_text="The network that it came from.")
    user_agent = serializers.CharField(help_text="What the program called itself.")


class DeviceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="Within an access token's lifetime."
    )
    address_prefix = serializers.CharField()
    user_agent = serializers.CharField()
    current = serializers.BooleanField(help_text="The one that asks.")
