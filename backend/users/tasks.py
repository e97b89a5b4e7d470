"""Housekeeping of sign-ins, and what must not show who has an account."""

from core import clock
from core.jobs import job, periodic

from .services import email as addresses
from .services import one_time, password, security_log
from .services.token_families import forget_dead_tokens


@periodic("users.forget_dead_tokens", cron="37 * * * *")
def forget_dead_sign_ins() -> None:
    now = clock.now()
    forget_dead_tokens(now=now)
    one_time.forget_expired(now=now)
    security_log.forget_old_events(now=now)


@job("users.begin_reset")
def begin_reset(*, email: str) -> None:
    password.begin_reset(email=email, now=clock.now())


@job("users.ask_to_verify_again")
def ask_to_verify_again(*, email: str) -> None:
    addresses.ask_to_verify_again(email=email, now=clock.now())
