"""Sessions for staff: everything to read, and two named actions."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from core import clock
from core.errors import DomainError

from .models import Session
from .services.edit import cancel_session, publish_session


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read-only: what changes a session goes through the same use cases as the API."""

    list_display = (
        "title",
        "creator",
        "status",
        "start_time",
        "price",
        "seats_taken",
        "deleted_at",
    )
    list_filter = ("status",)
    list_select_related = ("creator", "seats")
    search_fields = ("title", "creator__username", "creator__email")
    ordering = ("-id",)
    show_full_result_count = False
    actions = ("publish", "cancel")

    @admin.display(description="Seats taken")
    def seats_taken(self, session: Session) -> str:
        return f"{session.seats.taken} of {session.seats.capacity}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Session | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Session | None = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Whoever could change sessions may run the actions."""
        return super().has_change_permission(request)

    def get_fields(self, request: HttpRequest, obj: Session | None = None) -> Any:
        return (*(field.name for field in Session._meta.fields), "seats_taken")

    def get_readonly_fields(self, request: HttpRequest, obj: Session | None = None) -> Any:
        return self.get_fields(request, obj)

    @admin.action(description="Publish", permissions=["moderate"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        self._each(request, queryset, publish_session, "published")

    @admin.action(description="Cancel session", permissions=["moderate"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        self._each(request, queryset, cancel_session, "cancelled")

    def _each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Session],
        use_case: Callable[..., None],
        done: str,
    ) -> None:
        for session in queryset.order_by("id"):
            try:
                use_case(session_id=session.pk, actor=request.user, now=clock.now())
            except DomainError as refusal:
                self.message_user(request, f"{session}: {refusal.sentence}", messages.ERROR)
            else:
                self.message_user(request, f"{session} is {done}.", messages.SUCCESS)
