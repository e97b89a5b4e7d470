"""What clients send and get about accounts. Outputs only document: see representation.py."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from core import zones
from core.http.parsing import Input
from users.models import Role, normal_username, username_characters
from users.passwords import MAX_PASSWORD_LENGTH
from users.tokens import MAX_LENGTH

OWNED = frozenset({"id", "role", "is_staff", "is_superuser"})
COMPUTED = frozenset({"date_joined", "email_verified", "pending_email", "has_password"})
MAX_NAME_LENGTH = 254

one_line = RegexValidator(r"^[^\x00-\x1f\x7f]*\Z", "Use a single line.")
https_address = RegexValidator(r"^https://", "Use an address that begins with https://.")


class UsernameField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=150, validators=[username_characters], **options)

    def to_internal_value(self, data: Any) -> str:
        return normal_username(super().to_internal_value(data))


class PersonNameField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=150, allow_blank=True, required=False, **options)
        self.validators.append(one_line)


class TimeZoneField(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "An IANA name, like Europe/Berlin.")
        super().__init__(max_length=64, required=False, **options)

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in zones.names():
            raise serializers.ValidationError("There is no such time zone.")
        return name


class RoleField(serializers.ChoiceField):
    """In any case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=Role.choices, **options)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.upper() if isinstance(data, str) else data)


class AvatarField(serializers.URLField):
    """Empty means none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2048, allow_blank=True, allow_null=True, **options)
        self.validators.append(https_address)

    def run_validation(self, data: Any = serializers.empty) -> str | None:
        return super().run_validation(data) or None


class RegisterInput(Input):
    """A new account."""

    computed = COMPUTED
    owned = OWNED - {"role"}

    email = serializers.EmailField(max_length=254)
    username = UsernameField()
    password = serializers.CharField(max_length=MAX_PASSWORD_LENGTH, trim_whitespace=False)
    role = RoleField(required=False)
    first_name = PersonNameField()
    last_name = PersonNameField()
    time_zone = TimeZoneField()


class LoginInput(Input):
    """`email` or `username`; either may hold the other."""

    email = serializers.CharField(max_length=MAX_NAME_LENGTH, required=False)
    username = serializers.CharField(max_length=MAX_NAME_LENGTH, required=False)
    password = serializers.CharField(trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        name = attrs.get("email") or attrs.get("username")
        if not name:
            raise serializers.ValidationError({"email": ["This field is required."]})
        return {"name": name, "password": attrs["password"]}


class TokenInput(Input):
    """An e-mail works as `username` too."""

    username = serializers.CharField(max_length=MAX_NAME_LENGTH)
    password = serializers.CharField(trim_whitespace=False)


class RefreshInput(Input):
    """Left out by the web front end, whose token is in a cookie."""

    refresh = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False, required=False)


class TokenRefreshInput(Input):
    """The refresh token to replace."""

    refresh = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)


class NothingInput(Input):
    """An empty object, or no body."""


class ProfileInput(Input):
    """What people change about themselves."""

    computed = COMPUTED
    owned = OWNED

    email = serializers.EmailField(max_length=254)
    username = UsernameField()
    first_name = PersonNameField()
    last_name = PersonNameField()
    avatar = AvatarField(required=False)
    time_zone = TimeZoneField()

    def to_internal_value(self, data: Any) -> Any:
        """The present role may be sent along, in any case."""
        if isinstance(data, Mapping) and isinstance(data.get("role"), str):
            data = {**data, "role": data["role"].upper()}
        return super().to_internal_value(data)


class UserOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    username = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    avatar = serializers.URLField(allow_null=True)
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    time_zone = serializers.CharField()
    date_joined = serializers.DateTimeField()
    email_verified = serializers.BooleanField()
    pending_email = serializers.EmailField(
        allow_null=True, help_text="Becomes `email` when it is confirmed."
    )
    has_password = serializers.BooleanField()


class MeOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    username = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    avatar = serializers.URLField(allow_null=True)


class TokensOutput(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()


class WebTokensOutput(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField(
        required=False, help_text="Not with `X-Client: web`: then it is in a cookie."
    )


class RegisteredOutput(UserOutput, WebTokensOutput):
    """The account, and its owner is signed in."""


class LoginOutput(WebTokensOutput):
    user = UserOutput()
