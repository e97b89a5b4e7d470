"""Money, to read. Nothing here can be added, changed or deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core import clock
from core.admin import ReadOnlyAdmin, ReadOnlyInline
from payments.models import Payment, ProviderEvent, Refund
from payments.services.refunds import retry_refund


class RefundInline(ReadOnlyInline):
    model = Refund
    fields = ("id", "amount", "reason", "status", "attempts", "last_error", "created_at")


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    list_display = ("id", "payable_id", "money", "status", "provider", "created_at", "captured_at")
    list_filter = ("status", "provider", "action_required", "created_at")
    search_fields = ("reference__exact",)
    search_help_text = "The id of a payment or of its booking, or the provider's reference."
    id_fields = ("id", "payable_id")
    inlines = (RefundInline,)

    @admin.display(description="amount", ordering="amount")
    def money(self, payment: Payment) -> str:
        return f"{payment.amount} {payment.currency}"


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    list_display = ("id", "payment_id", "money", "reason", "status", "attempts", "updated_at")
    list_filter = ("status", "reason", "created_at")
    list_select_related = ("payment",)
    search_fields = ("payment__reference__exact", "last_error")
    search_help_text = "The id of a refund, its payment or its booking, or words of the error."
    id_fields = ("id", "payment_id", "payment__payable_id")
    actions = ("try_again",)

    @admin.display(description="amount", ordering="amount")
    def money(self, refund: Refund) -> str:
        return f"{refund.amount} {refund.payment.currency}"

    @admin.action(description="Try failed refunds again", permissions=["support"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[Refund]) -> None:
        def again(refund: Any) -> None:
            retry_refund(refund_id=refund.pk, now=clock.now())

        self.each(request, chosen, again, "Refunds that are tried again")


@admin.register(ProviderEvent)
class ProviderEventAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "provider",
        "event_id",
        "kind",
        "reference",
        "received_at",
        "processed_at",
    )
    list_filter = ("provider", "kind", "received_at")
    search_fields = ("event_id__exact", "reference__exact")
    search_help_text = "The id of an event, or the provider's reference."
