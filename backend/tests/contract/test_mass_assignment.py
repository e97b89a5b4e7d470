"""Every column of every model, sent to every route that writes: only the allowed ones count."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models, transaction

from bookings.models import Booking
from session_catalog.models import Session
from tests.factories import make_user
from users.models import User

from . import stored
from .routes import methods_of, routes
from .test_authorization import NEW_SESSION, TABLE

# Spread over all apps of ours; what clients read under another name comes with it.
COLUMNS = {
    name: field
    for model in apps.get_models()
    if model.__module__.split(".")[0]
    in {"users", "session_catalog", "bookings", "payments", "notifications", "leaving", "core"}
    for field in model._meta.get_fields()
    for name in (field.name, getattr(field, "attname", field.name))
}
READ_ONLY = {
    "current_bookings",
    "spots_available",
    "is_full",
    "creator_details",
    "user_details",
    "session_details",
    "payment_status",
    "refund_status",
    "seats",
    "payment",
    "is_creator",
    "pk",
    "owner",
    "balance",
    "__proto__",
}
SESSION = {
    "title", "description", "price", "duration_minutes", "capacity", "start_time", "time_zone",
    "status", "image", "topic", "level", "language", "format", "place",
}  # fmt: skip
PROFILE = {"email", "username", "first_name", "last_name", "avatar", "time_zone"}
ACCOUNT = {"email", "username", "password", "role", "first_name", "last_name", "time_zone"}
LOGIN = {"email", "username", "password"}
# The role that writes, a body that works, and the only fields that may make a difference.
WRITES = {
    ("post", "/api/auth/register/"): (
        "anonymous",
        {"email": "new@example.com", "username": "new", "password": "correct horse 42"},
        ACCOUNT,
    ),
    ("post", "/api/auth/login/"): ("anonymous", {}, LOGIN),
    ("post", "/api/token/"): ("anonymous", {}, LOGIN),
    ("post", "/api/auth/token/refresh/"): ("anonymous", {}, {"refresh"}),
    ("post", "/api/token/refresh/"): ("anonymous", {}, {"refresh"}),
    ("post", "/api/auth/logout/"): ("anonymous", {}, {"refresh"}),
    ("post", "/api/auth/become-creator/"): ("user", {}, set()),
    ("post", "/api/auth/devices/end-others/"): ("user", {}, set()),
    ("post", "/api/auth/password/change/"): (
        "user",
        {"new_password": "correct horse 42"},
        {"current_password", "new_password"},
    ),
    ("post", "/api/auth/password/forgot/"): ("anonymous", {"email": "a@b.org"}, {"email"}),
    ("post", "/api/auth/password/reset/"): (
        "anonymous",
        {"token": "dead", "new_password": "correct horse 42"},
        {"token", "new_password"},
    ),
    ("post", "/api/auth/email/verify/"): (
        "anonymous",
        {"token": "dead"},
        {"token", "digits", "email"},
    ),
    ("post", "/api/auth/email/resend/"): ("anonymous", {"email": "a@b.org"}, {"email"}),
    ("post", "/api/auth/email/keep/"): ("anonymous", {"token": "dead"}, {"token"}),
    ("post", "/api/auth/mfa/verify/"): (
        "anonymous",
        {"challenge": "dead", "digits": "000000"},
        {"challenge", "digits", "recovery", "credential"},
    ),
    ("post", "/api/auth/totp/"): ("user", {}, set()),
    ("post", "/api/auth/totp/confirm/"): ("user", {"digits": "000000"}, {"digits"}),
    ("post", "/api/auth/recovery-codes/"): ("booker", {}, set()),
    ("post", "/api/auth/passkeys/begin/"): ("user", {}, set()),
    ("post", "/api/auth/passkeys/"): (
        "user",
        {"challenge": "dead", "name": "Phone", "credential": {}},
        {"challenge", "name", "credential"},
    ),
    ("patch", "/api/auth/passkeys/{passkey_id}/"): ("booker", {"name": "Phone"}, {"name"}),
    ("post", "/api/auth/passkeys/sign-in/begin/"): ("anonymous", {}, set()),
    ("post", "/api/auth/passkeys/sign-in/"): (
        "anonymous",
        {"challenge": "dead", "credential": {}},
        {"challenge", "credential"},
    ),
    ("post", "/api/auth/reauthenticate/"): (
        "user",
        {"digits": "000000"},
        {"password", "digits", "recovery", "challenge", "credential"},
    ),
    ("post", "/api/auth/reauthenticate/begin/"): ("booker", {}, set()),
    ("post", "/api/auth/social/{service}/start/"): ("anonymous", {}, {"next"}),
    ("post", "/api/auth/social/{service}/link/"): ("user", {}, set()),
    ("post", "/api/auth/export/"): ("user", {}, set()),
    ("post", "/api/auth/deletion/"): ("user", {"username": "somebody.else"}, {"username"}),
    ("post", "/api/auth/social/exchange/"): ("anonymous", {"handoff": "dead"}, {"handoff"}),
    ("post", "/api/auth/social/complete/"): (
        "anonymous",
        {"ticket": "dead", "username": "new"},
        {"ticket", "username", "role", "time_zone"},
    ),
    ("post", "/api/auth/social/prove/"): (
        "anonymous",
        {"ticket": "dead", "password": "x"},
        {"ticket", "password"},
    ),
    ("put", "/api/auth/profile/"): (
        "user",
        {"email": "new@example.com", "username": "new"},
        PROFILE,
    ),
    ("patch", "/api/auth/profile/"): ("user", {}, PROFILE),
    ("post", "/api/sessions/"): ("owner", NEW_SESSION, SESSION),
    ("put", "/api/sessions/{session_id}/"): ("owner", NEW_SESSION, SESSION),
    ("patch", "/api/sessions/{session_id}/"): ("owner", {}, SESSION),
    ("post", "/api/events/"): (
        "owner",
        {"title": "Glazing", "description": "All colours."},
        {"title", "description"},
    ),
    ("post", "/api/bookings/"): (
        "user",
        {"session": "{session_id}"},
        {"session", "booking_date", "status", "payment_status"},
    ),
    ("patch", "/api/bookings/{booking_id}/"): (
        "booker",
        {},
        {"booking_date", "status", "payment_status"},
    ),
    ("post", "/api/bookings/{booking_id}/pay/"): ("booker", {}, {"card"}),
    ("post", "/api/bookings/{booking_id}/pay/confirm/"): ("booker", {}, set()),
}
# Written anew by every request, or by the clock.
VOLATILE = {"id", "jti", "created_at", "updated_at", "checked_at", "captured_at", "confirmed_at"}
VOLATILE |= {"hold_expires_at", "date_joined", "at", "password", "credential", "expires_at"}
VOLATILE |= {"proved_at", "last_used_at"}
VOLATILE |= {"family_id", "user_id", "session_id", "booking_id", "payable_id", "reference"}
WITHOUT_A_BODY = {("post", "/api/payments/events/{provider}/")}


def tempting(name, stranger):
    """Values for a column that somebody would like to get through."""
    field = COLUMNS.get(name)
    if field is None:
        return [True, 9999, "paid", {"id": str(stranger.pk)}]
    if isinstance(field, models.BooleanField):
        return [True, "true"]
    if field.is_relation or isinstance(field, models.UUIDField):
        return [str(stranger.pk), str(uuid4())]
    if isinstance(field, models.DateTimeField):
        return ["2001-01-01T00:00:00Z"]
    if isinstance(field, models.DecimalField):
        return ["0.01"]
    if isinstance(field, models.IntegerField):
        return [9999, 0]
    if getattr(field, "choices", None):
        return [value for value, _ in field.choices]
    return ["hacked"]


def settled(rows):
    """The rows of a model without what differs from one try to the next, in any order."""
    return {
        model: sorted(
            repr(sorted((name, value) for name, value in row.items() if name not in VOLATILE))
            for row in each
        )
        for model, each in rows.items()
    }


def attempt(client, method, path, body):
    """The answer and the rows after it. What succeeds is undone; a refusal changes nothing,
    so it is left for the end to see."""
    before = transaction.savepoint()
    answer = getattr(client, method)(path, body, format="json")
    assert answer.status_code < 500, answer.content
    if answer.status_code == 400:
        return answer, None
    after = settled(stored.rows())
    transaction.savepoint_rollback(before)
    return answer, after


def test_every_route_that_writes_is_tried():
    there = {(method, route) for route in routes() for method in methods_of(route)} - WITHOUT_A_BODY
    writing = {row for row in there if row[0] not in {"get", "delete"}}

    assert set(WRITES) == writing
    assert set(TABLE) >= writing


def test_the_columns_are_really_all():
    expected = {"is_superuser", "role", "creator_id", "taken", "version", "amount", "refunds"}

    assert expected <= set(COLUMNS)
    assert len(COLUMNS) > 80


@pytest.mark.parametrize(("method", "route"), WRITES, ids=lambda each: each)
def test_no_other_field_makes_a_difference(world, client_of, settings, method, route):
    settings.REQUEST_LOG = False
    role, body, allowed = WRITES[method, route]
    body = {
        name: str(world.session.pk) if name == "session" else value for name, value in body.items()
    }
    client, path = client_of(world.people[role]), world.path(route)
    stranger = make_user(username="stranger")
    before = settled(stored.rows())
    plain, after = attempt(client, method, path, body)

    for name in sorted((set(COLUMNS) | READ_ONLY) - allowed):
        for value in tempting(name, stranger):
            answer, changed = attempt(client, method, path, {**body, name: value})
            if answer.status_code == 400 != plain.status_code:
                assert name in answer.json(), (name, value)
            else:
                assert answer.status_code == plain.status_code, (name, value, answer.content)
                assert changed == after, (name, value)
    assert settled(stored.rows()) == before


@pytest.mark.parametrize("field", ["id", "user", "creator", "session", "role", "is_staff"])
def test_owned_fields_may_be_sent_back_as_they_are(world, client_of, field):
    """And only so: where a route knows the field, another value is refused."""
    present = {
        "/api/auth/profile/": ("user", User.objects.filter(pk=world.user.pk).values().get()),
        "/api/sessions/{session_id}/": (
            "owner",
            {**Session.objects.values().get(), "creator": world.owner.pk},
        ),
        "/api/bookings/{booking_id}/": (
            "booker",
            {
                **Booking.objects.values().get(),
                "user": world.booker.pk,
                "session": world.session.pk,
            },
        ),
    }
    tried = 0
    for route, (role, row) in present.items():
        if field not in row:
            continue
        tried += 1
        client, path = client_of(world.people[role]), world.path(route)
        same = row[field] if isinstance(row[field], bool) else str(row[field])
        assert client.patch(path, {field: same}, format="json").status_code == 200
        for other in (str(uuid4()), True, "CREATOR", None, [same], {"id": same}):
            answer = client.patch(path, {field: other}, format="json")
            assert (answer.status_code, list(answer.json())) == (400, [field]), other
    assert tried


def test_a_booking_is_not_moved_to_another_session_and_no_counter_goes_wrong(world, client_of):
    """Seen in the documents' own old code."""
    other = Session.objects.create(
        creator=world.creator,
        title="Other",
        description="x",
        price=Decimal(0),
        currency="USD",
        duration_minutes=60,
        status="published",
        time_zone="UTC",
        created_at=world.session.created_at,
        updated_at=world.session.updated_at,
    )
    client, path = client_of(world.booker), world.path("/api/bookings/{booking_id}/")

    answer = client.patch(path, {"session": str(other.pk)}, format="json")
    put = client.put(path, {"session": str(other.pk)}, format="json")

    assert (answer.status_code, list(answer.json())) == (400, ["session"])
    assert put.status_code == 405
    world.session.seats.refresh_from_db()
    assert world.session.seats.taken == 1
    assert Booking.objects.get().session_id == world.session.pk
