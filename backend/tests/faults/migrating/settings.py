"""The settings of the product, and one app more that has nothing but migrations."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.migrating"]
