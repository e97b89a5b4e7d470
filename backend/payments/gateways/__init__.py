"""Providers of payments. `gateway()` is the one in use."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Gateway

PROVIDERS = {"simulated": "payments.gateways.simulated.gateway.SimulatedGateway"}


@cache
def gateway(name: str | None = None) -> Gateway:
    """The provider called `name`, by default the one of settings. Raises KeyError."""
    made: Gateway = import_string(PROVIDERS[name or settings.PAYMENT_PROVIDER])()
    return made
