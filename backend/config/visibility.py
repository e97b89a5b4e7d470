"""Who may read what across apps: conditions that an app lower down can't know."""

# Whoever booked a session and still sees that booking may look at it after a cancel.
BOOKED_BY_READER = """EXISTS (SELECT FROM bookings_booking b
WHERE b.session_id = s.id AND b.user_id = %(reader)s::uuid AND NOT b.hidden_from_booker)"""
