"""The admin of the whole product."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.services import glance
from core import clock
from users.forms import SignInForm


class MarketplaceAdmin(AdminSite):
    site_header = site_title = "Sessions Marketplace"
    index_title = "Administration"
    login_form = SignInForm
    login_template = "admin/marketplace_login.html"
    index_template = "admin/marketplace_index.html"

    def register(self, model_or_iterable: Any, *arguments: Any, **options: Any) -> None:
        """Without the pages that allauth brings along: its rows are not for hands to change."""
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        ours = [model for model in models if not model.__module__.startswith("allauth.")]
        super().register(ours, *arguments, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        audit = path("audit/", self.admin_view(self.audit), name="audit")
        return [audit, *super().get_urls()]

    @method_decorator([require_safe, never_cache])
    def audit(self, request: HttpRequest) -> HttpResponse:
        """Every check of the audit with the first rows that break it."""
        results = glance(now=clock.now())
        context: dict[str, Any] = {
            **self.each_context(request),
            "title": "Audit",
            "results": results,
            "broken": sum(bool(result.rows) for result in results),
        }
        return render(request, "admin/audit.html", context)
