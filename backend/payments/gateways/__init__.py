"""Providers of payments. `gateway()` is the one in use."""

from functools import cache, partial
from time import perf_counter
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from core import metrics, tracing

from .base import Gateway, GatewayError

PROVIDERS = {"simulated": "payments.gateways.simulated.gateway.SimulatedGateway"}

CALLS = frozenset({"start", "fetch", "capture", "void", "refund"})
ASKED = metrics.Histogram(
    "marketplace_provider_seconds", "Calls of the payment provider.", "call", "outcome"
)


@cache
def gateway(name: str | None = None) -> Gateway:
    """The provider called `name`, by default the one of settings. Raises KeyError."""
    made = import_string(PROVIDERS[name or settings.PAYMENT_PROVIDER])()
    return cast(Gateway, _Watched(made))


class _Watched:
    """A provider whose calls are measured, each a span of its own."""

    def __init__(self, provider: Any) -> None:
        self._provider = provider

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._provider, name)
        return partial(self._call, name, found) if name in CALLS else found

    def _call(self, name: str, method: Any, *arguments: Any, **named: Any) -> Any:
        begun, outcome = perf_counter(), "answered"
        with tracing.span(f"{self._provider.name} {name}", kind="CLIENT"):
            try:
                return method(*arguments, **named)
            except GatewayError:
                outcome = "failed"
                raise
            finally:
                ASKED.observe(perf_counter() - begun, name, outcome)
