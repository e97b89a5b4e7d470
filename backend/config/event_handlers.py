"""Who listens to what: handlers in the same transaction, jobs after its commit."""

import bookings.handlers
import leaving.tasks
import notifications.tasks
import payments.tasks
import users.tasks
from core.events import Listeners

TABLE: dict[str, Listeners] = {
    "one_time.to_mail": Listeners(jobs=[notifications.tasks.one_time]),
    "security_event.to_tell": Listeners(jobs=[notifications.tasks.security_event]),
    "password.forgotten": Listeners(jobs=[users.tasks.begin_reset]),
    "verification.asked": Listeners(jobs=[users.tasks.ask_to_verify_again]),
    "export.asked": Listeners(jobs=[leaving.tasks.make_export]),
    "account.closed": Listeners(jobs=[leaving.tasks.carry_out, leaving.tasks.say_farewell]),
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
