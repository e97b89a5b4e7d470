"""A migration that would hold people up is refused before it is merged."""

import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

from .test_writes import BACKEND

sys.path.append(str(BACKEND.parent / "scripts"))

import lint_migrations

BOOKING = ("bookings", "0099_test")


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("CREATE INDEX late ON bookings_booking (amount)", "require-concurrent-index-creation"),
        ("ALTER TABLE bookings_booking ADD COLUMN room int8 NOT NULL", "adding-required-field"),
        ("ALTER TABLE bookings_booking DROP COLUMN policy", "ban-drop-column"),
        ("ALTER TABLE bookings_booking RENAME COLUMN policy TO terms", "renaming-column"),
        ("ALTER TABLE bookings_booking ALTER COLUMN amount TYPE text", "changing-column-type"),
        ("ALTER TABLE bookings_booking ALTER COLUMN amount SET NOT NULL", "adding-not-nullable"),
        (
            "ALTER TABLE bookings_booking ADD CONSTRAINT dear CHECK (amount > 1)",
            "constraint-missing-not-valid",
        ),
    ],
)
def test_a_bad_migration_is_refused(sql, rule):
    faults = lint_migrations.lint({BOOKING: f"BEGIN;\n{sql};\nCOMMIT;\n"})

    assert any(f"[{rule}" in fault for fault in faults), faults
    assert all(fault.startswith("bookings.0099_test: ") for fault in faults)


def test_a_good_one_passes():
    """Expand: a column that may be empty, and an index that writes need not wait for."""
    assert not lint_migrations.lint({
        BOOKING: "BEGIN;\nALTER TABLE bookings_booking ADD COLUMN room int8 NULL;\nCOMMIT;\n",
        ("bookings", "0100_test"): "CREATE INDEX CONCURRENTLY late ON bookings_booking (room);\n",
    })  # fmt: skip


def test_a_waiver_excuses_one_rule_of_one_migration(monkeypatch):
    waived = {(*BOOKING, "ban-drop-column"): "Nobody has read it since the release before."}
    monkeypatch.setattr(lint_migrations, "WAIVED", waived)
    sql = "ALTER TABLE bookings_booking DROP COLUMN policy;\n"

    assert not lint_migrations.lint({BOOKING: sql})
    assert lint_migrations.lint({("bookings", "0100_test"): sql})


def test_a_waiver_that_is_not_needed_is_a_fault(monkeypatch):
    waived = {(*BOOKING, "ban-drop-column"): "Nobody has read it since the release before."}
    monkeypatch.setattr(lint_migrations, "WAIVED", waived)

    [fault] = lint_migrations.lint({BOOKING: "SELECT 1;\n"})

    assert fault == "bookings.0099_test: the waiver of ban-drop-column is not needed."


def test_all_our_apps_are_looked_at():
    """Whoever adds one need not remember it. What they write, `make check` looks at."""
    with_migrations = {
        each.label for each in apps.get_app_configs() if (Path(each.path) / "migrations").exists()
    }
    foreign = {"auth", "contenttypes", "sessions", "procrastinate", "admin"}
    foreign |= {"account", "socialaccount"}

    assert {"leaving", "core", "simulated_provider"} <= set(lint_migrations.our_apps())
    assert with_migrations - set(lint_migrations.our_apps()) <= foreign


def test_each_rule_that_is_switched_off_has_its_reason():
    lines = (BACKEND / ".squawk.toml").read_text().splitlines()
    rules = [number for number, line in enumerate(lines) if re.match(r'\s+"', line)]

    assert rules
    for number in rules:
        assert lines[number - 1].strip().startswith("# "), lines[number]
    assert all(len(reason) > 20 for reason in lint_migrations.WAIVED.values())
