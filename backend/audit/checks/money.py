"""Payments and refunds against the bookings they are for."""

from bookings.services.money import MONEY, PAYMENT_STATUS

from .base import Check

SETTLED_WITHIN = "interval '5 minutes'"

_CAPTURED = """SELECT payable_id, sum(amount) AS captured, max(captured_at) AS captured_at
  FROM payments_payment WHERE status = 'captured' GROUP BY payable_id"""
_REFUNDS = """SELECT payment_id, sum(amount) AS requested,
    sum(amount) FILTER (WHERE status <> 'failed') AS refunded
  FROM payments_refund GROUP BY payment_id"""
# The definition, written a second time and without a look at the product's own.
_EXPECTED = """CASE
  WHEN m.captured > 0 AND m.refunded >= m.captured THEN 'refunded'
  WHEN m.captured > 0 THEN 'paid'
  WHEN b.amount = 0 AND c.booking_id IS NOT NULL THEN 'paid'
  ELSE 'unpaid' END"""

CHECKS = (
    Check(
        "I6-confirmed-is-paid",
        "A confirmed booking is free, or its price was captured.",
        f"""
        SELECT b.id AS booking, b.amount, b.currency, coalesce(p.captured, 0) AS captured
        FROM bookings_booking b LEFT JOIN ({_CAPTURED}) p ON p.payable_id = b.id
        WHERE b.status = 'confirmed' AND b.amount > coalesce(p.captured, 0)
        """,
    ),
    Check(
        "I7-refunds-within-captured",
        "The refunds of a payment that did not fail are at most what was captured.",
        f"""
        SELECT p.id AS payment, p.status, p.amount, r.refunded, p.currency
        FROM payments_payment p JOIN ({_REFUNDS}) r ON r.payment_id = p.id
        WHERE r.refunded > CASE WHEN p.status = 'captured' THEN p.amount ELSE 0 END
        """,
    ),
    Check(
        "I8-captured-money-has-a-home",
        "Captured money is for a confirmed booking, or a refund of it exists five minutes later.",
        f"""
        SELECT p.id AS payment, p.amount, p.currency, p.captured_at, b.id AS booking, b.status
        FROM payments_payment p JOIN bookings_booking b ON b.id = p.payable_id
        LEFT JOIN ({_REFUNDS}) r ON r.payment_id = p.id
        WHERE p.status = 'captured' AND p.captured_at < %(now)s::timestamptz - {SETTLED_WITHIN}
          AND b.status <> 'confirmed' AND r.payment_id IS NULL
        """,
    ),
    Check(
        "I8-paid-once",
        "Nobody pays twice for a booking: the rest has a refund five minutes later.",
        f"""
        SELECT b.id AS booking, b.amount, b.currency, sum(p.amount) AS captured,
          coalesce(sum(r.requested), 0) AS refunds
        FROM bookings_booking b
        JOIN payments_payment p ON p.payable_id = b.id AND p.status = 'captured'
        LEFT JOIN ({_REFUNDS}) r ON r.payment_id = p.id
        WHERE b.status = 'confirmed'
        GROUP BY b.id
        HAVING max(p.captured_at) < %(now)s::timestamptz - {SETTLED_WITHIN}
          AND sum(p.amount) - coalesce(sum(r.requested), 0) > b.amount
        """,
    ),
    Check(
        "I9-payment-status",
        "The payment status follows from the payments.",
        f"""
        SELECT b.id AS booking, {PAYMENT_STATUS} AS payment_status, e.expected
        FROM bookings_booking b {MONEY}
        JOIN (
          SELECT b.id, {_EXPECTED} AS expected
          FROM bookings_booking b
          LEFT JOIN (
            SELECT p.payable_id, sum(p.amount) AS captured,
              coalesce(sum(r.refunded), 0) AS refunded
            FROM payments_payment p LEFT JOIN ({_REFUNDS}) r ON r.payment_id = p.id
            WHERE p.status = 'captured' GROUP BY p.payable_id
          ) m ON m.payable_id = b.id
          LEFT JOIN (
            SELECT DISTINCT booking_id FROM bookings_bookingevent WHERE to_status = 'confirmed'
          ) c ON c.booking_id = b.id
        ) e ON e.id = b.id
        WHERE {PAYMENT_STATUS} <> e.expected
        """,
    ),
    Check(
        "I10-price-is-frozen",
        "Every attempt to pay is about the booking's own price and currency.",
        """
        SELECT b.id AS booking, b.amount, b.currency, p.id AS payment, p.status AS payment_status,
          p.amount AS payment_amount, p.currency AS payment_currency
        FROM payments_payment p JOIN bookings_booking b ON b.id = p.payable_id
        WHERE p.amount <> b.amount OR p.currency <> b.currency
        """,
    ),
    Check(
        "I12-event-once",
        "An event of a provider is in the inbox at most once.",
        """
        SELECT provider, event_id AS event, count(*) AS times FROM payments_providerevent
        GROUP BY provider, event_id HAVING count(*) > 1
        """,
    ),
    Check(
        "I12-charge-once",
        "A charge of a provider is one payment.",
        """
        SELECT provider, reference, count(*) AS payments FROM payments_payment
        WHERE reference IS NOT NULL GROUP BY provider, reference HAVING count(*) > 1
        """,
    ),
    Check(
        "X-payable-exists",
        "Every payment is for a booking that exists.",
        """
        SELECT p.id AS payment, p.payable_id AS payable, p.status, p.amount, p.currency
        FROM payments_payment p
        WHERE NOT EXISTS (SELECT FROM bookings_booking b WHERE b.id = p.payable_id)
        """,
    ),
)
