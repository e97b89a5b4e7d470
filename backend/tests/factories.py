"""The smallest valid rows. Each takes overrides by keyword."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.db import transaction
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from bookings.models import Booking, BookingEvent
from bookings.models import Status as BookingStatus
from leaving.models import Export, ExportPart, ExportStatus
from session_catalog.models import Seats, Session, Status
from session_catalog.services.words import learn_words
from users.models import Passkey, Role, User

_numbers = itertools.count(1)
PASSWORD = "correct horse 42 staple"
# The hash of no password: hashing one would cost each test tens of milliseconds.
_UNUSABLE = "!"


def make_user(**values: Any) -> User:
    number = next(_numbers)
    password = values.pop("password", None)
    user = User(
        **{
            "username": f"person{number}",
            "email": f"person{number}@example.com",
            "password": _UNUSABLE,
            **values,
        }
    )
    if password:
        user.set_password(password)
    user.save()
    return user


def make_passkey(**values: Any) -> Passkey:
    """A key of a device that nobody has: it is listed and asked for, and can't sign."""
    name = uuid4().bytes
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    credential = AttestedCredentialData.create(bytes(16), name, public)
    return Passkey.objects.create(
        **{
            "user": values.pop("user", None) or make_user(),
            "name": "Phone",
            "credential_id": name,
            "credential": bytes(credential),
            "created_at": datetime.now(UTC),
            **values,
        }
    )


def make_creator(**values: Any) -> User:
    return make_user(**{"role": Role.CREATOR, **values})


def make_session(**values: Any) -> Session:
    """A published session in a week with ten free seats, 25.00 each."""
    now = datetime.now(UTC).replace(microsecond=0)
    capacity, taken = values.pop("capacity", 10), values.pop("taken", 0)
    session = Session(
        **{
            "creator": values.pop("creator", None) or make_creator(),
            "title": "Throwing your first bowl",
            "description": "Two hours at the wheel.",
            "price": Decimal("25.00"),
            "currency": "USD",
            "duration_minutes": 60,
            "status": Status.PUBLISHED,
            "start_time": now + timedelta(days=7),
            "time_zone": "UTC",
            "created_at": now,
            "updated_at": now,
            **values,
        }
    )
    if session.start_time:
        session.end_time = session.start_time + timedelta(minutes=session.duration_minutes)
    session.save()
    Seats.objects.create(
        session=session,
        capacity=capacity,
        taken=taken,
        on_sale=session.status == Status.PUBLISHED,
    )
    with transaction.atomic():
        learn_words(session.pk)
    return session


def make_booking(**values: Any) -> Booking:
    """A confirmed booking of a free session, with its event and its seat."""
    now = datetime.now(UTC)
    session = values.pop("session", None) or make_session(price=Decimal(0))
    status = values.get("status", BookingStatus.CONFIRMED)
    times_by_status: dict[str, dict[str, Any]] = {
        BookingStatus.PENDING: {"hold_expires_at": now + timedelta(minutes=10)},
        BookingStatus.CONFIRMED: {"confirmed_at": now},
        BookingStatus.CANCELLED: {"cancelled_at": now, "cancel_cause": "learner"},
    }
    booking = Booking.objects.create(
        **{
            "user": values.pop("user", None) or make_user(),
            "session": session,
            "booking_date": session.start_time or now + timedelta(days=3),
            "amount": session.price,
            "currency": session.currency,
            "status": status,
            "created_at": now,
            **times_by_status[status],
            **values,
        }
    )
    first = status if status != BookingStatus.CANCELLED else BookingStatus.PENDING
    BookingEvent.objects.create(booking=booking, to_status=first, cause="booked", at=now)
    if status == BookingStatus.CANCELLED:
        BookingEvent.objects.create(
            booking=booking, from_status=first, to_status=status, cause="learner", at=now
        )
    else:
        seats = Seats.objects.get(session=session)
        seats.taken += 1
        seats.version += 1
        seats.save()
    return booking


def make_export(user: User, content: bytes = b"PK", **values: Any) -> Export:
    """A file that is ready to be fetched, in one part."""
    now = datetime.now(UTC)
    ready = {"ready_at": now, "expires_at": now + timedelta(days=1), "size": len(content)}
    export = Export.objects.create(
        **{
            "user": user,
            "status": ExportStatus.READY,
            "progress": 100,
            "parts": 1,
            "asked_at": now,
            "touched_at": now,
            **ready,
            **values,
        }
    )
    ExportPart.objects.create(export=export, number=0, content=content)
    return export
