"""Pages to read the mails that were written. They exist in development mode only."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications.models import Mail
from notifications.services.secrets import filled_in

SHOWN = 100
Page = Callable[..., HttpResponseBase]
# A mail brings its styles inline and needs nothing else; `sandbox` also takes its origin away.
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


def development_only(page: Page) -> Page:
    @wraps(page)
    def only(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if not settings.DEVELOPMENT:
            raise Http404()
        return page(request, **arguments)

    return only


@development_only
@require_safe
@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    """The latest mails, newest first."""
    mails = Mail.objects.defer("text", "html", "calendar").order_by("-created_at", "-id")[:SHOWN]
    return render(request, "notifications/dev_mails.html", {"mails": mails, "shown": SHOWN})


@development_only
@require_safe
@never_cache
def mail_page(request: HttpRequest, *, mail_id: UUID) -> HttpResponse:
    """One mail: its head, its text, and its HTML in a frame of its own."""
    mail = get_object_or_404(Mail, pk=mail_id)
    text = filled_in(mail.text, mail.one_time_id)
    return render(request, "notifications/dev_mail.html", {"mail": mail, "text": text})


@development_only
@require_safe
@never_cache
@xframe_options_sameorigin
def mail_html(request: HttpRequest, *, mail_id: UUID) -> HttpResponse:
    """The HTML of a mail, as untrusted as any page of somebody else."""
    mail = get_object_or_404(Mail, pk=mail_id)
    response = HttpResponse(filled_in(mail.html, mail.one_time_id))
    response["Content-Security-Policy"] = _MAIL_POLICY
    return response
