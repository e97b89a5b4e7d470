"""Mails, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from notifications.models import Mail


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ("id", "address", "subject", "event_key", "created_at", "sent_at")
    list_filter = ("created_at", ("sent_at", admin.EmptyFieldListFilter))
    search_fields = ("address__istartswith", "subject")
    search_help_text = "The id of a mail or a person, an address, or words of the subject."
    id_fields = ("id", "user_id")
    fields = ("user", "address", "event_key", "subject", "text", "created_at", "sent_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        return super().get_queryset(request).select_related("user").defer("html", "calendar")
