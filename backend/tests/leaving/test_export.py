"""Everything about a person in a file: asked for, written by a job, fetched, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from leaving.models import Export, ExportPart
from leaving.services import export
from tests.conftest import FakeClock
from tests.factories import (
    make_export,
    make_user,
)
from tests.jobs import run_jobs
from tests.leaving.conftest import EXPORT, FILE, Client, fetched
from tests.users.conftest import refusal

pytestmark = pytest.mark.django_db
NONE = {
    "status": "none",
    "progress": 0,
    "asked_at": None,
    "ready_at": None,
    "expires_at": None,
    "size": None,
}


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
        run_jobs()

        assert Export.objects.get().pk != first.pk
        assert not ExportPart.objects.filter(export_id=first.pk).exists()

    def test_the_one_before_can_be_fetched_until_the_next_is_ready(
        self, client_of: Client, frozen: FakeClock
    ) -> None:
        ada = make_user()
        client = client_of(ada)
        make_export(ada, b"before", ready_at=frozen.moment - timedelta(minutes=2))

        asked = client.post(EXPORT).json()
        before = client.get(FILE).getvalue()
        run_jobs()

        assert (asked["status"], before) == ("waiting", b"before")
        assert client.get(EXPORT).json()["status"] == "ready"
        assert client.get(FILE).getvalue().startswith(b"PK")

    def test_one_that_fails_takes_nothing_away(self, client_of: Client, frozen: FakeClock) -> None:
        ada = make_user()
        client = client_of(ada)
        make_export(ada, b"before", ready_at=frozen.moment - timedelta(minutes=2))
        client.post(EXPORT)
        Export.objects.filter(status="waiting").update(status="failed")

        assert client.get(EXPORT).json()["status"] == "failed"
        assert client.get(FILE).getvalue() == b"before"
        assert client.post(EXPORT).json()["status"] == "waiting"
        assert Export.objects.filter(status="failed").count() == 0

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
