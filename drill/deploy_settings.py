"""The product's settings, and the app whose migrations are rehearsed."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "drill.rehearsal"]  # noqa: F405
