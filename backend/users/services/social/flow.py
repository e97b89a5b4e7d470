"""The way to a provider and back, and what the browser then gets.

Each leg hands over to the next by a row of `OneTime` that only the same browser can use: it is
bound to a secret in a cookie. So a link that somebody sends to somebody else does nothing.
"""

import hashlib
import secrets as random
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings

from core import limits
from core.errors import DomainError
from core.transactions import use_case
from users.callers import Caller
from users.errors import AlreadyLinked, LinkNotValid, ProviderLied, SocialFault
from users.models import OneTime, Purpose, User
from users.services import one_time
from users.services.proof import Proof

from . import providers
from .identities import link, owner_of_identity

AWAY_FOR = timedelta(minutes=10)
HANDED_OVER_WITHIN = timedelta(seconds=60)
_LINKS_PAGE = "/profile/security"


class Outcome(StrEnum):
    """What a handoff stands for."""

    SIGN_IN = "sign_in"
    NEW = "new"
    PASSWORD_NEEDED = "password_needed"
    LINKED = "linked"


@dataclass(frozen=True)
class Browser:
    """The secret of a browser's cookie; rows keep its fingerprint."""

    secret: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.secret.encode()).hexdigest()


@dataclass(frozen=True)
class Return:
    """With what the browser came back from the provider."""

    state: str
    code: str
    error: str


def begin_link(
    *, user: User, proof: Proof, provider: str, browser: Browser, caller: Caller, now: datetime
) -> str:
    """The same for who is signed in and wants another way in.

    Raises ReauthenticationRequired as well.
    """
    proof.demand(now=now)
    return begin(
        provider=provider,
        browser=browser,
        next_page=_LINKS_PAGE,
        owner=user,
        caller=caller,
        now=now,
    )


def begin(
    *,
    provider: str,
    browser: Browser,
    next_page: str,
    owner: User | None,
    caller: Caller,
    now: datetime,
) -> str:
    """The address at the provider to send the browser to; `owner` wants to link it.

    Raises NotFound, ProviderDown, TooManyRequests.
    """
    providers.demand(provider)
    key = f"social:address:{caller.address_prefix}"
    limits.consume(key, limit=settings.SOCIAL_PER_ADDRESS, window=settings.LIMIT_WINDOW, now=now)
    nonce, verifier = random.token_urlsafe(32), random.token_urlsafe(48)
    row = _remember(
        purpose=Purpose.SOCIAL_STATE,
        lifetime=AWAY_FOR,
        user=owner,
        now=now,
        facts={
            "provider": provider,
            "browser": browser.fingerprint,
            "next": next_page,
            "nonce": nonce,
            "verifier": verifier,
        },
    )
    secrets = providers.Secrets(
        state=one_time.token_of(row.pk),
        nonce=nonce,
        verifier=verifier,
        challenge=_challenge(verifier),
    )
    return providers.authorization_url(provider, secrets)


def come_back(
    *, provider: str, browser: Browser, sent: Return, caller: Caller, now: datetime
) -> dict[str, str]:
    """What the front end gets to know: a `code` that works once, or an `error`, or both.

    The state is used up in any case, so what came back can't be sent again.
    """
    try:
        return _come_back(provider, browser, sent, caller, now)
    except SocialFault as fault:
        return {"error": fault.reason}
    except DomainError as fault:
        return {"error": fault.code}


def _come_back(
    provider: str, browser: Browser, sent: Return, caller: Caller, now: datetime
) -> dict[str, str]:
    state = _use_state(provider=provider, browser=browser, token=sent.state, now=now)
    if sent.error or not sent.code:
        raise SocialFault("denied" if sent.error == "access_denied" else ProviderLied.code)
    facts = state.facts
    found = providers.identity(
        provider, code=sent.code, nonce=facts["nonce"], verifier=facts["verifier"]
    )
    row = _hand_over(found=found, state=state, caller=caller, now=now)
    taken = {"error": "address_taken"} if row.facts["outcome"] == Outcome.PASSWORD_NEEDED else {}
    return {"code": one_time.token_of(row.pk), **taken}


@use_case
def _use_state(*, provider: str, browser: Browser, token: str, now: datetime) -> OneTime:
    try:
        state = find_own(token, Purpose.SOCIAL_STATE, browser=browser, now=now)
        if state.facts["provider"] != provider:
            raise LinkNotValid()
        one_time.use(state, now=now)
    except LinkNotValid as error:
        raise SocialFault("expired") from error
    return state


@use_case
def _hand_over(
    *, found: providers.Identity, state: OneTime, caller: Caller, now: datetime
) -> OneTime:
    outcome, user = _outcome(found, state.user)
    if outcome == Outcome.LINKED and state.user:
        link(state.user, provider=found.provider, subject=found.subject, caller=caller, now=now)
    kept = {name: state.facts[name] for name in ("browser", "next")}
    return one_time.issue(
        Purpose.SOCIAL_HANDOFF,
        user=user,
        lifetime=HANDED_OVER_WITHIN,
        now=now,
        outcome=outcome,
        identity=asdict(found),
        **kept,
    )


def _outcome(found: providers.Identity, wants_link: User | None) -> tuple[Outcome, User | None]:
    """What the identity means here. Raises SocialFault."""
    owner = owner_of_identity(found.provider, found.subject)
    if wants_link is not None:
        if owner not in (None, wants_link):
            raise AlreadyLinked()
        return Outcome.LINKED, wants_link
    if owner is not None:
        if not owner.is_active:
            raise SocialFault("inactive")
        return Outcome.SIGN_IN, owner
    if found.email is None:
        raise SocialFault("unverified")
    same_address = User.objects.with_email(found.email).first()
    if same_address is not None:
        return Outcome.PASSWORD_NEEDED, same_address
    return Outcome.NEW, None


def find_own(token: str, *purposes: Purpose, browser: Browser, now: datetime) -> OneTime:
    """A row that was given to this browser. Raises LinkNotValid."""
    row = one_time.find(token, *purposes, now=now)
    if row.facts["browser"] != browser.fingerprint:
        raise LinkNotValid()
    return row


@use_case
def _remember(
    *,
    purpose: Purpose,
    lifetime: timedelta,
    user: User | None,
    now: datetime,
    facts: dict[str, Any],
) -> OneTime:
    return one_time.issue(purpose, user=user, lifetime=lifetime, now=now, **facts)


def _challenge(verifier: str) -> str:
    """PKCE, S256 (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
