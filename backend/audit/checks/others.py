"""Mails, and answers kept for repeated requests."""

from .base import Check

# A mail may be on its way while its booking is cancelled.
ON_ITS_WAY = "interval '5 minutes'"

CHECKS = (
    Check(
        "I15-one-mail",
        "A person gets one mail about an event.",
        """
        SELECT user_id AS person, event_key AS event, count(*) AS mails FROM notifications_mail
        GROUP BY user_id, event_key HAVING count(*) > 1
        """,
    ),
    Check(
        "I15-booked-mail-is-true",
        "Nobody is told that a booking stands which does not.",
        f"""
        SELECT m.id AS mail, m.event_key AS event, m.sent_at, b.status, b.cancelled_at
        FROM notifications_mail m
        LEFT JOIN bookings_booking b
          ON b.id::text = split_part(m.event_key, ':', 2) AND b.user_id = m.user_id
        WHERE m.event_key LIKE 'booking.confirmed:%%' AND m.sent_at IS NOT NULL
          AND (b.confirmed_at IS NULL OR b.cancelled_at < m.sent_at - {ON_ITS_WAY})
        """,
    ),
    Check(
        "X-nobody-left-holds-a-seat",
        "Whoever left has no hold, nothing booked that was to come, and nothing on sale.",
        # A booking that began before the job came to it stays.
        f"""
        SELECT u.id AS person, b.id AS booking, NULL::uuid AS session FROM users_user u
        JOIN bookings_booking b ON b.user_id = u.id
        WHERE u.closed_at < %(now)s::timestamptz - {ON_ITS_WAY} AND (b.status = 'pending'
          OR (b.status = 'confirmed' AND b.booking_date > u.closed_at + {ON_ITS_WAY}))
        UNION ALL
        SELECT u.id, NULL, s.id FROM users_user u
        JOIN session_catalog_session s ON s.creator_id = u.id
        JOIN session_catalog_seats q ON q.session_id = s.id AND q.on_sale
        WHERE u.closed_at < %(now)s::timestamptz - {ON_ITS_WAY}
        """,
    ),
    Check(
        "X-nobody-left-leaves-a-trace",
        "An hour after somebody left, nothing tells of their devices, mails and sign-ins.",
        """
        SELECT u.id AS person FROM users_user u
        WHERE u.closed_at < %(now)s::timestamptz - interval '1 hour' AND (
          EXISTS (SELECT FROM users_tokenfamily WHERE user_id = u.id)
          OR EXISTS (SELECT FROM users_securityevent WHERE user_id = u.id)
          OR EXISTS (SELECT FROM users_onetime WHERE user_id = u.id)
          OR EXISTS (SELECT FROM users_passkey WHERE user_id = u.id)
          OR EXISTS (SELECT FROM users_totp WHERE user_id = u.id)
          OR EXISTS (SELECT FROM socialaccount_socialaccount WHERE user_id = u.id)
          OR EXISTS (SELECT FROM core_idempotencyrecord WHERE user_id = u.id)
          OR EXISTS (SELECT FROM leaving_export WHERE user_id = u.id)
          OR EXISTS (SELECT FROM notifications_mail
            WHERE user_id = u.id AND event_key NOT LIKE 'account.closed:%%'))
        """,
    ),
    Check(
        "X-kept-answer-exists",
        "What the kept answer to a request names exists.",
        """
        SELECT r.user_id AS person, r.route, r.key, r.resource_id AS resource, r.location
        FROM core_idempotencyrecord r
        WHERE (r.resource_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM bookings_booking b WHERE b.id = r.resource_id)
            AND NOT EXISTS (SELECT FROM session_catalog_session s WHERE s.id = r.resource_id)
            AND NOT EXISTS (SELECT FROM payments_payment p WHERE p.id = r.resource_id))
          OR (r.location LIKE '/api/bookings/%%' AND NOT EXISTS (
            SELECT FROM bookings_booking b WHERE b.id = CASE
              WHEN pg_input_is_valid(split_part(r.location, '/', 4), 'uuid')
              THEN split_part(r.location, '/', 4)::uuid END))
        """,
    ),
)
