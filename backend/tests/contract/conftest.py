"""A small world of people, sessions and bookings, and clients that send real tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from pytest_django import Settings
from rest_framework.test import APIClient

from bookings.models import Booking
from core import clock
from session_catalog.models import Session
from tests.factories import (
    make_booking,
    make_creator,
    make_export,
    make_passkey,
    make_session,
    make_user,
)
from users.callers import Caller
from users.models import Passkey, TokenFamily, User
from users.services.token_families import SignedIn, open_family


def sign_in(user: User) -> SignedIn:
    """A device of the person, without the cost of a password."""
    with transaction.atomic():
        return open_family(user=user, caller=Caller("203.0.113.9/32"), now=clock.now())


@pytest.fixture
def client_of() -> Callable[[User | None], APIClient]:
    """A client that sends the person's access token, or none."""

    def client(user: User | None) -> APIClient:
        made = APIClient()
        if user is not None:
            made.credentials(HTTP_AUTHORIZATION=f"Bearer {sign_in(user).access}")
        return made

    return client


@dataclass
class World:
    """One session of the owner's with one hold, and people who have nothing to do with it."""

    owner: User
    booker: User
    user: User
    creator: User
    session: Session
    booking: Booking
    # Where the booker is signed in.
    device: TokenFamily
    # What the booker can sign in with.
    identity: SocialAccount
    # The booker's second factor.
    passkey: Passkey

    @property
    def people(self) -> dict[str, User | None]:
        return {
            "anonymous": None,
            "user": self.user,
            "creator": self.creator,
            "owner": self.owner,
            "booker": self.booker,
        }

    def path(self, route: str) -> str:
        return route.format(
            booking_id=self.booking.pk,
            session_id=self.session.pk,
            event_id=self.session.pk,
            username=self.owner.username,
            provider="simulated",
            device_id=self.device.pk,
            identity_id=self.identity.pk,
            passkey_id=self.passkey.pk,
            service="github",
        )


@pytest.fixture(autouse=True)
def there_is_a_service(settings: Settings) -> None:
    """GitHub: to begin there, it need not be asked."""
    app = {"provider_id": "github", "name": "GitHub", "client_id": "us", "secret": "hidden"}
    settings.SOCIALACCOUNT_PROVIDERS = {"github": {"APPS": [app]}}


@pytest.fixture
def world(db: None) -> World:
    owner, booker = make_creator(), make_user()
    session = make_session(creator=owner, price=Decimal("25.00"))
    booking = make_booking(
        session=session,
        user=booker,
        status="pending",
        hold_expires_at=clock.now() + timedelta(minutes=10),
    )
    sign_in(booker)
    device = TokenFamily.objects.get(user=booker)
    identities = [
        SocialAccount.objects.create(user=booker, provider="oidc", uid=uid) for uid in ("1", "2")
    ]
    make_export(booker)
    return World(
        owner=owner,
        booker=booker,
        user=make_user(),
        creator=make_creator(),
        session=session,
        booking=booking,
        device=device,
        identity=identities[0],
        passkey=make_passkey(user=booker),
    )
