"""The product with something in it replaced, as FAULTS_PATCH says.

`tests.faults.patched:application` is the API; run as a program it is the job worker.
"""

import os
import sys

import django
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from .patches import PATCHES  # noqa: E402

PATCHES[os.environ["FAULTS_PATCH"]]()
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line([sys.argv[0], "work"])
