"""Whether rows tell a sound story: the audit, and what it can't know of.

The audit looks at our own books. These checks also open the simulated provider's, as nobody
but a test can, and hold the two against each other.
"""

from datetime import timedelta
from functools import cache

from audit.checks import CHECKS, Check
from audit.services import findings
from core import clock
from core.sql import rows

# Some invariants leave the workers a few minutes.
GRACE = timedelta(minutes=6)

KEEPS_ITS_MONEY = Check(
    "confirmed-keeps-its-money",
    "What was captured for a confirmed booking and is not on its way back covers its price.",
    """
    SELECT b.id AS booking, b.amount FROM bookings_booking b
    LEFT JOIN payments_payment p ON p.payable_id = b.id AND p.status = 'captured'
    LEFT JOIN (
      SELECT payment_id, sum(amount) AS amount FROM payments_refund
      WHERE status <> 'failed' GROUP BY payment_id
    ) r ON r.payment_id = p.id
    WHERE b.status = 'confirmed' GROUP BY b.id
    HAVING coalesce(sum(p.amount - coalesce(r.amount, 0)), 0) < b.amount
    """,
)
CANCELLED_HAS_NO_MONEY = Check(
    "cancelled-has-no-money",
    "Nothing is kept for a cancelled booking: so far every way out gives all of it back.",
    """
    SELECT b.id AS booking, sum(p.amount) AS captured FROM bookings_booking b
    JOIN payments_payment p ON p.payable_id = b.id AND p.status = 'captured'
    LEFT JOIN (
      SELECT payment_id, sum(amount) AS amount FROM payments_refund GROUP BY payment_id
    ) r ON r.payment_id = p.id
    WHERE b.status = 'cancelled' GROUP BY b.id
    HAVING sum(p.amount - coalesce(r.amount, 0)) > 0
    """,
)
# Only once every job has run.
CHARGES_AGREE = Check(
    "charges-agree",
    "A charge is captured in our books exactly when it is in the provider's.",
    """
    SELECT p.id AS payment, p.status, c.state FROM payments_payment p
    FULL JOIN simulated_provider_simulatedcharge c ON c.payment_id = p.id
    WHERE coalesce(p.status = 'captured', false) <> coalesce(c.state = 'captured'
      OR (c.state = 'processing' AND c.captures_at <= %(now)s::timestamptz), false)
    """,
)
REFUNDS_AGREE = Check(
    "refunds-agree",
    "The provider has sent back exactly the refunds that succeeded.",
    """
    SELECT coalesce(r.payment_id, s.charge_id) AS payment, r.status, r.amount, s.amount AS sent
    FROM payments_refund r
    FULL JOIN simulated_provider_simulatedrefund s ON s.refund_id = r.id
    WHERE coalesce(r.status = 'succeeded', false) <> coalesce(s.done, false)
      OR r.amount <> s.amount
    """,
)
ALWAYS = (*CHECKS, KEEPS_ITS_MONEY, CANCELLED_HAS_NO_MONEY)
AT_REST = (*ALWAYS, CHARGES_AGREE, REFUNDS_AGREE)


def broken(checks: tuple[Check, ...] = ALWAYS) -> dict[str, str]:
    """The checks that find something, by id, with what they find."""
    now = clock.now() + GRACE
    found = rows(_which(checks), {"now": now})
    by_id = {check.id: check for check in checks}
    return {each: str(list(findings(by_id[each], now=now))) for (each,) in found}


@cache
def _which(checks: tuple[Check, ...]) -> str:
    """One statement, because it is asked after every step of a history."""
    parts = (f"SELECT '{check.id}' WHERE EXISTS ({check.sql})" for check in checks)
    return " UNION ALL ".join(parts)


def assert_sound(checks: tuple[Check, ...] = ALWAYS) -> None:
    found = broken(checks)
    assert not found, found
