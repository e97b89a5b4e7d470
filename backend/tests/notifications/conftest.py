"""The mails that went out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives


class Outbox:
    """What was sent in this test."""

    @property
    def mails(self) -> list[EmailMultiAlternatives]:
        return mail.outbox  # type: ignore[return-value]

    @property
    def only(self) -> EmailMultiAlternatives:
        (sent,) = self.mails
        return sent

    def addresses(self) -> list[str]:
        return sorted(to for sent in self.mails for to in sent.to)


@pytest.fixture
def outbox(settings: Any) -> Iterator[Outbox]:
    settings.PUBLIC_URL = "https://sessions.example"
    settings.DEFAULT_FROM_EMAIL = "Sessions <hello@sessions.example>"
    mail.outbox = []
    yield Outbox()
    mail.outbox = []
