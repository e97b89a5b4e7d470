"""What a plan depends on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random


@dataclass(frozen=True, kw_only=True)
class Frame:
    """`password` is the hash that all accounts share; the same seed tells the same stories."""

    now: datetime
    hold: timedelta
    currency: str
    password: str
    random: Random
