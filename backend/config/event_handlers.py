"""Who listens to what: handlers in the same transaction, jobs after its commit."""

import bookings.handlers
import notifications.tasks
import payments.tasks
from core.events import Listeners

TABLE: dict[str, Listeners] = {
    "session.cancelled": Listeners(
        handlers=[bookings.handlers.cancel_with_session],
        jobs=[notifications.tasks.session_cancelled],
    ),
    "session.moved": Listeners(
        handlers=[bookings.handlers.move_with_session], jobs=[notifications.tasks.session_moved]
    ),
    "booking.confirmed": Listeners(jobs=[notifications.tasks.booked]),
    "booking.cancelled": Listeners(jobs=[notifications.tasks.cancelled]),
    "payment.settling": Listeners(handlers=[bookings.handlers.lock_payable]),
    "payment.captured": Listeners(handlers=[bookings.handlers.settle_captured]),
    "payment.void_requested": Listeners(jobs=[payments.tasks.void_payments]),
    "provider_event.received": Listeners(jobs=[payments.tasks.act_on_event]),
    "refund.requested": Listeners(jobs=[payments.tasks.carry_out_refunds]),
    "refund.succeeded": Listeners(jobs=[notifications.tasks.refunded]),
}
