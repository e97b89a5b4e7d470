"""What a browser does with its handoff: sign in, prove an account, or make one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from core import limits
from core.errors import InvalidFields
from core.transactions import use_case
from users.callers import Caller
from users.errors import InvalidCredentials, LinkNotValid
from users.models import OneTime, Purpose, User
from users.services import one_time
from users.services.email import count_code
from users.services.registration import LIMIT_WINDOW
from users.services.sign_in import check_credentials
from users.services.token_families import SignedIn, open_family

from .flow import Browser, Outcome, find_own
from .identities import link

CHOSEN_WITHIN = timedelta(minutes=30)
_SECOND_STEPS = (Outcome.NEW, Outcome.PASSWORD_NEEDED)


@dataclass(frozen=True)
class Arrival:
    """`signed_in` or, for who has something to do first, `ticket` for the next request."""

    outcome: str
    next_page: str
    signed_in: SignedIn | None
    ticket: str
    identity: dict[str, str]


def exchange(*, handoff: str, browser: Browser, caller: Caller, now: datetime) -> Arrival:
    """What the handoff stands for. It works once, for this browser.

    Raises LinkNotValid, TooManyRequests, MfaRequired.
    """
    count_code(caller, now=now)
    row = find_own(handoff, Purpose.SOCIAL_HANDOFF, browser=browser, now=now)
    return _exchange(row=row, caller=caller, now=now)


@use_case
def _exchange(*, row: OneTime, caller: Caller, now: datetime) -> Arrival:
    one_time.use(row, now=now)
    outcome, signed_in, ticket = row.facts["outcome"], None, ""
    if outcome == Outcome.SIGN_IN and row.user:
        signed_in = open_family(user=row.user, caller=caller, now=now)
    elif outcome in _SECOND_STEPS:
        purpose, kept = Purpose.SOCIAL_TICKET, row.facts
        made = one_time.issue(purpose, user=row.user, lifetime=CHOSEN_WITHIN, now=now, **kept)
        ticket = one_time.token_of(made.pk)
    return Arrival(outcome, row.facts["next"], signed_in, ticket, row.facts["identity"])


def prove_and_link(
    *, ticket: str, password: str, browser: Browser, caller: Caller, now: datetime
) -> SignedIn:
    """Link the provider to the account with its address, whose password proves its owner.

    A wrong password leaves the ticket good. Raises LinkNotValid, InvalidFields, MfaRequired,
    TooManyRequests, Unavailable.
    """
    row = find_own(ticket, Purpose.SOCIAL_TICKET, browser=browser, now=now)
    if row.facts["outcome"] != Outcome.PASSWORD_NEEDED or row.user is None:
        raise LinkNotValid()
    prefix = caller.address_prefix
    try:
        user = check_credentials(
            name=row.user.username, password=password, address_prefix=prefix, now=now
        )
    except InvalidCredentials as error:
        raise InvalidFields(password="This is not the password of that account.") from error
    return _link_and_sign_in(row=row, user=user, caller=caller, now=now)


@use_case
def _link_and_sign_in(*, row: OneTime, user: User, caller: Caller, now: datetime) -> SignedIn:
    one_time.use(row, now=now)
    _link(row, user, caller, now)
    if not user.email_verified and row.facts["identity"]["email"].lower() == user.email.lower():
        user.email_verified = True
        user.save(update_fields=["email_verified"])
    return open_family(user=user, caller=caller, now=now)


def complete(
    *,
    ticket: str,
    browser: Browser,
    username: str,
    role: str,
    time_zone: str,
    caller: Caller,
    now: datetime,
) -> SignedIn:
    """Make the account of somebody new, with the name and role they chose.

    Raises LinkNotValid, InvalidFields for a taken username or e-mail (the ticket stays good),
    TooManyRequests.
    """
    limits.consume(
        f"register:{caller.address_prefix}",
        limit=settings.REGISTRATIONS_PER_HOUR,
        window=LIMIT_WINDOW,
        now=now,
    )
    row = find_own(ticket, Purpose.SOCIAL_TICKET, browser=browser, now=now)
    if row.facts["outcome"] != Outcome.NEW:
        raise LinkNotValid()
    identity = row.facts["identity"]
    user = User(
        email=identity["email"],
        email_verified=True,
        username=username,
        role=role,
        first_name=identity["first_name"],
        last_name=identity["last_name"],
        time_zone=time_zone,
        date_joined=now,
    )
    user.set_unusable_password()
    return _create(row=row, user=user, caller=caller, now=now)


@use_case
def _create(*, row: OneTime, user: User, caller: Caller, now: datetime) -> SignedIn:
    one_time.use(row, now=now)
    user.save(force_insert=True)
    _link(row, user, caller, now)
    return open_family(user=user, caller=caller, now=now)


def _link(row: OneTime, user: User, caller: Caller, now: datetime) -> None:
    identity = row.facts["identity"]
    link(
        user,
        provider=identity["provider"],
        subject=identity["subject"],
        caller=caller,
        now=now,
    )
