"""`manage.py work`: the job worker."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from core import measuring, observing
from core.working import work


class Command(BaseCommand):
    help = "Run jobs until SIGTERM or Ctrl-C. Survives the database."

    def handle(self, *args: Any, **options: Any) -> None:
        observing.begin("worker")
        measuring.begin()
        asyncio.run(work())
