"""`make base-backup` and `make recover`: the containers' database as it was at any moment.

    archive.py base [--keep N]
    archive.py recover AT FILE

With ARCHIVE=on, db copies every change to its archive. A base backup there and the changes since
make the database again as it was AT a moment, in a container that is gone afterwards; what comes
of it is an ordinary backup, for `make restore`.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
NAMED = "%Y-%m-%dT%H%M%SZ"  # base backups, by the second that they were whole
PATIENCE = 60.0

BASE = """
new=/archive/base/new
rm -rf $new
pg_basebackup --username "$POSTGRES_USER" --pgdata $new --checkpoint fast
name=$(date --utc +%Y-%m-%dT%H%M%SZ)
mv $new "/archive/base/$name"
echo "Written: /archive/base/$name"
[ "$1" -gt 0 ] || exit 0
ls /archive/base | sort | head --lines="-$1" | while read -r old; do
    rm -r "/archive/base/$old"
    echo "Removed: /archive/base/$old"
done
label=/archive/base/$(ls /archive/base | sort | head --lines=1)/backup_label
first=$(sed -n 's/^START WAL LOCATION: .*file \\([0-9A-F]*\\).*/\\1/p' "$label")
pg_archivecleanup /archive/wal "$first"
"""

# The data in use is beside it, and not touched.
RECOVER = """
cp -a "/archive/base/$1" /tmp/recovered
touch /tmp/recovered/recovery.signal
where="-c listen_addresses='' -c unix_socket_directories=/tmp -c archive_mode=off"
from="-c restore_command='cp /archive/wal/%f %p 2>/dev/null'"
until="-c recovery_target_time='$2' -c recovery_target_action=promote"
pg_ctl start --pgdata /tmp/recovered --wait --timeout 86400 --log /tmp/recovery.log \\
    --options "$where $from $until" >/dev/null || true
ask() { psql --no-psqlrc -At --host /tmp --username "$POSTGRES_USER" --dbname postgres -c "$1"; }
while [ "$(ask 'SELECT pg_is_in_recovery()' 2>/dev/null)" != f ]; do
    pg_ctl status --pgdata /tmp/recovered >/dev/null || { tail -n 5 /tmp/recovery.log >&2; exit 1; }
    sleep 0.2
done
exec pg_dump --format=custom --compress=gzip --host /tmp --username "$POSTGRES_USER" "$POSTGRES_DB"
"""


class Problem(Exception):
    """A step failed; the text says which and why."""


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        if options.what == "base":
            base(options.keep)
        else:
            recover(_moment(options.at), options.file)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Keep the database, and make it as it was.")
    what = parser.add_subparsers(dest="what", required=True)
    saving = what.add_parser("base")
    saving.add_argument("--keep", type=int, default=0, help="remove all but so many, the newest")
    recovering = what.add_parser("recover")
    recovering.add_argument("at", help="2026-01-31 17:05:00Z, or with another offset from UTC")
    recovering.add_argument("file", type=Path)
    return parser.parse_args(arguments)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(f"AT must be a time like 2026-01-31 17:05:00Z, not {text!r}.") from None
    if moment.tzinfo is None:
        raise Problem("AT needs its offset from UTC: 2026-01-31 17:05:00Z or …+01:00.")
    return moment.astimezone(UTC)


def base(keep: int) -> None:
    """Write a base backup; with `keep`, remove older ones and the changes that only they need."""
    if _ask("SHOW archive_mode") != "on":
        raise Problem("Nothing is archived. Set ARCHIVE=on in .env, then: docker compose up -d db")
    print(_docker("exec", "--no-TTY", "--user", "postgres", "db", "sh", "-euc", BASE, "base",
                  str(keep)).decode().strip())  # fmt: skip


def recover(moment: datetime, file: Path) -> None:
    """Write what the database was at that moment; the file is there only when it is whole."""
    if moment > datetime.now(UTC):
        raise Problem("AT is yet to come.")
    _archive_the_newest()
    found = _base_before(moment)
    draft = file.with_name(f"{file.name}.part")
    program = ("run", "--rm", "--no-deps", "--no-TTY", "--user", "postgres", "--entrypoint", "sh")
    with draft.open("wb") as output:
        _docker(*program, "db", "-euc", RECOVER, "recover", found, moment.isoformat(),
                output=output)  # fmt: skip
        os.fsync(output.fileno())
    draft.chmod(0o600)
    draft.replace(file)
    print(f"Written: {file} ({file.stat().st_size:,} bytes), as it was at {moment}.")
    print(f"Look at it in a database of its own: make restore FILE={file} TO=recovered COMPOSE=1")


def _archive_the_newest() -> None:
    """Copies what is on its way; a database that is gone has nothing more."""
    try:
        if _ask("SHOW archive_mode") != "on":
            return
    except Problem:
        return
    # Recovery ends before the first commit after the moment, so there has to be one.
    _ask("SELECT pg_logical_emit_message(true, 'recover', '')")
    segment = _ask("SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
    _ask("SELECT pg_switch_wal()")
    deadline = time.monotonic() + PATIENCE
    while _ask("SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver") < segment:
        if time.monotonic() > deadline:
            raise Problem("The archive does not get the newest changes: docker compose logs db")
        time.sleep(0.2)


def _base_before(moment: datetime) -> str:
    program = ("run", "--rm", "--no-deps", "--no-TTY", "--entrypoint", "ls", "db")
    names = sorted(_docker(*program, "/archive/base").decode().split())
    before = [name for name in names if name <= f"{moment:{NAMED}}"]
    if not before:
        oldest = f"; the oldest is {names[0]}" if names else ""
        raise Problem(f"There is no base backup from before that moment{oldest}.")
    return before[-1]


def _ask(query: str) -> str:
    ask = 'exec psql --no-psqlrc -At --username "$POSTGRES_USER" --dbname postgres --command "$1"'
    return _docker("exec", "--no-TTY", "db", "sh", "-c", ask, "ask", query).decode().strip()


def _docker(*words: str, output: IO[bytes] | None = None) -> bytes:
    done = subprocess.run(
        ["docker", "compose", *words], cwd=ROOT, stdin=subprocess.DEVNULL,
        stdout=output or subprocess.PIPE, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"docker compose {words[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout or b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
