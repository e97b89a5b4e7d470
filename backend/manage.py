#!/usr/bin/env python
"""Django's command line. In a clone where nothing is configured it is a developer's tool."""

import os
import sys

CONFIGURED_BY = ("DEBUG", "SECRET_KEY", "DATABASE_URL", "POSTGRES_HOST", "POSTGRES_DB")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not any(os.environ.get(name) for name in CONFIGURED_BY):
        os.environ["DEBUG"] = "True"
    from django.core.management import execute_from_command_line

    from config.env import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"Configuration: {error}")


if __name__ == "__main__":
    main()
