"""Migrations: complete, and in one line an app. That they run from nothing, every test shows."""

import ast

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .test_writes import BACKEND

OURS = sorted(
    config.label for config in apps.get_app_configs() if str(config.path).startswith(str(BACKEND))
)


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


@pytest.mark.django_db
def test_the_models_need_no_further_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_all_are_applied():
    recorded = MigrationLoader(connection)
    wanted = {key for key in recorded.disk_migrations if key[0] in OURS}

    assert wanted <= set(recorded.applied_migrations)


@pytest.mark.parametrize("label", OURS)
def test_they_are_in_one_line(loader, label):
    mine = sorted(name for app, name in loader.disk_migrations if app == label)

    for number, name in enumerate(mine):
        parents = [
            parent
            for app, parent in loader.disk_migrations[label, name].dependencies
            if app == label
        ]
        assert parents == ([mine[number - 1]] if number else []), name
        assert name.startswith(f"{number + 1:04d}_")


@pytest.mark.parametrize("label", OURS)
def test_they_import_nothing_that_may_change(label):
    """But `core.ids`, whose only function is a default of columns."""
    folder = BACKEND / apps.get_app_config(label).path / "migrations"

    for path in sorted(folder.glob("0*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                ours = (BACKEND / name.partition(".")[0]).is_dir()
                assert not ours or name == "core.ids", (path.name, name)
