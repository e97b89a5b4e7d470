"""Somebody with a browser, and the provider that they come from."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from pytest_django import Settings

from tests.factories import make_user
from users.models import User

from . import oidc
from .oidc import Browser, Provider

ADA = {"email": "ada@example.com", "email_verified": True, "name": "Ada Lovelace"}


@pytest.fixture(scope="session")
def server() -> Iterator[Provider]:
    with oidc.running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Settings) -> Provider:
    server.lies, server.signs_with = (lambda claims: claims), None
    server.userinfo, server.sleeps, server.names_its_key = {}, {}, True
    server.token_requests.clear()
    server.knows("ada", **ADA)
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.PUBLIC_URL = "http://localhost:3000"
    app = {
        "provider_id": "oidc",
        "name": "Example",
        "client_id": oidc.CLIENT,
        "secret": "hidden",
        "settings": {"server_url": server.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return server


@pytest.fixture
def browser(provider: Provider) -> Browser:
    return Browser()


@pytest.fixture
def linked(provider: Provider) -> User:
    user = make_user(username="ada", email="ada@example.com", email_verified=True)
    SocialAccount.objects.create(user=user, provider="oidc", uid="ada")
    return user
