"""The embedded PostgreSQL, really started, in a project of its own whose path has a space."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from config import embedded_postgres
from config.embedded_postgres import places, starting, state
from config.embedded_postgres.__main__ import main

BACKEND = Path(__file__).resolve().parent.parent.parent
START = """
import sys
from pathlib import Path
from config import embedded_postgres
embedded_postgres.ensure_running(Path(sys.argv[1]))
print(embedded_postgres.status(Path(sys.argv[1])).pid)
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from a_project(tmp_path_factory.mktemp("a folder"))


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from a_project(tmp_path_factory.mktemp("a folder"))


def a_project(folder: Path) -> Iterator[Path]:
    try:
        yield folder
    finally:
        embedded_postgres.remove(folder)


def connect(project: Path) -> psycopg.Connection[tuple[object, ...]]:
    to = embedded_postgres.ensure_running(project)
    return psycopg.connect(
        host=to["HOST"], port=to["PORT"], user=to["USER"], dbname=to["NAME"], autocommit=True
    )


def answer(project: Path, query: str) -> object:
    with connect(project) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row and row[0]


def kill(project: Path) -> None:
    """kill -9 of the server and of all its children."""
    pid = embedded_postgres.status(project).pid
    assert pid is not None
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for each in (str(pid), *(children.read_text().split() if children.exists() else [])):
        with suppress(ProcessLookupError):
            os.kill(int(each), signal.SIGKILL)
    while embedded_postgres.status(project).pid is not None:
        time.sleep(0.01)


def test_it_starts_in_a_path_with_a_space_and_keeps_what_is_committed(shared: Path) -> None:
    assert " " in str(shared)
    assert answer(shared, "SHOW listen_addresses") == ""
    for setting in ("fsync", "synchronous_commit"):
        assert answer(shared, f"SHOW {setting}") == "on"
    assert answer(shared, "SHOW timezone") == "UTC"
    assert answer(shared, "SHOW server_encoding") == "UTF8"
    assert answer(shared, "SELECT upper('é') || 'Z' < 'a'") is False


def test_letters_beyond_ascii_are_letters_to_the_search(shared: Path) -> None:
    with connect(shared) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        row = connection.execute("SELECT cardinality(show_trgm('éł'))").fetchone()
    assert row == (3,)


def test_it_outlives_its_starter_and_ignores_the_terminal(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    pid = embedded_postgres.status(shared).pid
    assert pid is not None
    assert os.getsid(pid) != os.getsid(0)
    assert os.getpgid(pid) != os.getpgid(0)


def test_a_server_that_runs_is_found_without_starting_a_process(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = embedded_postgres.ensure_running(shared)
    if Path("/proc/self").exists():  # elsewhere `ps` is asked
        monkeypatch.setattr(subprocess, "Popen", None)
    assert embedded_postgres.ensure_running(shared) == expected


def test_no_other_user_can_come_near_the_socket(shared: Path) -> None:
    folder = Path(embedded_postgres.ensure_running(shared)["HOST"])
    assert folder.stat().st_mode & 0o777 == 0o700
    if os.getuid() == 0:
        look = ["/bin/ls", str(folder)]
        tried = subprocess.run(look, user="nobody", cwd="/", capture_output=True, check=False)
        assert b"Permission denied" in tried.stderr


def test_after_kill_9_of_everything_it_comes_back_with_its_rows(shared: Path) -> None:
    with connect(shared) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    kill(shared)
    assert answer(shared, "SELECT number FROM kept") == 42


def test_the_old_process_number_may_belong_to_somebody_else_by_now(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    kill(shared)
    where = places.places(shared)
    for file in (where.data / "postmaster.pid", where.sockets / ".s.PGSQL.5432.lock"):
        old = file.read_bytes().split(b"\n")
        file.write_bytes(b"\n".join([str(os.getpid()).encode(), *old[1:]]))
    assert embedded_postgres.stop(shared) is False
    assert answer(shared, "SELECT 1") == 1


def test_a_socket_left_behind_is_no_server(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    kill(shared)
    assert (places.places(shared).sockets / ".s.PGSQL.5432").exists()
    assert embedded_postgres.status(shared).running is False
    assert answer(shared, "SELECT 1") == 1


def test_stop_ends_it_and_says_whether_it_ran(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    assert embedded_postgres.stop(shared) is True
    assert embedded_postgres.stop(shared) is False
    assert embedded_postgres.status(shared).running is False


def test_a_server_that_hangs_while_ending_is_killed(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "PATIENCE_WITH_AN_END", 1.0)
    embedded_postgres.ensure_running(shared)
    pid = embedded_postgres.status(shared).pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    assert embedded_postgres.stop(shared) is True
    assert answer(shared, "SELECT 1") == 1


def test_data_of_another_version_are_refused_with_what_to_do(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    embedded_postgres.stop(shared)
    version = places.places(shared).data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    try:
        with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="are of PostgreSQL 9"):
            embedded_postgres.ensure_running(shared)
    finally:
        version.write_text(ours)


def test_a_start_that_fails_shows_the_end_of_the_log(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    embedded_postgres.stop(shared)
    control = places.places(shared).data / "global" / "pg_control"
    hidden = control.rename(control.with_name("hidden"))
    try:
        with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="pg_control"):
            embedded_postgres.ensure_running(shared)
    finally:
        hidden.rename(control)


def test_many_processes_may_start_it_at_once_over_a_half_made_one(fresh: Path) -> None:
    where = places.places(fresh)
    places.make_home(where)
    (where.state / "data-part" / "base").mkdir(parents=True)
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(fresh)],
            cwd=BACKEND, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    said = {starter.communicate(timeout=60)[0] for starter in starters}
    assert said == {f"{embedded_postgres.status(fresh).pid}\n"}


def test_a_new_clone_in_the_place_of_an_old_one_has_a_database_of_its_own(fresh: Path) -> None:
    with connect(fresh) as connection:
        connection.execute("CREATE TABLE old ()")
    old = embedded_postgres.status(fresh)
    shutil.rmtree(fresh)
    fresh.mkdir()
    assert answer(fresh, "SELECT to_regclass('old')") is None
    assert old.pid is not None
    assert not state.command_line(old.pid)
    assert embedded_postgres.status(fresh).data == old.data or not old.data.exists()


def test_a_program_that_fails_is_a_sentence_with_its_words(shared: Path) -> None:
    embedded_postgres.ensure_running(shared)
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="initdb failed"):
        starting.run(places.places(shared), "initdb", "--no-such-option")


def test_the_command_line_says_what_it_did(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ensure_running", "status", "stop"):
        real = getattr(embedded_postgres, name)
        monkeypatch.setattr(embedded_postgres, name, lambda real=real: real(shared))
    assert main([]) == 2
    assert main(["start"]) == 0
    assert main(["status"]) == 0
    assert "running: yes" in capsys.readouterr().out
    assert main(["stop"]) == 0
    assert main(["status"]) == 3


def test_psql_is_called_with_where_the_server_is(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []
    to = embedded_postgres.ensure_running(shared)
    monkeypatch.setattr(embedded_postgres, "ensure_running", lambda: to)
    monkeypatch.setattr(os, "execv", lambda _, words: called.append(words))
    with suppress(TypeError):  # execv never returns, this one does
        main(["psql", "-c", "SELECT 1"])
    assert called[0][1:] == [
        *("-h", to["HOST"], "-p", "5432", "-U", "sessions", "-d", "sessions"),
        *("-c", "SELECT 1"),
    ]


def test_remove_leaves_nothing_behind(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded_postgres.ensure_running(fresh)
    where, before = places.places(fresh), embedded_postgres.status(fresh)
    real = embedded_postgres.remove
    with monkeypatch.context() as patched:
        patched.setattr(embedded_postgres, "remove", lambda: real(fresh))
        assert main(["remove"]) == 0
    assert before.pid is not None
    assert not state.command_line(before.pid)
    assert not any(folder.exists() for folder in (where.home, where.sockets, where.data))
