"""`manage.py make_demo`: the default demo."""

from io import StringIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Q
from django.test import TestCase, override_settings

from bookings.models import Booking
from bookings.services.cancel import cancel_by_learner
from core import clock
from demo.accounts import PASSWORD, known
from demo.people import ADMIN_ID, CREATOR_ID, LEARNER_ID
from demo.rows import Rows
from payments.models import Payment, Refund
from payments.services.refunds import carry_out_refund
from session_catalog.models import Seats, Session
from tests.factories import make_user
from users.models import User


def make_demo(*arguments: str) -> str:
    said = StringIO()
    call_command("make_demo", *arguments, stdout=said)
    return said.getvalue()


def table_sizes() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model, _ in Rows().tables()}


@override_settings(DEVELOPMENT=True)
class TestTheDemo(TestCase):
    """Loaded once; each test sees it fresh."""

    said: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.said = make_demo()

    def test_every_invariant_holds(self) -> None:
        said = StringIO()
        call_command("audit", stdout=said)  # ends the program when one is broken
        assert " 0 broken" in said.getvalue()

    def test_it_says_in_one_line_what_was_loaded(self) -> None:
        assert self.said.startswith("The demo is loaded: 12 creators, 54 people, 86 sessions, ")
        assert self.said.count("\n") == 1

    def test_a_second_call_adds_nothing(self) -> None:
        before = table_sizes()
        assert make_demo() == "The demo is loaded already.\n"
        assert table_sizes() == before

    def test_a_second_call_adds_nothing_when_a_known_account_was_renamed(self) -> None:
        User.objects.filter(pk=CREATOR_ID).update(username="me", email="me@example.com")
        before = table_sizes()
        make_demo()
        assert table_sizes() == before

    def test_the_known_accounts_have_their_roles_and_the_password(self) -> None:
        creator, learner, admin = (User.objects.get(pk=who.id) for _, who in known())
        assert (creator.role, creator.is_superuser) == ("CREATOR", False)
        assert (learner.role, learner.is_superuser) == ("USER", False)
        assert (admin.role, admin.is_staff, admin.is_superuser) == ("USER", True, True)
        assert User.objects.filter(Q(is_superuser=True) | Q(is_staff=True)).count() == 1
        for user in (creator, learner, admin):
            assert user.check_password(PASSWORD)
            validate_password(PASSWORD, user)

    def test_sessions_of_every_kind_are_there(self) -> None:
        now = clock.now()
        published = Session.objects.published()
        upcoming = published.filter(start_time__gt=now)
        assert upcoming.filter(seats__taken=F("seats__capacity")).count() >= 5
        assert upcoming.filter(seats__taken=F("seats__capacity") - 1).count() >= 5
        assert upcoming.filter(price=0).count() >= 5
        assert upcoming.filter(price__gt=0).count() >= 20
        assert published.filter(start_time=None).count() >= 5
        assert published.filter(end_time__lt=now, seats__taken__gt=0).count() >= 20
        assert Session.objects.filter(status="draft").count() >= 3
        assert Session.objects.filter(status="cancelled").count() >= 3
        assert published.values("time_zone").distinct().count() == 12

    def test_the_known_creator_has_sessions_of_every_kind(self) -> None:
        own = Session.objects.filter(creator_id=CREATOR_ID)
        assert set(own.values_list("status", flat=True)) == {"draft", "published", "cancelled"}
        assert own.filter(start_time=None).exists()
        assert own.filter(start_time__lt=clock.now()).exists()
        assert own.filter(start_time__gt=clock.now(), seats__taken=F("seats__capacity")).exists()

    def test_the_known_learner_has_been_through_everything(self) -> None:
        own = Booking.objects.filter(user_id=LEARNER_ID)
        assert set(own.values_list("status", "cancel_cause")) == {
            ("pending", None),
            ("confirmed", None),
            ("cancelled", "hold_expired"),
            ("cancelled", "learner"),
            ("cancelled", "session_cancelled"),
            ("cancelled", "admin"),
        }
        payments = Payment.objects.filter(payable_id__in=own.values("id"))
        assert set(payments.values_list("status", flat=True)) == {"captured", "failed"}
        refunds = Refund.objects.filter(payment__in=payments)
        assert set(refunds.values_list("status", flat=True)) == {"succeeded", "failed"}
        assert own.filter(status="confirmed", booking_date__lt=clock.now()).exists()

    def test_holds_are_fresh_and_on_sessions_still_to_come(self) -> None:
        now = clock.now()
        holds = Booking.objects.filter(status="pending")
        assert holds.count() >= 2
        assert holds.filter(Q(hold_expires_at__lte=now) | Q(booking_date__lte=now)).count() == 0

    def test_full_sessions_stay_full_when_the_holds_run_out(self) -> None:
        full = Session.objects.filter(seats__taken=F("seats__capacity"))
        assert Booking.objects.filter(status="pending", session__in=full).count() == 0

    def test_sessions_start_at_human_hours_where_their_creators_live(self) -> None:
        for session in Session.objects.exclude(start_time=None):
            assert session.start_time is not None
            local = session.start_time.astimezone(ZoneInfo(session.time_zone))
            assert 7 <= local.hour <= 21, session.title
            assert session.time_zone == session.creator.time_zone

    def test_nothing_loads_from_other_hosts(self) -> None:
        assert User.objects.exclude(avatar=None).count() == 0
        assert Session.objects.exclude(image=None).count() == 0

    def test_nothing_waits_for_the_provider(self) -> None:
        assert Payment.objects.open().count() == 0
        assert Refund.objects.filter(status__in=("requested", "submitted")).count() == 0

    def test_every_change_of_the_seats_grew_their_version(self) -> None:
        for seats in Seats.objects.all():
            statuses = Booking.objects.filter(session_id=seats.session_id).values_list(
                "events__from_status", "events__to_status"
            )
            live = ("pending", "confirmed")
            changes = sum((before in live) != (after in live) for before, after in statuses)
            closed = Session.objects.get(pk=seats.session_id).status == "cancelled"
            assert seats.version == 1 + changes + closed

    def test_a_paid_booking_can_be_cancelled_and_its_money_returned(self) -> None:
        now = clock.now()
        learner = User.objects.get(pk=LEARNER_ID)
        paid = Booking.objects.filter(user=learner, status="confirmed", amount__gt=0)
        booking_id = paid.filter(booking_date__gt=now).values_list("id", flat=True)[0]
        cancel_by_learner(user=learner, booking_id=booking_id, now=now)
        refund = Refund.objects.get(payment__payable_id=booking_id)
        carry_out_refund(refund_id=refund.pk)
        refund.refresh_from_db()
        assert refund.status == "succeeded"


def ids(*wanted: UUID) -> int:
    return User.objects.filter(pk__in=wanted).count()


@pytest.mark.django_db
def test_it_is_refused_outside_development_mode(settings: Any) -> None:
    settings.DEVELOPMENT, settings.DEMO = False, False
    for arguments in ([], ["--rows", "100"]):
        with pytest.raises(CommandError, match="only in development mode"):
            make_demo(*arguments)
    assert set(table_sizes().values()) == {0}


@pytest.mark.django_db
def test_demo_true_allows_it_outside_development_mode(settings: Any) -> None:
    settings.DEVELOPMENT, settings.DEMO = False, True
    make_demo()
    assert ids(CREATOR_ID, LEARNER_ID, ADMIN_ID) == 3


@pytest.mark.django_db
def test_somebody_elses_username_is_left_alone(settings: Any) -> None:
    settings.DEVELOPMENT = True
    make_user(username="Maya.Lindqvist")
    with pytest.raises(CommandError, match="somebody else has"):
        make_demo()
    connection.check_constraints()
    assert {name: size for name, size in table_sizes().items() if size} == {"User": 1}


def test_the_known_accounts_are_printed_without_a_look_at_the_database(
    settings: Any,
) -> None:
    settings.DEVELOPMENT = False
    head, *lines = make_demo("--accounts").splitlines()
    assert head.split() == ["ROLE", "E-MAIL", "USERNAME", "PASSWORD"]
    assert [line.split() for line in lines] == [
        ["creator", "maya.lindqvist@example.com", "maya.lindqvist", PASSWORD],
        ["learner", "sam.rivera@example.com", "sam.rivera", PASSWORD],
        ["admin", "demo.admin@example.com", "demo.admin", PASSWORD],
    ]
