"""The ASGI entry point of the stream process: `granian --interface asgi config.asgi:application`.

It answers for nothing but live seats, and runs beside the WSGI API.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from session_catalog.api.live.stream import LiveSeats  # noqa: E402

application = LiveSeats()
