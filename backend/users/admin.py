"""Accounts in the admin."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet, URLField
from django.http import HttpRequest

from core import clock
from core.http.addresses import address_prefix, user_agent
from users.callers import Caller
from users.models import RoleChange, User
from users.services.devices import end_all_devices
from users.services.roles import change_role
from users.services.second_factor.staff import take_away

PRIVILEGES = ("is_staff", "is_superuser", "groups", "user_permissions")


def _is_closed(account: User | None) -> bool:
    return account is not None and account.closed_at is not None


class _RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A line of the list."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["role"].disabled = _is_closed(self.instance)


class RoleChanges(admin.TabularInline):  # type: ignore[type-arg]
    model = RoleChange
    fk_name = "user"
    fields = readonly_fields = ("at", "from_role", "to_role", "changed_by")
    ordering = ("-at",)
    extra = 0
    can_delete = False

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Only superusers see, and so can change, accounts that have privileges.

    Those of people who left stay for the books: there to read, and for nobody to change.
    """

    list_display = (
        "username",
        "email",
        "role",
        "is_active",
        "is_staff",
        "date_joined",
        "closed_at",
    )
    list_editable = ("role",)
    list_filter = ("role", "is_active", "is_staff", ("closed_at", EmptyFieldListFilter))
    ordering = ("-date_joined", "-id")
    readonly_fields = ("last_login", "date_joined", "closed_at")
    fieldsets = (
        (None, {"fields": ("username", "email", "password", "role", "is_active")}),
        ("Person", {"fields": ("first_name", "last_name", "avatar", "time_zone")}),
        ("Privileges", {"fields": PRIVILEGES}),
        ("Dates", {"fields": readonly_fields}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),
    )
    inlines = (RoleChanges,)
    actions = ("take_second_factor_away",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    @admin.action(
        permissions=["change"], description="Take the second factor away (all of it is lost)"
    )
    def take_second_factor_away(self, request: HttpRequest, people: QuerySet[User]) -> None:
        caller = Caller(address_prefix(request), user_agent(request))
        for person in people.filter(closed_at=None):
            take_away(user_id=person.pk, caller=caller, now=clock.now())
        self.message_user(request, "A password alone signs them in now, and they were told so.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users = super().get_queryset(request)
        if request.user.is_superuser:
            return users
        return users.filter(is_staff=False, is_superuser=False)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_closed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_closed(obj)

    def get_changelist_form(self, request: HttpRequest, **options: Any) -> Any:
        return super().get_changelist_form(request, **{"form": _RowForm, **options})

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if request.user.is_superuser:
            return self.readonly_fields
        return (*self.readonly_fields, *PRIVILEGES)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        """The role is compared with the one that the page showed, so that saving a page that
        was open for a while takes no role back."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and db_field.name == "role":
            field.show_hidden_initial = True
        return field

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        editor = cast(UUID, request.user.pk)
        if change and "role" in form.changed_data:
            change_role(user_id=obj.pk, role=obj.role, changed_by_id=editor, now=clock.now())
        elif change:
            obj.refresh_from_db(fields=["role"])
        if change and "is_active" in form.changed_data and not obj.is_active:
            end_all_devices(obj.pk, now=clock.now())
        super().save_model(request, obj, form, change)
