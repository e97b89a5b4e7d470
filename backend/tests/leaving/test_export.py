"""Everything about a person in a file: asked for, written by a job, fetched, forgotten."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.socialaccount.models import SocialAccount
from rest_framework.test import APIClient

from core import clock
from leaving.errors import Superseded
from leaving.models import Export, ExportPart, ExportStatus
from leaving.services import archive, export
from leaving.services.contents import TABLES
from notifications.models import Mail
from tests.conftest import FakeClock
from tests.factories import (
    make_booking,
    make_creator,
    make_export,
    make_passkey,
    make_session,
    make_user,
)
from tests.jobs import run_jobs
from tests.users.conftest import refusal
from users.models import User

pytestmark = pytest.mark.django_db
EXPORT, FILE = "/api/auth/export/", "/api/auth/export/file/"
Client = Callable[[User], APIClient]
NONE = {
    "status": "none",
    "progress": 0,
    "asked_at": None,
    "ready_at": None,
    "expires_at": None,
    "size": None,
}


def fetched(client: APIClient) -> ZipFile:
    """The file, asked for and written."""
    assert client.post(EXPORT).status_code == 202
    run_jobs()
    answer = client.get(FILE)
    assert answer.status_code == 200
    return ZipFile(io.BytesIO(answer.getvalue()))


def table(file: ZipFile, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(file.read(f"{name}.json"))
    return rows


def cells(file: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read(f"{name}.csv").decode())))


class TestAskingForIt:
    def test_who_never_asked_has_none(self, client_of: Client) -> None:
        client = client_of(make_user())

        answer = client.get(EXPORT)

        assert answer.json() == NONE
        assert answer["Cache-Control"] == "no-store"
        assert refusal(client.get(FILE)) == (404, "not_found")

    def test_it_waits_for_the_job_and_then_is_ready_for_a_day(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        client = client_of(make_user())

        asked = client.post(EXPORT).json()
        assert (asked["status"], asked["progress"], asked["size"]) == ("waiting", 0, None)
        run_jobs()
        ready = client.get(EXPORT).json()

        assert (ready["status"], ready["progress"]) == ("ready", 100)
        assert ready["size"] == len(client.get(FILE).getvalue())
        export_row = Export.objects.get()
        assert export_row.expires_at == frozen.moment + timedelta(hours=24)

    def test_one_under_way_is_the_answer_to_everybody_who_asks_again(
        self, client_of: Client
    ) -> None:
        client = client_of(make_user())

        first, second = client.post(EXPORT), client.post(EXPORT)

        assert first.json() == second.json()
        assert Export.objects.count() == 1
        assert run_jobs().count("leaving.make_export") == 1

    def test_a_fresh_one_is_the_answer_for_a_minute_and_then_another_is_made(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        client = client_of(make_user())
        fetched(client)
        first = Export.objects.get()

        frozen.advance(seconds=59)
        assert client.post(EXPORT).json()["status"] == "ready"
        frozen.advance(seconds=2)
        assert client.post(EXPORT).json()["status"] == "waiting"

        assert Export.objects.get().pk != first.pk
        assert not ExportPart.objects.exists()

    def test_who_has_not_proved_it_lately_is_asked_again(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        client = client_of(ada)
        frozen.advance(minutes=6)
        make_export(ada)

        assert refusal(client.post(EXPORT)) == (403, "reauthentication_required")
        assert refusal(client.get(FILE)) == (403, "reauthentication_required")


class TestFetchingIt:
    def test_only_its_owner_gets_it(self, client_of: Client) -> None:
        ada, eve = make_user(), make_user()
        make_export(ada, b"hers")

        assert client_of(ada).get(FILE).getvalue() == b"hers"
        assert refusal(client_of(eve).get(FILE)) == (404, "not_found")
        assert client_of(eve).get(EXPORT).json() == NONE
        assert APIClient().get(FILE).status_code == 401

    def test_no_cache_keeps_it_and_a_browser_saves_it(self, client_of: Client) -> None:
        ada = make_user()
        make_export(ada, b"1234")

        answer = client_of(ada).get(FILE)

        assert answer.streaming
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Type"] == "application/zip"
        assert answer["Content-Length"] == "4"
        assert answer["Content-Disposition"].startswith("attachment")

    def test_one_that_is_not_ready_is_not_there(self, client_of: Client) -> None:
        ada = make_user()
        nothing: dict[str, Any] = {"ready_at": None, "expires_at": None}
        for status in ("waiting", "running", "failed"):
            Export.objects.all().delete()
            make_export(ada, status=status, **nothing)

            assert refusal(client_of(ada).get(FILE)) == (404, "not_found")

    def test_after_a_day_it_is_gone_and_an_hour_later_its_bytes_are(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        """The hour is for those who had begun to fetch it."""
        ada = make_user()
        make_export(ada, ready_at=frozen.moment, expires_at=frozen.moment + timedelta(days=1))

        frozen.advance(days=1)
        export.forget_exports(now=frozen.moment)
        assert refusal(client_of(ada).get(FILE)) == (404, "not_found")
        assert client_of(ada).get(EXPORT).json() == NONE
        assert ExportPart.objects.exists()
        frozen.advance(hours=1)
        export.forget_exports(now=frozen.moment)

        assert not ExportPart.objects.exists()


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


class TestCrashes:
    @pytest.fixture
    def begun(self, monkeypatch: pytest.MonkeyPatch) -> Export:
        """One whose worker was killed after two parts."""
        monkeypatch.setattr(archive, "PART_BYTES", 200)
        made = Export.objects.create(user=make_user(), asked_at=clock.now(), touched_at=clock.now())
        kept = export._keep
        killed = KeyboardInterrupt()

        def die(**words: Any) -> None:
            if ExportPart.objects.count() == 2:
                raise killed
            kept(**words)

        with monkeypatch.context() as patched:
            patched.setattr(export, "_keep", die)
            with pytest.raises(KeyboardInterrupt):
                export.make_export(export_id=made.pk)
        return made

    def test_the_next_worker_begins_anew_and_finishes(
        self, begun: Export, client_of: Client
    ) -> None:
        begun.refresh_from_db()
        assert (begun.status, begun.parts) == (ExportStatus.RUNNING, 2)

        export.make_export(export_id=begun.pk)

        begun.refresh_from_db()
        assert (begun.status, begun.attempt) == (ExportStatus.READY, 2)
        content = client_of(begun.user).get(FILE).getvalue()
        assert ZipFile(io.BytesIO(content)).testzip() is None

    def test_one_thought_dead_that_comes_back_spoils_nothing(
        self, begun: Export, monkeypatch: pytest.MonkeyPatch, client_of: Client
    ) -> None:
        """In the middle of the second worker's writing the first goes on with its own."""
        kept = export._keep
        revived: list[bool] = []

        def keep_and_revive(**words: Any) -> None:
            kept(**words)
            if not revived:
                revived.append(True)
                with pytest.raises(Superseded):
                    kept(**{**words, "attempt": 1, "content": b"stale"})

        monkeypatch.setattr(export, "_keep", keep_and_revive)
        export.make_export(export_id=begun.pk)

        content = client_of(begun.user).get(FILE).getvalue()
        assert ZipFile(io.BytesIO(content)).testzip() is None

    def test_its_twin_that_does_not_look_at_the_attempt_is_spoiled(
        self, begun: Export, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = export._keep
        revived: list[bool] = []

        def keep_whoever_asks(**words: Any) -> None:
            kept(**words)
            if not revived:
                revived.append(True)
                kept(**{**words, "content": b"stale"})

        monkeypatch.setattr(export, "_keep", keep_whoever_asks)
        export.make_export(export_id=begun.pk)

        parts = ExportPart.objects.filter(export=begun).order_by("number")
        assert b"stale" in b"".join(bytes(each.content) for each in parts)

    def test_what_always_fails_is_given_up(self, begun: Export, client_of: Client) -> None:
        Export.objects.update(attempt=export.MOST_ATTEMPTS)

        export.make_export(export_id=begun.pk)

        client = client_of(begun.user)
        assert client.get(EXPORT).json()["status"] == "failed"
        assert not ExportPart.objects.exists()
        assert client.post(EXPORT).json()["status"] == "waiting"

    def test_one_that_nobody_writes_any_more_is_given_up(
        self, begun: Export, frozen: FakeClock
    ) -> None:
        frozen.advance(minutes=59)
        export.forget_exports(now=frozen.moment)
        begun.refresh_from_db()
        assert begun.status == ExportStatus.RUNNING
        frozen.advance(minutes=2)
        export.forget_exports(now=frozen.moment)

        begun.refresh_from_db()
        assert begun.status == ExportStatus.FAILED
        assert not ExportPart.objects.exists()

    def test_who_leaves_meanwhile_gets_none(self, begun: Export, client_of: Client) -> None:
        ada = begun.user
        answer = client_of(ada).post(
            "/api/auth/deletion/", {"username": ada.username}, format="json"
        )
        assert answer.status_code == 204
        run_jobs()

        export.make_export(export_id=begun.pk)

        assert not Export.objects.exists()
        assert not ExportPart.objects.exists()
