"""The mail server is somebody else's machine."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from notifications import tasks
from notifications.errors import MailsUnsent
from notifications.models import Mail
from notifications.services import outbox as service
from tests.factories import make_booking, make_session, make_user

pytestmark = pytest.mark.django_db


class Server(BaseEmailBackend):
    """A mail server with moods."""

    up: ClassVar[bool] = True
    refused: ClassVar[set[str]] = set()
    cuts_off: ClassVar[set[str]] = set()
    got: ClassVar[list[EmailMessage]] = []
    opened: ClassVar[int] = 0

    def open(self) -> bool:
        if not self.up:
            raise ConnectionRefusedError("nobody listens")
        type(self).opened += 1
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            (to,) = message.to
            message.message()
            if to in self.refused:
                raise SMTPRecipientsRefused({to: (550, b"no such person")})
            if to in self.cuts_off:
                type(self).cuts_off = self.cuts_off - {to}
                raise SMTPServerDisconnected("cut off")
            self.got.append(message)
        return len(email_messages)


@pytest.fixture
def server(settings: Any) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.up, Server.refused, Server.cuts_off, Server.opened = True, set(), set(), 0
    Server.got.clear()
    return Server


def tell_three() -> None:
    """Tell a, b and c that their session is cancelled."""
    session = make_session(status="cancelled")
    for name in ("a", "b", "c"):
        make_booking(
            session=session, user=make_user(email=f"{name}@example.com"),
            status="cancelled", cancel_cause="session_cancelled",
        )  # fmt: skip
    tell(str(session.pk))


def tell(session_id: str) -> None:
    tasks.session_cancelled(session_id=session_id, actor_id=None, now="2026-01-01T00:00:00+00:00")


def test_without_a_server_the_job_fails_and_a_later_try_sends_everything(
    server: type[Server],
) -> None:
    server.up = False
    with pytest.raises(ConnectionRefusedError):
        tell_three()
    assert Mail.objects.filter(sent_at=None).count() == 3

    server.up = True
    mail = Mail.objects.earliest("pk")
    tell(mail.event_key.partition(":")[2])
    assert len(server.got) == 3
    assert not Mail.objects.filter(sent_at=None).exists()


def test_an_address_that_is_refused_holds_up_nobody_else(server: type[Server]) -> None:
    server.refused = {"a@example.com"}
    with pytest.raises(MailsUnsent, match=r"^1 mails could not be sent$"):
        tell_three()
    assert [message.to for message in server.got] == [["b@example.com"], ["c@example.com"]]
    assert Mail.objects.get(sent_at=None).address == "a@example.com"


def test_after_a_cut_connection_the_rest_goes_through_a_new_one(server: type[Server]) -> None:
    server.cuts_off = {"a@example.com"}
    with pytest.raises(MailsUnsent):
        tell_three()
    assert server.opened == 2
    assert len(server.got) == 2

    tell(Mail.objects.earliest("pk").event_key.partition(":")[2])
    assert sorted(message.to[0] for message in server.got) == [
        "a@example.com",
        "b@example.com",
        "c@example.com",
    ]


def test_an_address_that_would_forge_a_header_is_refused(server: type[Server]) -> None:
    booking = make_booking(user=make_user(email="a@example.com\nBcc: b@example.com"))
    with pytest.raises(MailsUnsent):
        tasks.booked(booking_id=str(booking.pk))
    assert server.got == []


def test_a_mail_that_was_sent_but_not_marked_goes_out_under_the_same_name(
    server: type[Server],
) -> None:
    booking = make_booking()
    tasks.booked(booking_id=str(booking.pk))
    Mail.objects.update(sent_at=None)
    tasks.booked(booking_id=str(booking.pk))
    first, second = (message.extra_headers["Message-ID"] for message in server.got)
    assert first == second


def test_mails_of_a_batch_share_a_connection(server: type[Server]) -> None:
    tell_three()
    assert server.opened == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(server: type[Server]) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        service.send([])
