"""What the admin pages of the apps share."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from core.errors import DomainError

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _TabularInline = admin.TabularInline[Any, Any]
else:
    _ModelAdmin, _TabularInline = admin.ModelAdmin, admin.TabularInline


class _NobodyWrites:
    """Rows that only the use cases write, whatever rights a member of staff has."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyInline(_NobodyWrites, _TabularInline):
    extra = 0
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return tuple(str(field) for field in self.get_fields(request, obj))


class ReadOnlyAdmin(_NobodyWrites, _ModelAdmin):
    """A list, a search and pages to read.

    A whole id in the search field is looked up by index in `id_fields`; other words go
    through `search_fields`.
    """

    id_fields: ClassVar[Sequence[str]] = ("id",)
    show_full_result_count = False
    list_per_page = 50

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        try:
            wanted = UUID(search_term.strip())
        except ValueError:
            return super().get_search_results(request, queryset, search_term)
        either = Q()
        for field in self.id_fields:
            either |= Q(**{field: wanted})
        return queryset.filter(either), False

    def has_support_permission(self, request: HttpRequest) -> bool:
        """May use the actions: whoever has the right to change such rows."""
        user, options = request.user, self.opts
        return bool(user.has_perm(f"{options.app_label}.change_{options.model_name}"))

    def each(
        self,
        request: HttpRequest,
        chosen: QuerySet[Any],
        use_case: Callable[[Model], object],
        done: str,
    ) -> None:
        """Call a use case for every chosen row, each on its own, and say how it went."""
        count = 0
        for row in chosen:
            try:
                use_case(row)
            except DomainError as refusal:
                self.message_user(request, f"{row}: {refusal.sentence}", messages.ERROR)
            else:
                count += 1
        if count:
            self.message_user(request, f"{done}: {count}.", messages.SUCCESS)
