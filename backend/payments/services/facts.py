"""What the rows of payments say about a payable, as SQL for others to join."""


def money_facts(payable: str, alias: str = "m") -> str:
    """A lateral join that gives, for the payable's id in SQL expression `payable`:

    `captured` and `refunding` (sums; refunds that failed do not count), and the counts
    `refunds`, `refunds_pending` and `refunds_failed`.
    """
    return f"""LEFT JOIN LATERAL (
SELECT coalesce(sum(p.amount) FILTER (WHERE p.status = 'captured'), 0) AS captured,
  coalesce(sum(r.live), 0) AS refunding, coalesce(sum(r.refunds), 0) AS refunds,
  coalesce(sum(r.pending), 0) AS refunds_pending, coalesce(sum(r.failed), 0) AS refunds_failed
FROM payments_payment p
LEFT JOIN LATERAL (
  SELECT sum(amount) FILTER (WHERE status <> 'failed') AS live, count(*) AS refunds,
    count(*) FILTER (WHERE status IN ('requested', 'submitted')) AS pending,
    count(*) FILTER (WHERE status = 'failed') AS failed
  FROM payments_refund WHERE payment_id = p.id
) r ON true
WHERE p.payable_id = {payable}) {alias} ON true"""
