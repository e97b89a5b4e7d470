"""Rows to measure with, made by the server itself. Row number `i` always has the same id."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from psycopg import sql

from bench.environment import Connection
from bookings.models import Booking, BookingEvent
from core import clock
from payments.models import Payment
from session_catalog.models import Seats, Session
from users import tokens
from users.models import TokenFamily, User

# Ids end in twelve decimal digits, so that pgbench can write them too.
FIRST = 100_000_000_000
PREFIX = {
    "user": "01900000-0000-7000-8000-",
    "session": "01900000-0000-7000-8001-",
    "user family": "01900000-0000-7000-8002-",
    "creator family": "01900000-0000-7000-8007-",
    "booking": "01900000-0000-7000-8003-",
    "event": "01900000-0000-7000-8004-",
    "payment": "01900000-0000-7000-8005-",
    "creator": "01900000-0000-7000-8006-",
}
CREATORS = 100
PASSWORD = "argon2$argon2id$v=19$m=102400,t=2,p=8$bm9ib2R5$bm9ib2R5"
DESCRIPTION = (
    "We begin with the clay on the wheel and end with a bowl that holds soup. Bring old "
    "clothes, short nails and some patience; everything else is there. "
) * 3
TABLES = (
    "users_user, session_catalog_session, session_catalog_searchword, payments_payment, "
    "core_idempotencyrecord"
)


def id_of(kind: str, number: int) -> str:
    return f"{PREFIX[kind]}{FIRST + number}"


def _id(kind: str, number: str = "i") -> str:
    return f"('{PREFIX[kind]}' || ({FIRST} + {number}))::uuid"


@dataclass
class Filler:
    """Writes rows without checking foreign keys again; all else is checked."""

    connection: Connection
    credential: str = field(default="")

    def __post_init__(self) -> None:
        self.credential = User(password=PASSWORD).get_session_auth_hash()

    def empty(self) -> None:
        self.connection.execute(f"TRUNCATE {TABLES} CASCADE".encode())
        self.people("creator", 0, CREATORS)

    def people(self, kind: str, first: int, last: int) -> None:
        """Users `first` to `last - 1`, each signed in on one device."""
        role = "CREATOR" if kind == "creator" else "USER"
        name = f"'{kind}' || i"
        self._insert(
            User,
            first,
            last,
            id=_id(kind),
            username=name,
            email=f"{name} || '@example.com'",
            password=f"'{PASSWORD}'",
            first_name="'Sam'",
            last_name="'Rivera'",
            role=f"'{role}'",
            date_joined="now() - interval '1 year'",
        )
        self._insert(
            TokenFamily,
            first,
            last,
            id=_id(f"{kind} family"),
            user_id=_id(kind),
            credential=f"'{self.credential}'",
            address_prefix="'127.0.0.1/32'",
            created_at="now()",
        )

    def sessions(
        self,
        first: int,
        last: int,
        *,
        start: str,
        capacity: int,
        taken: int = 0,
        **texts: str,
    ) -> None:
        """Published sessions for 25.00; `start` is SQL for the start of session `i`.

        `texts` are SQL for other columns, in place of a title and description for all.
        """
        self._insert(
            Session,
            first,
            last,
            id=_id("session"),
            creator_id=_id("creator", f"i % {CREATORS}"),
            **{
                "title": "'Throwing your first bowl ' || i",
                "description": f"'{DESCRIPTION}'",
                "price": "25.00",
                **texts,
            },
            currency="'USD'",
            duration_minutes="60",
            status="'published'",
            start_time=start,
            end_time=f"({start}) + interval '1 hour'",
            time_zone="'Europe/Berlin'",
            topic="'craft'",
            language="'en'",
            format="'in_person'",
            place="'Kreuzberg, Berlin'",
            created_at="now() - interval '1 year' + i * interval '1 second'",
            updated_at="now()",
        )
        self._insert(
            Seats,
            first,
            last,
            session_id=_id("session"),
            capacity=str(capacity),
            taken=str(taken),
            version=str(1 + taken),
            on_sale="true",
        )

    def bookings(self, first: int, last: int, *, user: str, session: str) -> None:
        """Paid bookings; `user` and `session` are SQL for the numbers of booking `i`'s."""
        at = "now() - interval '300 days' + i * interval '1 second'"
        self._insert(
            Booking,
            first,
            last,
            id=_id("booking"),
            user_id=_id("user", f"({user})"),
            session_id=_id("session", f"({session})"),
            booking_date="now() + interval '30 days'",
            amount="25.00",
            currency="'USD'",
            status="'confirmed'",
            created_at=at,
            confirmed_at=at,
        )
        self._insert(
            BookingEvent,
            first,
            last,
            id=_id("event"),
            booking_id=_id("booking"),
            to_status="'pending'",
            cause="'booked'",
            at=at,
        )
        self._insert(
            Payment,
            first,
            last,
            id=_id("payment"),
            payable_id=_id("booking"),
            provider="'simulated'",
            reference="'sim_' || i",
            amount="25.00",
            currency="'USD'",
            status="'captured'",
            method="'success'",
            created_at=at,
            captured_at=at,
            checked_at=at,
        )

    def settle(self) -> None:
        """Leave nothing of the filling to be done while something is measured."""
        self.connection.execute("VACUUM (ANALYZE)")
        self.connection.execute("CHECKPOINT")

    def _insert(self, model: type[Model], first: int, last: int, **columns: str) -> None:
        """Fields that are not named get the default of their model."""
        rest = {
            each.attname: each.get_default()
            for each in model._meta.concrete_fields
            if each.attname not in columns and not getattr(each, "generated", False)
        }
        names = sql.SQL(", ").join(map(sql.Identifier, [*columns, *rest]))
        values = [sql.SQL(expression) for expression in columns.values()]
        constants = [sql.Literal(value) for value in rest.values()]
        statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM generate_series({}, {}) i").format(
            sql.Identifier(model._meta.db_table),
            names,
            sql.SQL(", ").join([*values, *constants]),
            sql.Literal(first),
            sql.Literal(last - 1),
        )
        with self.connection.transaction():
            self.connection.execute("SET LOCAL session_replication_role = replica")
            self.connection.execute(statement)


def access_token(number: int, kind: str = "user") -> str:
    """For the user or creator of this number."""
    family = TokenFamily(
        id=UUID(id_of(f"{kind} family", number)), user_id=UUID(id_of(kind, number))
    )
    return tokens.access_token(family, now=clock.now())


def _person(kind: str, **also: str) -> Mapping[str, Any]:
    names = {"username": f"{kind}9999", "first_name": "Sam", "last_name": "Rivera", "avatar": None}
    return {"id": id_of(kind, 9999), **names, **also}


_AT = "2026-11-21T22:00:00.123456Z"
_SESSION = {
    "id": id_of("session", 0),
    "creator": id_of("creator", 0),
    "creator_details": _person("creator"),
    "title": "Throwing your first bowl 9999",
    "description": DESCRIPTION,
    "price": "25.00",
    "currency": "USD",
    "duration_minutes": 60,
    "capacity": 100_000,
    "current_bookings": 1,
    "spots_available": 99_999,
    "is_full": False,
    "status": "published",
    "image": None,
    "start_time": _AT,
    "end_time": _AT,
    "time_zone": "Europe/Berlin",
    "topic": "craft",
    "level": None,
    "language": "en",
    "format": "in_person",
    "place": "Kreuzberg, Berlin",
    "version": 1,
    "created_at": _AT,
    "updated_at": _AT,
}
# What an answer to a booking looks like; the baseline puts the id in and sends it.
SAMPLE_BOOKING = json.dumps(
    {
        "id": "#" * 36,
        "user": id_of("user", 0),
        "user_details": _person("user", email="user9999@example.com"),
        "session": id_of("session", 0),
        "session_details": _SESSION,
        "booking_date": _AT,
        "amount": "25.00",
        "currency": "USD",
        "status": "pending",
        "payment_status": "unpaid",
        "refund_status": None,
        "hold_expires_at": _AT,
        "created_at": _AT,
        "confirmed_at": None,
        "cancelled_at": None,
    }
).encode()
