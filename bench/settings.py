"""The product's own settings, with the baselines beside its routes.

All else that differs from production is in the environment that `environment.py` makes.
"""

from datetime import timedelta

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
# Tokens are made once for a whole run.
ACCESS_TOKEN_LIFETIME = timedelta(days=1)
