"""What clients send and get when somebody signs in with another service."""

from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from core.http.parsing import Input
from users.passwords import MAX_PASSWORD_LENGTH
from users.services.one_time import MAX_LENGTH
from users.services.social.flow import Outcome

from .serializers import RoleField, TimeZoneField, UsernameField, UserOutput, WebTokensOutput

# A path of ours: `//host` and `/\host` lead away.
own_page = RegexValidator(r"^/(?![/\\])[^\x00-\x20\x7f\\]*\Z", "Use a path of this site.")


class StartInput(Input):
    """`next` is the page to show afterwards."""

    next = serializers.CharField(max_length=500, required=False, validators=[own_page])


class ExchangeInput(Input):
    """`handoff` is the `code` of the callback page."""

    handoff = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)


class CompleteInput(Input):
    """What somebody new chooses; `ticket` is from the exchange."""

    ticket = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)
    username = UsernameField()
    role = RoleField(required=False)
    time_zone = TimeZoneField()


class ProveInput(Input):
    """The password of the account that has the address; `ticket` is from the exchange."""

    ticket = serializers.CharField(max_length=MAX_LENGTH, trim_whitespace=False)
    password = serializers.CharField(max_length=MAX_PASSWORD_LENGTH, trim_whitespace=False)


class ProviderOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class StartOutput(serializers.Serializer[Any]):
    url = serializers.URLField(help_text="Where to send the browser.")


class SuggestedOutput(serializers.Serializer[Any]):
    email = serializers.EmailField(allow_null=True)
    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()


class ArrivalOutput(WebTokensOutput):
    """Tokens and user when `outcome` is `sign_in`; a `ticket` when it is `new` or
    `password_needed`; neither when it is `linked`."""

    outcome = serializers.ChoiceField(choices=[each.value for each in Outcome])
    next = serializers.CharField(help_text="The page that was wished for; may be empty.")
    user = UserOutput(required=False)
    access = serializers.CharField(required=False)
    ticket = serializers.CharField(required=False)
    suggested = SuggestedOutput(required=False)


class IdentityOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    provider = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField()
