"""A worker that dies amid an export, or seems to."""

import io
from typing import Any
from zipfile import ZipFile

import pytest

from core import clock
from leaving.errors import Superseded
from leaving.models import Export, ExportPart, ExportStatus
from leaving.services import archive, export
from tests.conftest import FakeClock
from tests.factories import (
    make_user,
)
from tests.jobs import run_jobs
from tests.leaving.conftest import EXPORT, FILE, Client

pytestmark = pytest.mark.django_db


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
