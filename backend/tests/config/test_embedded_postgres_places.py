"""What the embedded PostgreSQL does on unusual machines, without starting it."""

import os
import pwd
import shutil
import subprocess
from importlib import util
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db.utils import OperationalError

from config import embedded_postgres
from config.embedded_postgres import base, places, server, starting
from config.embedded_postgres.__main__ import main


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    where = places.places(tmp_path)
    with (
        pytest.raises(embedded_postgres.EmbeddedPostgresError, match="cannot be used"),
        server.faults_as_sentences(where),
    ):
        raise OSError(28, "No space left on device")


def test_a_socket_folder_that_somebody_else_made_first_is_not_used() -> None:
    taken = Path(f"/tmp/sessions-pg-{os.getuid()}-test{os.getpid()}-0")
    taken.symlink_to("/")
    try:
        chosen = places.own_socket_folder(f"test{os.getpid()}")
    finally:
        taken.unlink()
    assert chosen.name.endswith("-1")


def test_django_hears_of_a_failed_start_as_of_any_lost_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise embedded_postgres.EmbeddedPostgresError("no space")

    monkeypatch.setattr(embedded_postgres, "ensure_running", fail)
    with pytest.raises(OperationalError, match="no space"):
        base.DatabaseWrapper({}).get_connection_params()


def test_the_command_line_ends_with_a_sentence_when_it_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise embedded_postgres.EmbeddedPostgresError("no space")

    monkeypatch.setattr(embedded_postgres, "ensure_running", fail)
    assert main(["start"]) == 1
    assert capsys.readouterr().err == "no space\n"


def test_a_missing_wheel_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="install requirements"):
        places.wheel()


class Machine:
    """Its accounts, and its programs that make some."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *accounts: str, makers: bool) -> None:
        self.accounts = {*accounts}
        self.commands: list[list[str]] = []
        monkeypatch.setattr(pwd, "getpwnam", self.look_up)
        monkeypatch.setattr(shutil, "which", lambda name: name if makers else None)
        monkeypatch.setattr(subprocess, "run", self.run)

    def look_up(self, name: str) -> SimpleNamespace:
        if name not in self.accounts:
            raise KeyError(name)
        return SimpleNamespace(pw_uid=0 if name == "root" else 900)

    def run(self, command: list[str], **_: object) -> None:
        self.commands.append(command)


def test_root_gives_the_server_an_account_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, "nobody", makers=True)
    assert places.existing_account() is None
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="does not run as root"):
        places.make_account("sessions-pg")
    assert [words[0] for words in machine.commands] == ["useradd", "adduser"]
    machine.accounts.add("sessions-pg")
    places.make_account("sessions-pg")
    assert len(machine.commands) == 2


def test_without_a_program_that_makes_accounts_one_that_exists_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Machine(monkeypatch, "root", "nobody", makers=False)
    assert places.existing_account() == "nobody"


def test_a_machine_without_the_usual_locale_gets_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def initdb(_: object, *words: str) -> str:
        tried.append(words[words.index("--lc-ctype") + 1])
        if tried[-1] != "C":
            raise embedded_postgres.EmbeddedPostgresError("invalid locale name")
        return ""

    monkeypatch.setattr(starting, "run", initdb)
    starting.initialize(places.places(tmp_path), tmp_path / "data")
    assert tried == ["C.UTF-8", "en_US.UTF-8", "C"]
