"""Asking again before sensitive acts: a stolen token alone must not be enough for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from users.errors import ReauthenticationRequired
from users.models import TokenFamily

RECENT = timedelta(minutes=5)


@dataclass(frozen=True)
class Proof:
    """The device of a request, and with it when its holder last proved who they are."""

    family_id: UUID

    def demand(self, *, now: datetime) -> None:
        """Raises ReauthenticationRequired when that was more than RECENT ago."""
        recent = TokenFamily.objects.filter(pk=self.family_id, proved_at__gt=now - RECENT)
        if not recent.exists():
            raise ReauthenticationRequired()
