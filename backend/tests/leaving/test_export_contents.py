"""What is in the file, and how it is kept."""

from decimal import Decimal
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount

from leaving.models import Export, ExportPart
from leaving.services import archive, export
from leaving.services.contents import TABLES
from notifications.models import Mail
from tests.factories import (
    make_booking,
    make_creator,
    make_passkey,
    make_session,
    make_user,
)
from tests.jobs import run_jobs
from tests.leaving.conftest import Client, cells, fetched, table

pytestmark = pytest.mark.django_db


class TestWhatIsInIt:
    def test_every_table_is_there_twice(self, client_of: Client) -> None:
        file = fetched(client_of(make_user()))

        names = [f"{each.name}.{form}" for each in TABLES for form in ("json", "csv")]
        assert file.namelist() == ["README.txt", *names]
        assert file.testzip() is None

    def test_the_person_and_how_they_sign_in(self, client_of: Client) -> None:
        ada = make_user(username="ada", email="ada@example.com", first_name="Ada", password="x")
        make_passkey(user=ada)
        SocialAccount.objects.create(user=ada, provider="github", uid="42")

        file = fetched(client_of(ada))

        (profile,) = table(file, "profile")
        assert (profile["username"], profile["email"]) == ("ada", "ada@example.com")
        assert "password" not in profile
        (identity,) = table(file, "linked_identities")
        assert (identity["provider"], identity["subject"]) == ("github", "42")
        (factor,) = table(file, "second_factors")
        assert factor["kind"] == "passkey"
        (device,) = table(file, "devices")
        assert device["address_prefix"] == "203.0.113.9/32"
        assert "credential" not in device
        assert [each["kind"] for each in table(file, "security_events")] == ["signed_in"]

    def test_bookings_with_their_money(self, client_of: Client) -> None:
        ada = make_user()
        client = client_of(ada)
        body = {
            "session": str(make_session(price=Decimal("25.00")).pk),
            "payment_status": "paid",
        }
        booked = client.post("/api/bookings/", body, format="json").json()["id"]
        client.patch(f"/api/bookings/{booked}/", {"status": "cancelled"}, format="json")
        run_jobs()

        file = fetched(client)

        (booking,) = table(file, "bookings")
        assert (booking["booking"], booking["status"]) == (booked, "cancelled")
        (payment,) = table(file, "payments")
        assert (payment["booking"], payment["amount"]) == (booked, "25.00")
        (refund,) = table(file, "refunds")
        assert (refund["payment"], refund["status"]) == (payment["payment"], "succeeded")
        causes = [each["cause"] for each in table(file, "booking_changes")]
        assert causes == ["booked", "paid", "learner"]
        subjects = [each["subject"] for each in table(file, "mails")]
        assert len(subjects) == Mail.objects.filter(user=ada).count() > 1

    def test_a_creators_sessions_and_what_was_booked_there_as_far_as_they_see_it(
        self, client_of: Client
    ) -> None:
        carla, liam = make_creator(), make_user(email="liam@example.com")
        session = make_session(creator=carla, title="Bowls")
        make_booking(session=session, user=liam)
        make_booking(session=session, status="cancelled", hidden_from_creator=True)

        file = fetched(client_of(carla))

        (offered,) = table(file, "sessions")
        assert (offered["title"], offered["taken"]) == ("Bowls", 1)
        (booked,) = table(file, "booked_at_my_sessions")
        assert (booked["title"], booked["email"]) == ("Bowls", "liam@example.com")
        assert table(file, "bookings") == []

    def test_nothing_of_anybody_else(self, client_of: Client) -> None:
        eve = make_creator(username="eve", email="eve@example.com")
        make_booking(session=make_session(creator=eve))
        make_booking(user=eve)
        client_of(eve)

        file = fetched(client_of(make_user()))

        for each in TABLES:
            rows = table(file, each.name)
            assert len(rows) == {"profile": 1, "devices": 1, "security_events": 1}.get(each.name, 0)
        whole = b"".join(file.read(name) for name in file.namelist())
        assert b"eve@" not in whole

    def test_a_cell_never_runs_in_a_spreadsheet(self, client_of: Client) -> None:
        ada = make_creator(first_name="=cmd|' /C calc'!A0", last_name="@SUM(1)")
        make_session(creator=ada, title="+1", description="one\n=2\n")

        file = fetched(client_of(ada))

        (profile,) = cells(file, "profile")
        assert profile["first_name"] == "'=cmd|' /C calc'!A0"
        assert profile["last_name"] == "'@SUM(1)"
        (session,) = cells(file, "sessions")
        assert (session["title"], session["description"]) == ("'+1", "one\n'=2\n")
        assert table(file, "profile")[0]["first_name"] == "=cmd|' /C calc'!A0"

    def test_times_are_in_utc_for_programs_and_in_ones_own_zone_for_spreadsheets(
        self, client_of: Client
    ) -> None:
        ada = make_creator(time_zone="Asia/Kolkata")
        session = make_session(creator=ada)

        file = fetched(client_of(ada))

        assert session.start_time
        start = session.start_time.isoformat().replace("+00:00", "Z")
        assert table(file, "sessions")[0]["start_time"] == start
        assert cells(file, "sessions")[0]["start_time"].endswith("+05:30")


class TestManyRows:
    def test_the_file_is_kept_in_parts_of_one_size(
        self, client_of: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archive, "PART_BYTES", 1000)
        client = client_of(make_user())

        file = fetched(client)

        parts = list(ExportPart.objects.order_by("number"))
        assert [each.number for each in parts] == list(range(len(parts)))
        sizes = [len(each.content) for each in parts]
        assert set(sizes[:-1]) == {1000}
        assert sum(sizes) == Export.objects.get().size
        assert file.testzip() is None

    def test_rows_come_some_at_a_time_and_none_is_lost(
        self, client_of: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("leaving.services.contents.ROWS_A_FETCH", 2)
        ada = make_user()
        booked = [make_booking(user=ada).pk for _ in range(5)]

        file = fetched(client_of(ada))

        assert [each["booking"] for each in table(file, "bookings")] == [*map(str, booked)]
        assert len(cells(file, "bookings")) == 5

    def test_the_progress_grows(self, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[int] = []
        note = export._note

        def listen(**words: Any) -> None:
            told.append(words["progress"])
            note(**words)

        monkeypatch.setattr(export, "_note", listen)
        ada = make_user()
        for _ in range(3):
            make_booking(user=ada)

        fetched(client_of(ada))

        assert told == sorted(told)
        assert told[0] == 0
        assert 0 < told[len(told) // 2] < told[-1] <= 100
