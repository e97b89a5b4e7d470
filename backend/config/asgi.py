"""The ASGI entry point of the stream process: `granian --interface asgi config.asgi:application`.

It answers for nothing but live seats, and runs beside the WSGI API.
"""

import gc
import os
import resource

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from core import observing  # noqa: E402
from session_catalog.api.live.stream import LiveSeats  # noqa: E402

observing.begin("live")

# Each viewer is an open file, and the usual limit of 1,024 is for other programs.
_open_files, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
_wanted = settings.LIVE_VIEWERS + 256
if _most != resource.RLIM_INFINITY:
    _wanted = min(_wanted, _most)
resource.setrlimit(resource.RLIMIT_NOFILE, (max(_open_files, _wanted), _most))

# Viewers leave no garbage in circles, and looking for it among all of them holds everybody up.
gc.freeze()
gc.set_threshold(50_000, 50, 100)

application = LiveSeats()
