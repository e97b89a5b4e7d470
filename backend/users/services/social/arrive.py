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
from users.services.second_factor.gate import Challenge, admitted, open_or_challenge
from users.services.sign_in import check_credentials
from users.services.token_families import SignedIn, open_family

from .flow import Browser, Outcome, find_own
from .identities import adopt

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

    Raises LinkNotValid, TooManyRequests, and MfaRequired, with the `next` page.
    """
    count_code(caller, now=now)
    row = find_own(handoff, Purpose.SOCIAL_HANDOFF, browser=browser, now=now)
    result, ticket = _exchange(row=row, caller=caller, now=now)
    facts = row.facts
    signed_in = admitted(result, next=facts["next"]) if result else None
    return Arrival(facts["outcome"], facts["next"], signed_in, ticket, facts["identity"])


@use_case
def _exchange(
    *, row: OneTime, caller: Caller, now: datetime
) -> tuple[SignedIn | Challenge | None, str]:
    """Who comes in at once, or the ticket of who has something to do first."""
    one_time.use(row, now=now)
    outcome = row.facts["outcome"]
    if outcome == Outcome.SIGN_IN and row.user:
        return open_or_challenge(row.user, caller=caller, now=now), ""
    if outcome not in _SECOND_STEPS:
        return None, ""
    made = one_time.issue(
        Purpose.SOCIAL_TICKET, user=row.user, lifetime=CHOSEN_WITHIN, now=now, **row.facts
    )
    return None, one_time.token_of(made.pk)


def prove_and_link(
    *, ticket: str, password: str, browser: Browser, caller: Caller, now: datetime
) -> SignedIn:
    """Link the provider to the account with its address, whose password proves its owner;
    where there is a second factor, that as well, and before that nothing is linked.

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
    return admitted(_link_and_sign_in(row=row, user=user, caller=caller, now=now))


@use_case
def _link_and_sign_in(
    *, row: OneTime, user: User, caller: Caller, now: datetime
) -> SignedIn | Challenge:
    one_time.use(row, now=now)
    return open_or_challenge(user, caller=caller, now=now, identity=row.facts["identity"])


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
    adopt(user, row.facts["identity"], caller=caller, now=now)
    return open_family(user=user, caller=caller, now=now)
