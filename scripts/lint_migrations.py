"""Asks squawk whether the SQL of our migrations is safe while people use the product.

Only ours: the job queue's and Django's own are not for us to change. Those marked `initial` are
left out, because nobody uses a table that does not exist yet. What a migration may do in spite of
a rule stands in WAIVED with its reason; a waiver that is not needed any more is a fault too.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

BACKEND = Path(__file__).resolve().parent.parent / "backend"
SQUAWK = Path(sys.executable).with_name("squawk")
# By app, migration and rule.
WAIVED = {
    (
        "leaving",
        "0002_next_export_beside_the_ready_one",
        "require-concurrent-index-creation",
    ): "A row for each person who asked for their file within the last day: built in milliseconds.",
}


def main() -> int:
    sys.path.insert(0, str(BACKEND))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    faults = lint(sqls())
    for each in faults:
        print(each)
    return 1 if faults else 0


def our_apps() -> list[str]:
    """The label of every app whose code is below backend/."""
    from django.apps import apps

    return [
        each.label for each in apps.get_app_configs() if Path(each.path).is_relative_to(BACKEND)
    ]


def sqls() -> dict[tuple[str, str], str]:
    """What each of our migrations does, by app and name."""
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    ours, found = our_apps(), {}
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if app in ours and not migration.initial:
            sql = io.StringIO()
            call_command("sqlmigrate", app, name, stdout=sql)
            found[app, name] = sql.getvalue()
    return found


def lint(written: dict[tuple[str, str], str]) -> list[str]:
    """A line for each fault of this SQL that no waiver excuses, and for each idle waiver."""
    found = list(_squawk(written))
    rules = {(app, name, str(each["rule_name"])) for (app, name), each in found}
    faults = [
        f"{app}.{name}: {each['message']} {each['help'] or ''} [{each['rule_name']}]"
        for (app, name), each in found
        if (app, name, str(each["rule_name"])) not in WAIVED
    ]
    idle = [each for each in WAIVED if each[:2] in written and each not in rules]
    return faults + [
        f"{app}.{name}: the waiver of {rule} is not needed." for app, name, rule in idle
    ]


def _squawk(
    written: dict[tuple[str, str], str],
) -> Iterable[tuple[tuple[str, str], dict[str, object]]]:
    if not written:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {f"{app}-{name}.sql": (app, name) for app, name in written}
        for file, key in files.items():
            (Path(folder) / file).write_text(written[key])
        config = str(BACKEND / ".squawk.toml")
        done = subprocess.run(
            [str(SQUAWK), "--config", config, "--reporter", "json", *files],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not done.stdout.startswith("["):
            raise RuntimeError(f"squawk says nothing: {done.stderr}")
        for each in json.loads(done.stdout):
            yield files[each["file"]], each


if __name__ == "__main__":
    sys.exit(main())
