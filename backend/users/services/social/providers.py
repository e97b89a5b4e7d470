"""What django-allauth knows about providers: where to send people, and whom they sent back.

Each provider of the environment is an app of SOCIALACCOUNT_PROVIDERS. State, nonce and PKCE are
ours, because they are bound to a browser by a row of `OneTime` instead of a session.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

import jwt
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.github.provider import GitHubProvider
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from core.errors import NotFound
from core.transactions import forbid_transaction
from users.errors import ProviderDown, ProviderLied

# Seconds by which the provider's clock may differ from ours.
_SKEW = 120
# Requests that wait for a provider at the same time, in one process; the rest goes on.
_places = BoundedSemaphore(settings.SOCIAL_PLACES)


@dataclass(frozen=True)
class Secrets:
    """What makes one sign-in unlike any other."""

    state: str
    nonce: str
    verifier: str
    challenge: str


@dataclass(frozen=True)
class Identity:
    """Whom a provider vouches for; `email` only if it says that it has checked it."""

    provider: str
    subject: str
    email: str | None
    username: str
    first_name: str
    last_name: str


def configured() -> list[tuple[str, str]]:
    """Ids and names of the providers of this installation."""
    return [(app.provider_id, app.name) for app in _apps()]


def demand(provider_id: str) -> SocialApp:
    """Raises NotFound for a provider that this installation does not have."""
    app = next((app for app in _apps() if app.provider_id == provider_id), None)
    if app is None:
        raise NotFound()
    return app


def authorization_url(provider_id: str, secrets: Secrets) -> str:
    """Where the browser goes. Raises NotFound, ProviderDown."""
    with _asking(provider_id) as (provider, adapter):
        client = adapter.get_client(_REQUEST, provider.app)
        client.state = secrets.state
        extra = {"code_challenge": secrets.challenge, "code_challenge_method": "S256"}
        if isinstance(adapter, _OpenID):
            extra["nonce"] = secrets.nonce
        url: str = client.get_redirect_url(adapter.authorize_url, provider.get_scope(), extra)
        return url


def identity(provider_id: str, *, code: str, nonce: str, verifier: str) -> Identity:
    """Whom the provider sent back with this code. Raises NotFound, ProviderDown, ProviderLied."""
    with _asking(provider_id) as (provider, adapter):
        client = adapter.get_client(_REQUEST, provider.app)
        answer = client.get_access_token(code, pkce_code_verifier=verifier)
        token = adapter.parse_token(answer)
        login = adapter.complete_login(_REQUEST, provider.app, token, response=answer)
        if isinstance(adapter, _OpenID):
            adapter.check(login.account.extra_data, nonce)
        return _identity(provider_id, provider, login)


class _Ours:
    """What both kinds share: the provider is known, and the way back leads to us."""

    _provider: OAuth2Provider

    def get_provider(self) -> OAuth2Provider:
        return self._provider

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.PUBLIC_URL}/api/auth/social/{app.provider_id}/callback/"


class _OpenID(_Ours, OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Checks what allauth leaves to TLS: the signature, the nonce, and that both accounts of the
    person that a provider gives are of the same person."""

    def __init__(self, request: HttpRequest, provider: OpenIDConnectProvider) -> None:
        super().__init__(request, provider.app.provider_id)
        self._provider = provider

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        algorithm, key = _signing_key(id_token, self.openid_config["jwks_uri"])
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=key,
            algorithms=[algorithm],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            leeway=_SKEW,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        return claims

    def check(self, answer: dict[str, Any], nonce: str) -> None:
        """Raises ProviderLied."""
        token, userinfo = answer.get("id_token") or {}, answer.get("userinfo") or {}
        if token.get("nonce") != nonce or userinfo.get("sub", token["sub"]) != token["sub"]:
            raise ProviderLied()


class _GitHub(_Ours, GitHubOAuth2Adapter):  # type: ignore[misc]
    def __init__(self, request: HttpRequest, provider: GitHubProvider) -> None:
        super().__init__(request)
        self._provider = provider


_KINDS = {"openid_connect": (OpenIDConnectProvider, _OpenID), "github": (GitHubProvider, _GitHub)}
_REQUEST = HttpRequest()
# An answer that makes no sense shows itself in many ways.
_FAULTS = (
    OAuth2Error,
    ProviderException,
    ImproperlyConfigured,
    jwt.PyJWTError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
)


@contextmanager
def _asking(provider_id: str) -> Iterator[tuple[OAuth2Provider, OAuth2Adapter]]:
    """One conversation with a provider, outside of any transaction; its faults become ours."""
    forbid_transaction("asking a provider")
    app = demand(provider_id)
    if not _places.acquire(blocking=False):
        raise ProviderDown()
    try:
        make_provider, make_adapter = _KINDS[app.provider]
        provider = make_provider(_REQUEST, app=app)
        with request_context(_REQUEST):
            yield provider, make_adapter(_REQUEST, provider)
    except OSError as error:  # requests' own faults are such
        raise ProviderDown() from error
    except _FAULTS as error:
        raise ProviderLied() from error
    finally:
        _places.release()


def _signing_key(id_token: str, keys_url: str) -> tuple[str, Any]:
    """The algorithm and the key that it says it is signed with.

    A provider that has only one key need not name it (OpenID Connect Core 10.1).
    """
    header = jwt.get_unverified_header(id_token)
    with get_adapter().get_requests_session() as session:
        answer = session.get(keys_url)
        answer.raise_for_status()
    keys = jwt.PyJWKSet.from_dict(answer.json()).keys
    signing = [key for key in keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in signing if header.get("kid") in (None, key.key_id)]
    if len(fitting) != 1:
        raise ProviderLied()
    return header["alg"], fitting[0].key


def _apps() -> list[SocialApp]:
    return [
        SocialApp(provider=kind, **app)
        for kind, options in settings.SOCIALACCOUNT_PROVIDERS.items()
        for app in options["APPS"]
    ]


def _identity(provider_id: str, provider: OAuth2Provider, login: SocialLogin) -> Identity:
    verified = [each.email for each in login.email_addresses if each.verified is True]
    fields = provider.extract_common_fields(login.account.extra_data)
    names = {name: str(fields.get(name) or "")[:150] for name in _NAMES}
    first, _, last = str(fields.get("name") or "").partition(" ")
    return Identity(
        provider=provider_id,
        subject=login.account.uid,
        email=verified[0] if verified else None,
        username=names["username"],
        first_name=names["first_name"] or first[:150],
        last_name=names["last_name"] or last[:150],
    )


_NAMES = ("username", "first_name", "last_name")
