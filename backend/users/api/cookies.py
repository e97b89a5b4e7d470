"""The refresh token of the web front end: a cookie that no script can read.

A client asks for it with `X-Client: web`. Other sites can't send that header, and a refresh
or logout by the cookie must also come from an origin of ours.

Beside it stands a *hint* that scripts and the web server may read: role, initials and time
zone, so that a page is drawn right from its first byte. Nothing trusts it.
"""

import re
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from django.conf import settings
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from users.errors import OriginNotAllowed
from users.models import User
from users.services.social.flow import Browser
from users.services.token_families import SignedIn

PATH = "/api/auth/"
HINT = "hint"
_NO_TOKEN = ""
_SOCIAL_PATH = "/api/auth/social/"
_BROWSER_SECRET = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_BROWSER_KEPT_FOR = timedelta(hours=1)


def cookie_name() -> str:
    """Browsers take a `__Secure-` cookie only over https."""
    return "__Secure-refresh" if settings.HTTPS else "refresh"


def tokens_response(
    request: Request, signed_in: SignedIn, body: dict[str, Any], **options: Any
) -> Response:
    """The body with the tokens; for the web the refresh token is in the cookie instead."""
    if not _is_web(request):
        tokens = {"access": signed_in.access, "refresh": signed_in.refresh}
        return unstored(Response({**body, **tokens}, **options))
    response = Response({**body, "access": signed_in.access}, **options)
    response.set_cookie(
        cookie_name(),
        signed_in.refresh,
        max_age=settings.REFRESH_TOKEN_LIFETIME,
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    response.set_cookie(
        HINT,
        hint(signed_in.user),
        max_age=settings.REFRESH_TOKEN_LIFETIME,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return unstored(response)


def hint(user: User) -> str:
    """`ROLE|initials|zone`, percent-encoded."""
    names = [name for name in (user.first_name, user.last_name) if name] or [user.username]
    initials = "".join(name[0] for name in names).upper()
    return quote(f"{user.role}|{initials}|{user.time_zone}", safe="")


def signed_out_response() -> Response:
    response = Response(status=204)
    response.delete_cookie(cookie_name(), path=PATH, samesite="Lax")
    response.delete_cookie(HINT, samesite="Lax")
    return unstored(response)


def unstored(response: Response) -> Response:
    """Neither tokens nor accounts belong in a cache."""
    response["Cache-Control"] = "no-store"
    return response


def presented_refresh(request: Request, sent: str | None) -> str:
    """The refresh token of the body, else the cookie's; empty (never valid) without one.

    Raises OriginNotAllowed for the cookie of a page that is not ours, and ValidationError
    for a client that is not the web and sent none.
    """
    if sent is not None:
        return sent
    if not _is_web(request):
        raise ValidationError({"refresh": ["This field is required."]})
    demand_own_origin(request)
    return request.COOKIES.get(cookie_name(), _NO_TOKEN)


def demand_own_origin(request: Request) -> None:
    """For what the browser's cookies prove. Raises OriginNotAllowed for the page of others."""
    if request.headers.get("Origin") not in _own_origins(request):
        raise OriginNotAllowed()


def browser_of(request: Request) -> Browser:
    """The browser by its cookie. One without gets a secret of its own by `remember_browser`,
    and keeps it, so that its tabs do not get into each other's way."""
    kept = request.COOKIES.get(browser_cookie_name(), "")
    return Browser(kept if _BROWSER_SECRET.match(kept) else token_urlsafe(32))


def remember_browser(response: Response, browser: Browser) -> Response:
    response.set_cookie(
        browser_cookie_name(),
        browser.secret,
        max_age=_BROWSER_KEPT_FOR,
        path=_SOCIAL_PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return unstored(response)


def browser_cookie_name() -> str:
    return "__Secure-browser" if settings.HTTPS else "browser"


def _is_web(request: Request) -> bool:
    return request.headers.get("X-Client") == "web"


def _own_origins(request: Request) -> list[str]:
    return [f"{request.scheme}://{request.get_host()}", *settings.WEB_ORIGINS]
