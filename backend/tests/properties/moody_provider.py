"""The simulated provider on its worse days."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar
from unittest import mock

from payments.gateways.base import GatewayError
from payments.gateways.simulated.gateway import SimulatedGateway

R = TypeVar("R")
DOWN, MUTE = "down", "mute"


class MoodyProvider(ExitStack):
    """For some calls it is `down` and does nothing, or `mute`: it does all and answers nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.mood = DOWN
        self.moody_calls = 0

    @property
    def is_well(self) -> bool:
        return self.moody_calls == 0

    def recover(self) -> None:
        self.moody_calls = 0

    def __enter__(self) -> "MoodyProvider":
        for name in ("start", "fetch", "capture", "void", "refund"):
            moody = self._moody(getattr(SimulatedGateway, name))
            self.enter_context(mock.patch.object(SimulatedGateway, name, moody))
        return self

    def _moody(self, call: Callable[..., R]) -> Callable[..., R]:
        def with_a_mood(*words: Any, **named: Any) -> R:
            if self.is_well:
                return call(*words, **named)
            self.moody_calls -= 1
            if self.mood == MUTE:
                call(*words, **named)
            raise GatewayError(self.mood)

        return with_a_mood
