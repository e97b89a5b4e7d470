"""What can go wrong with money."""

from core.errors import DomainError, Kind


class PaymentDeclined(DomainError):
    kind = Kind.PAYMENT
    code = "payment_declined"
    detail = "The payment was declined. Your seat is still held: try another way to pay."


class NothingToConfirm(DomainError):
    kind = Kind.CONFLICT
    code = "invalid_transition"
    detail = "No payment waits for a confirmation."


class ProviderUnavailable(DomainError):
    kind = Kind.UNAVAILABLE
    code = "provider_unavailable"
    detail = "The payment provider can't be reached right now. Try again in a moment."


class EventRefused(DomainError):
    kind = Kind.INVALID
    code = "event_refused"
    detail = "This is no event of the provider: the signature or the content does not fit."


class RefundNotFailed(DomainError):
    kind = Kind.CONFLICT
    code = "invalid_transition"
    detail = "Only a refund that failed can be tried again."
