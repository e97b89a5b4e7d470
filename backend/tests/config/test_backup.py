"""`make backup` and `make restore`, on the real programs and a real database."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from bookings.models import Booking, BookingEvent
from core.ids import new_id
from tests.audit import rows

sys.path.append(str(Path(__file__).resolve().parents[3] / "scripts"))

import backup as program

pytestmark = pytest.mark.django_db(transaction=True)
Query = Callable[[str], object]


@pytest.fixture
def place() -> program.Direct:
    connection.ensure_connection()
    host = connection.get_connection_params()["host"]
    return program.Direct({**connection.settings_dict, "HOST": host})


@pytest.fixture
def restored(place: program.Direct) -> Iterator[tuple[str, Query]]:
    """The name of a database to come, and what one of its rows says."""
    name = f'restored "{new_id().hex[-8:]}'

    def first(query: str) -> object:
        host, user = place.settings["HOST"], place.settings["USER"]
        with psycopg.connect(dbname=name, host=host, user=user, autocommit=True) as database:
            return database.execute(query.encode()).fetchone()

    yield name, first
    quoted = name.replace('"', '""')
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{quoted}"')


def test_a_restored_backup_has_every_row_and_passes_the_audit(
    place: program.Direct, restored: tuple[str, Query], tmp_path: Path
) -> None:
    booking, name, first = rows.hold(), *restored
    file = tmp_path / "a copy.dump"

    assert program.backup(place, file) == 0
    Booking.objects.filter(pk=booking.pk).update(amount=1)
    assert program.restore(place, file, name) == 0

    found = first(f"SELECT amount FROM bookings_booking WHERE id = '{booking.pk}'")
    assert found == (booking.amount,)
    assert file.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.part"))


def test_the_audit_of_a_copy_that_is_not_sound_fails(
    place: program.Direct, restored: tuple[str, Query], tmp_path: Path
) -> None:
    booking = rows.hold()
    BookingEvent.objects.filter(booking=booking).delete()
    program.backup(place, tmp_path / "a.dump")

    assert program.restore(place, tmp_path / "a.dump", restored[0]) == 1


def test_an_empty_database_comes_back_sound(
    place: program.Direct, restored: tuple[str, Query], tmp_path: Path
) -> None:
    file = tmp_path / "empty.dump"

    program.backup(place, file)

    assert program.restore(place, file, restored[0]) == 0


def test_the_database_in_use_is_never_written_over(place: program.Direct, tmp_path: Path) -> None:
    file = tmp_path / "a.dump"
    program.backup(place, file)

    with pytest.raises(program.Problem, match="is the database in use"):
        program.restore(place, file, place.database())
    with pytest.raises(program.Problem, match="already exists"):
        program.restore(place, file, "postgres")


def test_what_is_no_backup_is_refused_with_a_sentence(
    place: program.Direct, restored: tuple[str, Query], tmp_path: Path
) -> None:
    with pytest.raises(program.Problem, match="There is no file"):
        program.restore(place, tmp_path / "nothing.dump", restored[0])
    (tmp_path / "text.dump").write_text("not a dump")
    with pytest.raises(program.Problem, match="pg_restore"):
        program.restore(place, tmp_path / "text.dump", restored[0])


def test_a_backup_that_fails_leaves_no_file(place: program.Direct, tmp_path: Path) -> None:
    place.settings["NAME"] = "no such database"

    with pytest.raises(program.Problem, match="does not exist"):
        program.backup(place, tmp_path / "a.dump")
    assert not (tmp_path / "a.dump").exists()
