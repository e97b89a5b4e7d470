"""The life of an export: asked for, written by a job, fetched, forgotten.

Its bytes are in the database, which is all that the servers share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db.models import F

from core import clock
from core.errors import NotFound
from core.events import emit
from core.transactions import use_case
from leaving.errors import Superseded
from leaving.models import Export, ExportPart, ExportStatus
from users.models import User
from users.services.email import locked_user
from users.services.proof import Proof

from .archive import Parts, write_archive

KEPT_FOR = timedelta(hours=24)
# Fetching may take as long beyond that.
FETCHED_WITHIN = timedelta(hours=1)
# Asked again so soon, the same file is the answer.
FRESH = timedelta(minutes=1)
MOST_ATTEMPTS = 5
# Nothing was written for so long: whoever wrote it is dead, and the queue forgot the job.
SILENT_FOR = timedelta(hours=1)
UNDER_WAY = (ExportStatus.WAITING, ExportStatus.RUNNING)


@dataclass(frozen=True)
class File:
    size: int
    content: Iterator[bytes]


def export_of(user: User, *, now: datetime) -> Export | None:
    """The newest one, unless it is too old to be fetched."""
    found = _newest(user)
    return None if found is None or _is_over(found, now) else found


def _newest(user: User) -> Export | None:
    return Export.objects.filter(user=user).order_by("-pk").first()


def ask_for_export(*, user: User, proof: Proof, now: datetime) -> Export:
    """Have a file of everything about the person written; the one under way if there is one.

    Raises ReauthenticationRequired, and NotFound for somebody who left.
    """
    proof.demand(now=now)
    return _ask(user_id=user.pk, now=now)


@use_case
def _ask(*, user_id: UUID, now: datetime) -> Export:
    """The lock of the person makes two requests take turns. One that is ready stays until the
    next one is."""
    user = locked_user(user_id)
    present = _newest(user)
    if present is not None and (present.status in UNDER_WAY or _is_fresh(present, now)):
        return present
    Export.objects.filter(user=user, status=ExportStatus.FAILED).delete()
    made = Export.objects.create(user=user, asked_at=now, touched_at=now)
    emit("export.asked", export_id=made.pk)
    return made


def open_export(*, user: User, proof: Proof, now: datetime) -> File:
    """The file, part by part. Raises NotFound without one, and ReauthenticationRequired."""
    proof.demand(now=now)
    found = Export.objects.filter(user=user, status=ExportStatus.READY).first()
    if found is None or _is_over(found, now):
        raise NotFound()
    return File(found.size, _content(found))


def _content(export: Export) -> Iterator[bytes]:
    """Raises DoesNotExist when the file went meanwhile: half of it must not look whole."""
    for number in range(export.parts):
        yield bytes(ExportPart.objects.get(export_id=export.pk, number=number).content)


def make_export(*, export_id: UUID) -> None:
    """Write the file, from its beginning however often it was begun. A no-op when it is done."""
    begun = _begin(export_id=export_id, now=clock.now())
    if begun is None:
        return
    note = partial(_note, export_id=export_id, attempt=begun.attempt)

    def keep(content: bytes) -> None:
        _keep(export_id=export_id, attempt=begun.attempt, content=content, now=clock.now())

    def told(progress: int) -> None:
        note(progress=progress, now=clock.now())

    try:
        write_archive(begun.user, parts=Parts(keep), told=told, now=clock.now())
        _finish(export_id=export_id, attempt=begun.attempt, now=clock.now())
    except Superseded:
        return


@use_case
def _begin(*, export_id: UUID, now: datetime) -> Export | None:
    """The export with the number of this attempt; None when there is nothing (more) to do."""
    waiting = Export.objects.select_related("user").select_for_update(of=("self",))
    export = waiting.filter(pk=export_id, status__in=UNDER_WAY).first()
    if export is None:
        return None
    ExportPart.objects.filter(export=export).delete()
    export.attempt += 1
    export.progress = export.size = export.parts = 0
    export.touched_at = now
    over = export.attempt > MOST_ATTEMPTS
    export.status = ExportStatus.FAILED if over else ExportStatus.RUNNING
    export.save()
    return None if over else export


@use_case
def _note(*, export_id: UUID, attempt: int, progress: int, now: datetime) -> None:
    mine = Export.objects.filter(pk=export_id, attempt=attempt, status=ExportStatus.RUNNING)
    if not mine.update(progress=progress, touched_at=now):
        raise Superseded()


@use_case
def _keep(*, export_id: UUID, attempt: int, content: bytes, now: datetime) -> None:
    """The next part, as long as this attempt is the latest. Raises Superseded."""
    mine = Export.objects.filter(pk=export_id, attempt=attempt, status=ExportStatus.RUNNING)
    added = mine.update(parts=F("parts") + 1, size=F("size") + len(content), touched_at=now)
    if not added:
        raise Superseded()
    number = Export.objects.values_list("parts", flat=True).get(pk=export_id) - 1
    ExportPart.objects.create(export_id=export_id, number=number, content=content)


@use_case
def _finish(*, export_id: UUID, attempt: int, now: datetime) -> None:
    """It takes the place of the one before."""
    mine = Export.objects.filter(pk=export_id, attempt=attempt, status=ExportStatus.RUNNING)
    written = mine.select_for_update(no_key=True).first()
    if written is None:
        return
    Export.objects.filter(user=written.user_id, status=ExportStatus.READY).delete()
    written.status, written.progress = ExportStatus.READY, 100
    written.touched_at = written.ready_at = now
    written.expires_at = now + KEPT_FOR
    written.save()


@use_case
def forget_exports(*, now: datetime) -> None:
    """Delete files that are too old to be fetched, and give up those that nobody writes."""
    Export.objects.filter(expires_at__lte=now - FETCHED_WITHIN).delete()
    silent = Export.objects.filter(status=ExportStatus.RUNNING, touched_at__lte=now - SILENT_FOR)
    ExportPart.objects.filter(export__in=silent).delete()
    silent.update(status=ExportStatus.FAILED)


def _is_fresh(export: Export, now: datetime) -> bool:
    return export.ready_at is not None and export.ready_at > now - FRESH


def _is_over(export: Export, now: datetime) -> bool:
    return export.expires_at is not None and export.expires_at <= now
