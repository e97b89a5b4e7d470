"""Rows are written by their app's own services, and by nothing else."""

import ast
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parents[2]
APPS = (
    "core",
    "users",
    "session_catalog",
    "payments",
    "bookings",
    "notifications",
    "leaving",
    "audit",
)
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
# Who may write: use cases and steps, reactions to events, the provider's own books,
# and what an admin form saves.
WRITERS = ("services", "handlers.py", "gateways", "migrations")
APPEND_ONLY = ("BookingEvent", "RoleChange")


def sources():
    return [
        path
        for app in APPS
        for path in (BACKEND / app).rglob("*.py")
        if "__pycache__" not in str(path)
    ]


def may_write(path: Path) -> bool:
    return any(part in WRITERS for part in path.relative_to(BACKEND).parts)


def writes_in(source: str) -> list[str]:
    """Calls like `X.objects.create(…)` or `booking.save()`; a dict's `update` is none."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        target = ast.unparse(node.func.value)
        if node.func.attr in WRITES and not isinstance(node.func.value, ast.Subscript):
            found.append(f"{target}.{node.func.attr}")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(BACKEND)))
def test_only_services_write(path):
    if may_write(path):
        return

    assert writes_in(path.read_text()) == []


def test_the_search_finds_a_write():
    assert writes_in("Booking.objects.filter(pk=1).update(status='x')") == [
        "Booking.objects.filter(pk=1).update"
    ]
    assert writes_in("booking.save()") == ["booking.save"]


@pytest.mark.parametrize("name", APPEND_ONLY)
def test_records_of_what_happened_are_never_changed(name):
    for path in sources():
        for write in writes_in(path.read_text()):
            if write.startswith(f"{name}."):
                assert write.endswith((".create", ".bulk_create")), f"{path}: {write}"


def test_nothing_listens_to_signals():
    for path in sources():
        text = path.read_text()
        assert "@receiver" not in text, path
        assert "django.db.models.signals" not in text, path


def test_money_is_never_a_float():
    for path in sources():
        assert "int(float(" not in path.read_text(), path
