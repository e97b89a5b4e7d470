"""Violated database constraints as domain errors, by the constraint's exact name."""

from collections.abc import Callable

from django.db import IntegrityError

from .errors import DomainError

_errors: dict[str, Callable[[], DomainError]] = {}


def constraint_error(name: str, error: Callable[[], DomainError]) -> None:
    """Declare what a violation of the constraint `name` means to a person."""
    _errors[name] = error


def domain_error(error: IntegrityError) -> DomainError | None:
    """The declared meaning of a violation; None for a constraint nobody declared."""
    diagnostics = getattr(error.__cause__, "diag", None)
    make = _errors.get(getattr(diagnostics, "constraint_name", None) or "")
    return make() if make else None
