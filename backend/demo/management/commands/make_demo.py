"""`manage.py make_demo`: something to look at, and rows for load tests."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from tqdm import tqdm

from core import clock
from demo import accounts, services


class Command(BaseCommand):
    help = "Load the demo once, unless it is there already."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--accounts", action="store_true", help="print the known accounts and do nothing else"
        )
        what.add_argument(
            "--rows",
            type=int,
            metavar="N",
            help="add about N users, sessions and bookings in all; each call adds more",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(accounts.table())
            return
        if not (settings.DEVELOPMENT or settings.DEMO):
            raise CommandError(
                "The demo's accounts have a password that everybody can read, so they are loaded "
                "only in development mode (DEBUG=True), or where DEMO=True says that this is "
                "nothing but a demo."
            )
        if options["rows"] is None:
            self._load_once()
        else:
            self._add(options["rows"])

    def _load_once(self) -> None:
        if services.is_loaded():
            self.stdout.write("The demo is loaded already.")
            return
        try:
            counts = services.load_demo(now=clock.now())
        except IntegrityError as error:
            raise CommandError(
                f"The demo needs a username or an e-mail that somebody else has: {error}"
            ) from error
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        self.stdout.write(f"The demo is loaded: {told}.")

    def _add(self, size: int) -> None:
        if size < 1:
            raise CommandError("--rows takes a number above 0.")
        began, total = time.monotonic(), 0
        # Without a terminal nothing is drawn.
        with tqdm(total=size, unit=" rows", unit_scale=True, disable=None) as bar:
            for written in services.load_rows(size=size, now=clock.now()):
                bar.update(min(written, size - total))
                total += written
        seconds = time.monotonic() - began
        self.stdout.write(f"{total:,} rows were added in {seconds:.0f} s.")
