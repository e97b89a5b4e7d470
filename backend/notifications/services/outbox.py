"""Mails as rows: written in a transaction, sent outside of any.

A mail that is not sent yet is written anew each time its job runs, so that it says what is
true then. One that is sent never changes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parseaddr
from smtplib import SMTPException
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from core import clock, metrics
from core.ids import new_id
from core.sql import rows
from core.transactions import forbid_transaction, step
from notifications.errors import MailsUnsent
from notifications.letters import Letter, one_line
from notifications.models import Mail
from users.models import User

from . import secrets

logger = structlog.get_logger(__name__)
MAILS = metrics.Counter(
    "marketplace_mails", "Mails handed to the mail server.", "outcome", begins=("sent", "failed")
)

_WRITE = """
INSERT INTO notifications_mail AS m
  (id, user_id, event_key, address, subject, text, html, calendar, one_time_id, created_at)
SELECT id, user_id, %(event_key)s::text, address, subject, text, html, calendar, one_time_id,
  %(now)s::timestamptz
FROM unnest(%(ids)s::uuid[], %(users)s::uuid[], %(addresses)s::text[], %(subjects)s::text[],
  %(texts)s::text[], %(htmls)s::text[], %(calendars)s::text[], %(one_times)s::uuid[])
  AS new (id, user_id, address, subject, text, html, calendar, one_time_id)
ON CONFLICT (user_id, event_key) DO UPDATE SET
  address = excluded.address, subject = excluded.subject, text = excluded.text,
  html = excluded.html, calendar = excluded.calendar, created_at = excluded.created_at
WHERE m.sent_at IS NULL
RETURNING id
"""


@step
def write(event_key: str, letters: Mapping[User, Letter], *, now: datetime) -> list[UUID]:
    """One mail a person about this event; returns the ids of those not sent yet.

    Whoever left, or has no address, gets none.
    """
    reachable = [
        (user, letter)
        for user, letter in letters.items()
        if user.closed_at is None and (user.email or letter.to)
    ]
    bodies = [_bodies(user, letter) for user, letter in reachable]
    values = {
        "event_key": event_key,
        "now": now,
        "ids": [new_id() for _ in reachable],
        "users": [user.pk for user, _ in reachable],
        "addresses": [letter.to or user.email for user, letter in reachable],
        "subjects": [letter.subject[:300] for _, letter in reachable],
        "texts": [text for text, _ in bodies],
        "htmls": [html for _, html in bodies],
        "calendars": [letter.calendar for _, letter in reachable],
        "one_times": [letter.one_time_id for _, letter in reachable],
    }
    return [mail_id for (mail_id,) in rows(_WRITE, values)]


@step
def withdraw(*event_keys: str, before: datetime) -> None:
    """Drop unsent mails about these events that were last written before this run.

    They have ceased to be true.
    """
    unsent = Mail.objects.filter(sent_at=None, event_key__in=event_keys)
    unsent.filter(created_at__lt=before).delete()


@step
def forget_mails(user_id: UUID, *, but: str) -> None:
    """The person left: drop what was written to them, but for the mail about one event."""
    Mail.objects.filter(user_id=user_id).exclude(event_key=but).delete()


def send(mail_ids: Iterable[UUID]) -> None:
    """Send those of the mails that are unsent, oldest first.

    Raises MailsUnsent at the end when some could not be sent, and OSError or SMTPException at
    once when there is no mail server. A crash between sending and marking sends a mail again,
    under the same Message-ID.
    """
    forbid_transaction("sending mail")
    unsent = list(Mail.objects.filter(pk__in=list(mail_ids), sent_at=None).order_by("pk"))
    if not unsent:
        return
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        MAILS.add("failed", by=len(unsent))
        raise
    try:
        failed = [mail for mail in unsent if not _sent(mail, connection)]
    finally:
        connection.close()
    if failed:
        raise MailsUnsent(len(failed))


def _sent(mail: Mail, connection: BaseEmailBackend) -> bool:
    try:
        connection.send_messages([message(mail)])
    except (SMTPException, OSError, ValueError) as error:
        # Its text may hold the address, so only its kind is logged.
        logger.warning("mail not sent", mail_id=str(mail.pk), fault=type(error).__name__)
        MAILS.add("failed")
        connection.close()
        connection.open()
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=clock.now())
    MAILS.add("sent")
    logger.info("mail sent", mail_id=str(mail.pk))
    return True


def message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it goes out: plain text and HTML, with the calendar entry when it has one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    text, html = (secrets.filled_in(body, mail.one_time_id) for body in (mail.text, mail.html))
    out = EmailMultiAlternatives(mail.subject, text, to=[mail.address], headers=headers)
    out.attach_alternative(html, "text/html")
    if mail.calendar:
        out.attach("invite.ics", mail.calendar, "text/calendar")
    return out


def _bodies(user: User, letter: Letter) -> tuple[str, str]:
    context = {"letter": letter, "name": one_line(user.first_name or user.username)}
    text = render_to_string("notifications/mail.txt", context)
    return text, render_to_string("notifications/mail.html", context)
