"""Asks squawk whether the SQL of our migrations is safe while people use the product.

Only ours: the job queue's and Django's own are not for us to change. Those marked `initial` are
left out, because nobody uses a table that does not exist yet.
"""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BACKEND = Path(__file__).resolve().parent.parent / "backend"
APPS = ("core", "users", "session_catalog", "payments", "bookings", "notifications", "demo")
SQUAWK = Path(sys.executable).with_name("squawk")


def main() -> int:
    sys.path.insert(0, str(BACKEND))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        files = write_sql(Path(folder))
        if not files:
            return 0
        config = str(BACKEND / ".squawk.toml")
        command = [str(SQUAWK), "--config", config, "--reporter", "gcc", *files]
        return subprocess.run(command, cwd=folder, check=False).returncode


def write_sql(folder: Path) -> list[str]:
    """Writes each migration's SQL into `folder` and returns the names of the files."""
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    written = []
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if app in APPS and not migration.initial:
            sql = io.StringIO()
            call_command("sqlmigrate", app, name, stdout=sql)
            written.append(f"{app}-{name}.sql")
            (folder / written[-1]).write_text(sql.getvalue())
    return written


if __name__ == "__main__":
    sys.exit(main())
