"""Housekeeping of sign-ins."""

from core import clock
from core.jobs import periodic

from .services.token_families import forget_dead_tokens


@periodic("users.forget_dead_tokens", cron="37 * * * *")
def forget_dead_sign_ins() -> None:
    forget_dead_tokens(now=clock.now())
