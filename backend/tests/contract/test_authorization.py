"""Who may do what: every role at every method of every route.

A new route or method needs a row here. Each cell has a world of its own.
"""

from uuid import uuid4

import pytest
from django.utils import timezone

from bookings.models import Booking
from session_catalog.models import Session

from . import stored
from .routes import METHODS, methods_of, routes

ROLES = ("anonymous", "user", "creator", "owner", "booker")
NEW_SESSION = {
    "title": "Glazing",
    "description": "All colours.",
    "price": "10.00",
    "duration_minutes": 60,
}
BODIES = {
    ("post", "/api/sessions/"): NEW_SESSION,
    ("put", "/api/sessions/{session_id}/"): NEW_SESSION,
    ("patch", "/api/sessions/{session_id}/"): {"title": "Trimming"},
    ("post", "/api/events/"): {"title": "Glazing", "description": "All colours."},
    ("post", "/api/bookings/"): {"session": "{session_id}"},
    ("patch", "/api/bookings/{booking_id}/"): {"status": "cancelled"},
    ("patch", "/api/auth/profile/"): {"first_name": "Ada"},
    ("patch", "/api/auth/passkeys/{passkey_id}/"): {"name": "Phone"},
    ("post", "/api/auth/deletion/"): {"username": "somebody.else"},
    ("post", "/api/auth/password/change/"): {"new_password": "correct horse 42 staple"},
}
QUERIES = {
    "/api/sessions/seats/": "?ids={session_id}",
    "/api/sessions/live/": "?ids={session_id}",
    "/api/sessions/suggestions/": "?q=bowl",
    "/api/sessions/days/": "?from=2030-01-01&to=2030-01-31",
}
EVERYBODY = (200, 200, 200, 200, 200)
SIGNED_IN = (401, 200, 200, 200, 200)
# These look at no sign-in; an empty body shows that everybody gets as far.
AT_THE_DOOR = (400, 400, 400, 400, 400)
# anonymous, a user, another creator, the session's owner, the booker
TABLE = {
    ("post", "/api/auth/register/"): AT_THE_DOOR,
    ("post", "/api/auth/login/"): AT_THE_DOOR,
    ("post", "/api/auth/token/refresh/"): AT_THE_DOOR,
    ("post", "/api/auth/logout/"): AT_THE_DOOR,
    ("post", "/api/token/"): AT_THE_DOOR,
    ("post", "/api/token/refresh/"): AT_THE_DOOR,
    ("post", "/api/payments/events/{provider}/"): AT_THE_DOOR,
    ("get", "/api/auth/profile/"): SIGNED_IN,
    ("put", "/api/auth/profile/"): (401, 400, 400, 400, 400),
    ("patch", "/api/auth/profile/"): SIGNED_IN,
    ("post", "/api/auth/become-creator/"): SIGNED_IN,
    ("get", "/api/me/"): SIGNED_IN,
    ("get", "/api/auth/security-events/"): SIGNED_IN,
    ("get", "/api/auth/devices/"): SIGNED_IN,
    ("post", "/api/auth/devices/end-others/"): (401, 204, 204, 204, 204),
    ("delete", "/api/auth/devices/{device_id}/"): (401, 404, 404, 404, 204),
    ("post", "/api/auth/password/change/"): (401, 204, 204, 204, 204),
    ("post", "/api/auth/password/forgot/"): AT_THE_DOOR,
    ("post", "/api/auth/password/reset/"): AT_THE_DOOR,
    ("post", "/api/auth/email/verify/"): AT_THE_DOOR,
    ("post", "/api/auth/email/resend/"): AT_THE_DOOR,
    ("delete", "/api/auth/email/pending/"): (401, 204, 204, 204, 204),
    ("post", "/api/auth/email/keep/"): AT_THE_DOOR,
    ("post", "/api/auth/mfa/verify/"): AT_THE_DOOR,
    ("get", "/api/auth/second-factor/"): SIGNED_IN,
    ("post", "/api/auth/totp/"): (401, 201, 201, 201, 201),
    ("delete", "/api/auth/totp/"): (401, 204, 204, 204, 204),
    ("post", "/api/auth/totp/confirm/"): (401, 400, 400, 400, 400),
    ("post", "/api/auth/recovery-codes/"): (401, 400, 400, 400, 201),
    ("post", "/api/auth/passkeys/"): (401, 400, 400, 400, 400),
    ("post", "/api/auth/passkeys/begin/"): SIGNED_IN,
    ("post", "/api/auth/passkeys/sign-in/"): AT_THE_DOOR,
    ("post", "/api/auth/passkeys/sign-in/begin/"): EVERYBODY,
    ("patch", "/api/auth/passkeys/{passkey_id}/"): (401, 404, 404, 404, 200),
    ("delete", "/api/auth/passkeys/{passkey_id}/"): (401, 404, 404, 404, 204),
    ("get", "/api/auth/reauthenticate/"): SIGNED_IN,
    ("post", "/api/auth/reauthenticate/"): (401, 400, 400, 400, 400),
    ("post", "/api/auth/reauthenticate/begin/"): (401, 400, 400, 400, 200),
    ("get", "/api/auth/providers/"): EVERYBODY,
    ("post", "/api/auth/social/{service}/start/"): EVERYBODY,
    ("post", "/api/auth/social/{service}/link/"): SIGNED_IN,
    ("get", "/api/auth/social/{service}/callback/"): (302, 302, 302, 302, 302),
    ("post", "/api/auth/social/exchange/"): AT_THE_DOOR,
    ("post", "/api/auth/social/complete/"): AT_THE_DOOR,
    ("post", "/api/auth/social/prove/"): AT_THE_DOOR,
    ("get", "/api/auth/social/accounts/"): SIGNED_IN,
    ("delete", "/api/auth/social/accounts/{identity_id}/"): (401, 404, 404, 404, 204),
    ("get", "/api/auth/export/"): SIGNED_IN,
    ("post", "/api/auth/export/"): (401, 202, 202, 202, 202),
    ("get", "/api/auth/export/file/"): (401, 404, 404, 404, 200),
    ("get", "/api/auth/deletion/"): SIGNED_IN,
    ("post", "/api/auth/deletion/"): (401, 400, 400, 400, 400),
    ("get", "/api/sessions/"): EVERYBODY,
    ("post", "/api/sessions/"): (401, 403, 201, 201, 403),
    ("get", "/api/sessions/{session_id}/"): EVERYBODY,
    ("put", "/api/sessions/{session_id}/"): (401, 403, 404, 200, 403),
    ("patch", "/api/sessions/{session_id}/"): (401, 403, 404, 200, 403),
    ("delete", "/api/sessions/{session_id}/"): (401, 403, 404, 204, 403),
    ("get", "/api/sessions/seats/"): EVERYBODY,
    ("get", "/api/sessions/live/"): (307, 307, 307, 307, 307),
    ("get", "/api/sessions/days/"): EVERYBODY,
    ("get", "/api/sessions/facets/"): EVERYBODY,
    ("get", "/api/sessions/suggestions/"): EVERYBODY,
    ("get", "/api/creators/{username}/"): EVERYBODY,
    ("get", "/api/events/"): EVERYBODY,
    ("post", "/api/events/"): (401, 403, 201, 201, 403),
    ("get", "/api/events/{event_id}/"): EVERYBODY,
    ("get", "/api/bookings/"): SIGNED_IN,
    ("post", "/api/bookings/"): (401, 201, 201, 403, 409),
    ("get", "/api/bookings/my_bookings/"): SIGNED_IN,
    ("get", "/api/bookings/creator_bookings/"): SIGNED_IN,
    ("get", "/api/bookings/creator_bookings/export.csv"): SIGNED_IN,
    ("get", "/api/bookings/{booking_id}/"): (401, 404, 404, 200, 200),
    ("patch", "/api/bookings/{booking_id}/"): (401, 404, 404, 404, 200),
    ("delete", "/api/bookings/{booking_id}/"): (401, 404, 404, 404, 204),
    ("post", "/api/bookings/{booking_id}/pay/"): (401, 404, 404, 404, 200),
    ("post", "/api/bookings/{booking_id}/pay/confirm/"): (401, 404, 404, 404, 409),
    ("get", "/api/bookings/{booking_id}/cancellation/"): (401, 404, 404, 404, 200),
    ("get", "/api/bookings/{booking_id}/calendar.ics"): (401, 404, 404, 200, 200),
    ("get", "/api/creator/insights/"): (401, 403, 200, 200, 403),
    ("get", "/api/"): (302, 302, 302, 302, 302),
    ("get", "/api/docs/"): EVERYBODY,
    ("get", "/api/schema/"): EVERYBODY,
}
# What becomes of reading a session that is not (any longer) published.
SESSION, EVENT = "/api/sessions/{session_id}/", "/api/events/{event_id}/"
UNPUBLISHED = {
    ("draft", SESSION): (404, 404, 404, 200, 404),
    ("cancelled", SESSION): (404, 404, 404, 200, 200),
    ("deleted", SESSION): (404, 404, 404, 404, 404),
    ("draft", EVENT): (404, 404, 404, 404, 404),
    ("cancelled", EVENT): (404, 404, 404, 404, 404),
    ("deleted", EVENT): (404, 404, 404, 404, 404),
}
PAGES = {"/api/", "/api/docs/", "/api/schema/"}
SERVICES = {
    "/api/auth/passkeys/sign-in/begin/",
    "/api/auth/providers/",
    "/api/auth/social/{service}/start/",
    "/api/auth/social/{service}/callback/",
}
IGNORES_THE_HEADER = PAGES | SERVICES
IGNORES_THE_HEADER |= {route for (_, route), expected in TABLE.items() if expected == AT_THE_DOOR}


@pytest.fixture(autouse=True)
def there_is_a_stream(settings):
    settings.LIVE_URL = "https://live.example"


def cells(table):
    for row, expected in table.items():
        for role, status in zip(ROLES, expected, strict=True):
            yield pytest.param(*row, role, status, id=f"{' '.join(row)} {role}")


def send(client, world, method, route):
    body = BODIES.get((method, route), {})
    if "session" in body:
        body = {"session": str(world.session.pk)}
    query = QUERIES.get(route, "").format(session_id=world.session.pk)
    path = world.path(route) + query
    if method == "get":
        return client.get(path)
    return getattr(client, method)(path, body, format="json")


def test_every_method_of_every_route_has_its_row():
    there = {(method, route) for route in routes() for method in methods_of(route)}

    assert set(TABLE) == there


@pytest.mark.parametrize(("method", "route", "role", "expected"), list(cells(TABLE)))
def test_a_role_gets_what_the_table_says(world, client_of, method, route, role, expected):
    client = client_of(world.people[role])
    before = stored.rows()

    answer = send(client, world, method, route)

    assert answer.status_code == expected, getattr(answer, "content", b"")[:500]
    if expected >= 400:
        assert stored.rows() == before
    if expected == 401:
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["code"] == "not_authenticated"
    if expected == 404:
        assert answer.json() == {"detail": "Not found.", "code": "not_found"}
    if expected == 403:
        assert answer.json()["code"] in {"creator_required", "own_session"}


@pytest.mark.parametrize(("state", "route", "role", "expected"), list(cells(UNPUBLISHED)))
def test_a_session_that_is_not_published(world, client_of, state, route, role, expected):
    Booking.objects.update(
        status="cancelled", cancel_cause="learner", cancelled_at=timezone.now(),
        hold_expires_at=None,
    )  # fmt: skip
    Session.objects.update(
        status="draft" if state == "draft" else "cancelled",
        deleted_at=timezone.now() if state == "deleted" else None,
    )
    if state == "draft":
        Booking.objects.update(hidden_from_booker=True)

    answer = client_of(world.people[role]).get(world.path(route))

    assert answer.status_code == expected
    if expected == 404:
        assert answer.json() == {"detail": "Not found.", "code": "not_found"}


@pytest.mark.parametrize(("method", "route"), TABLE, ids=lambda each: each)
def test_a_token_that_is_not_ours_is_401_everywhere(world, client_of, method, route):
    """Also where nobody need be signed in: the client then refreshes its token."""
    client = client_of(None)

    for header in ("Bearer dead", "Bearer ", "Basic YTpi", "dead", ""):
        client.credentials(HTTP_AUTHORIZATION=header)
        answer = send(client, world, method, route)
        if route in IGNORES_THE_HEADER:
            assert answer.status_code == TABLE[method, route][0]
        else:
            assert answer.status_code == 401
            assert answer.json()["code"] == "token_not_valid"
            assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("route", routes())
def test_other_methods_are_not_there(world, client_of, route):
    client = client_of(world.owner)
    before = stored.rows()

    for method in {*METHODS} - {*methods_of(route)}:
        answer = send(client, world, method, route)
        if answer.status_code != 302:
            assert answer.status_code == 405, method
            assert answer["Allow"]
    assert stored.rows() == before


@pytest.mark.parametrize("route", [route for method, route in TABLE if method == "get"])
def test_head_answers_like_get_without_a_body(world, client_of, route):
    for role in ROLES:
        client = client_of(world.people[role])
        path = world.path(route) + QUERIES.get(route, "").format(session_id=world.session.pk)

        head, get = client.head(path), client.get(path)

        assert head.status_code == get.status_code, role
        assert head.getvalue() == b""


@pytest.mark.parametrize("route", routes())
def test_options_tell_nobody_a_secret(world, client_of, route):
    for role in ROLES:
        answer = client_of(world.people[role]).options(world.path(route))

        assert answer.status_code in {200, 302, 401, 403, 405}, role
        assert world.booker.email.encode() not in answer.getvalue()


@pytest.mark.parametrize(
    ("method", "route"),
    [
        row
        for row in TABLE
        if {"{booking_id}", "{session_id}", "{device_id}", "{passkey_id}"} & {*row[1].split("/")}
    ],
)
def test_what_is_not_there_is_404_for_all_who_get_that_far(world, client_of, method, route):
    answers = [send_to_nowhere(client_of(world.people[role]), method, route) for role in ROLES]

    reached = [answer for answer in answers if answer.status_code not in {401, 403}]
    assert reached
    assert {answer.status_code for answer in reached} == {404}
    assert {answer.content for answer in reached} == {reached[0].content}


def send_to_nowhere(client, method, route):
    path = route.format(
        booking_id=uuid4(),
        session_id=uuid4(),
        device_id=uuid4(),
        passkey_id=uuid4(),
        identity_id=2**31 - 1,
    )
    if method == "get":
        return client.get(path)
    return getattr(client, method)(path, BODIES.get((method, route), {}), format="json")


@pytest.mark.parametrize("role", ["user", "creator", "owner", "booker"])
def test_a_right_that_is_gained_counts_at_once_and_one_that_is_lost_too(world, client_of, role):
    person = world.people[role]
    client = client_of(person)

    codes = []
    for right in ("USER", "CREATOR", "USER"):
        type(person).objects.filter(pk=person.pk).update(role=right)
        codes.append(client.post("/api/sessions/", NEW_SESSION, format="json").status_code)

    assert codes == [403, 201, 403]


@pytest.mark.parametrize("role", ["user", "owner", "booker"])
def test_a_person_who_is_locked_out_is_nobody(world, client_of, role):
    person = world.people[role]
    client = client_of(person)
    assert client.get("/api/me/").status_code == 200

    type(person).objects.filter(pk=person.pk).update(is_active=False)

    for path in ("/api/me/", "/api/bookings/", "/api/sessions/"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")


def test_staff_and_superusers_are_people_like_others_here(world, client_of):
    type(world.user).objects.filter(pk=world.user.pk).update(is_staff=True, is_superuser=True)
    client = client_of(world.user)

    assert send(client, world, "get", "/api/bookings/{booking_id}/").status_code == 404
    assert send(client, world, "patch", "/api/sessions/{session_id}/").status_code == 403
    assert send(client, world, "get", "/api/creator/insights/").status_code == 403
