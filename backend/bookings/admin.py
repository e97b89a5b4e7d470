"""Bookings, to read. Their state changes only through the named actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from bookings.models import Booking, BookingEvent
from bookings.services.cancel import cancel_by_admin
from bookings.services.money import payment_status
from core import clock
from core.admin import ReadOnlyAdmin, ReadOnlyInline


class BookingEventInline(ReadOnlyInline):
    model = BookingEvent
    fields = ("at", "from_status", "to_status", "cause", "actor_id")
    ordering = ("at", "id")


@admin.register(Booking)
class BookingAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "session", "booking_date", "status", "money", "created_at")
    list_filter = ("status", "cancel_cause", "booking_date", "created_at")
    list_select_related = ("user", "session")
    search_fields = ("user__email__istartswith", "user__username__istartswith", "session__title")
    search_help_text = "An id of a booking, person or session; or an e-mail, username or title."
    id_fields = ("id", "user_id", "session_id")
    readonly_fields = ("payment_status", "payments")
    inlines = (BookingEventInline,)
    actions = ("cancel_with_refund",)

    @admin.display(description="amount", ordering="amount")
    def money(self, booking: Booking) -> str:
        return f"{booking.amount} {booking.currency}"

    @admin.display
    def payment_status(self, booking: Booking) -> str:
        return payment_status(booking.pk)

    @admin.display
    def payments(self, booking: Booking) -> str:
        found = reverse("admin:payments_payment_changelist")
        return format_html('<a href="{}?q={}">Payments of this booking</a>', found, booking.pk)

    @admin.action(description="Cancel booking with full refund", permissions=["support"])
    def cancel_with_refund(self, request: HttpRequest, chosen: QuerySet[Booking]) -> None:
        actor: Any = request.user

        def cancel(booking: Any) -> None:
            cancel_by_admin(booking_id=booking.pk, actor=actor, now=clock.now())

        self.each(request, chosen, cancel, "Bookings that are cancelled")
