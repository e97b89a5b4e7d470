"""From where somebody asks, as far as it is remembered."""

from dataclasses import dataclass

MAX_USER_AGENT = 200


@dataclass(frozen=True)
class Caller:
    """`address_prefix` is what attempts are counted by, `user_agent` what the program calls
    itself: a hint for people, nothing to rely on."""

    address_prefix: str
    user_agent: str = ""
