"""Typed readers of environment variables. An empty variable counts as unset."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network


class SettingError(Exception):
    """A setting is missing or malformed; the text says which and what to do."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or default
    if value is None:
        raise SettingError(f"{name} is not set. Set it in the environment.")
    return value


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if not value:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} must be True or False, not {value!r}.")


def choice(name: str, default: str, allowed: list[str]) -> str:
    value = os.environ.get(name) or default
    if value not in allowed:
        raise SettingError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def integer(name: str, default: int, minimum: int = 0, maximum: int = 2**31 - 1) -> int:
    value = os.environ.get(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}.") from None
    if not minimum <= number <= maximum:
        raise SettingError(f"{name} must be between {minimum} and {maximum}, not {number}.")
    return number


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without blanks and empty parts."""
    value = os.environ.get(name) or default
    return [part.strip() for part in value.split(",") if part.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """A comma-separated list of networks (`10.0.0.0/8`) or single addresses."""
    try:
        return [ip_network(part, strict=False) for part in words(name)]
    except ValueError as error:
        raise SettingError(f"{name} must list networks like 10.0.0.0/8: {error}.") from None
