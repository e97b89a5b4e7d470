"""The words of mails about accounts. Nothing here reads or writes rows."""

from datetime import datetime

from django.conf import settings

from notifications.letters import Letter, one_line
from notifications.times import when
from users.models import OneTime, Purpose, SecurityEvent, SecurityEventKind, User

REASON = "You get this mail because it is about the safety of your account."
NOT_YOU = "If this was not you, you need not do anything: without this link nothing changes."


def one_time(row: OneTime, user: User, *, token: str, digits: str) -> Letter:
    """The letter that takes a secret to its owner. `token` and `digits` stand for it."""
    subject, heading, paragraphs, link_text, page = _ONE_TIME[row.purpose]
    code = [("Code", digits)] if row.purpose in _WITH_DIGITS else []
    until = when(row.expires_at, user.time_zone, user.time_zone)
    return Letter(
        subject=subject,
        heading=heading,
        paragraphs=tuple(paragraphs),
        facts=(*code, ("Works until", until)),
        link_text=link_text,
        # After a `#`, so that no server on the way sees it, nor writes it down.
        link=f"{settings.PUBLIC_URL}/{page}#token={token}",
        reason=REASON,
        to=_as_written(row.to, user),
        one_time_id=row.pk,
    )


def _as_written(address: str, user: User) -> str:
    """In the letters that its owner used; some mail servers tell them apart."""
    known = [each for each in (user.email, user.pending_email) if each]
    return next((each for each in known if each.lower() == address), address)


_WITH_DIGITS = {Purpose.VERIFY_EMAIL, Purpose.CHANGE_EMAIL}
_ONE_TIME: dict[str, tuple[str, str, list[str], str, str]] = {
    Purpose.VERIFY_EMAIL: (
        "Confirm your e-mail",
        "Is this your e-mail?",
        ["Confirm that this address is yours, by the link or the code.", NOT_YOU],
        "Confirm this address",
        "verify-email",
    ),
    Purpose.CHANGE_EMAIL: (
        "Confirm your new e-mail",
        "Is this your new e-mail?",
        ["Somebody, hopefully you, wants to use this address for their account.", NOT_YOU],
        "Confirm this address",
        "verify-email",
    ),
    Purpose.LEAVE_EMAIL: (
        "Your e-mail is about to change",
        "Do you want another e-mail?",
        [
            "Somebody signed in to your account asked to use another address for it.",
            "Follow the link to agree, or to stop it.",
            "If it was not you, stop it and change your password.",
        ],
        "Agree or stop it",
        "keep-email",
    ),
    Purpose.RESET_PASSWORD: (
        "Set a new password",
        "Forgot your password?",
        ["Set a new one by this link. It works once.", NOT_YOU],
        "Set a new password",
        "reset-password",
    ),
}


def security_event(event: SecurityEvent, user: User) -> Letter:
    """The letter about something that happened to an account."""
    subject, words = _EVENTS[event.kind]
    at = when(event.at, user.time_zone, user.time_zone)
    program = one_line(event.user_agent) or "unknown"
    return Letter(
        subject=subject,
        heading=subject,
        paragraphs=(
            words,
            "If this was not you, set a new password and sign out everywhere else.",
        ),
        facts=(("When", at), ("From", event.address_prefix), ("Program", program)),
        link_text="Look after your account",
        link=f"{settings.PUBLIC_URL}/profile/security",
        reason=REASON,
        to=event.facts.get("to", ""),
    )


def farewell(user: User, *, at: datetime) -> Letter:
    """The letter that says that an account is deleted, to its address of until then."""
    return Letter(
        subject="Your account is deleted",
        heading="Your account is deleted",
        paragraphs=(
            "Your name, your address and everything else about you is taken out of our records.",
            "Bookings of yours that were still to come are cancelled, and so are your sessions.",
            "What is to be refunded goes back to where it was paid from.",
            "This can't be undone. If it was not you, write to us by answering this mail.",
        ),
        facts=(("When", when(at, user.time_zone, user.time_zone)),),
        link_text="Sessions Marketplace",
        link=settings.PUBLIC_URL,
        reason="You get this mail because it is the last one about your account.",
        to=user.email,
    )


_EVENTS: dict[str, tuple[str, str]] = {
    SecurityEventKind.NEW_DEVICE: (
        "New sign-in to your account",
        "Somebody signed in from a program or place that you did not use before.",
    ),
    SecurityEventKind.TOKEN_REUSED: (
        "We signed a device out",
        "A sign-in of yours was used in two places, so we ended it in both.",
    ),
    SecurityEventKind.PASSWORD_CHANGED: (
        "Your password was changed",
        "Your password is another one, and every other device was signed out.",
    ),
    SecurityEventKind.PASSWORD_SET: (
        "Your account has a password",
        "You can now sign in with a password as well.",
    ),
    SecurityEventKind.PASSWORD_RESET: (
        "Your password was reset",
        "Your password was set anew by a link of a mail, and every device was signed out.",
    ),
    SecurityEventKind.EMAIL_CHANGED: (
        "Your e-mail was changed",
        "Your account has another e-mail from now on; this address is no longer used.",
    ),
    SecurityEventKind.SOCIAL_LINKED: (
        "Another way to sign in",
        "An account of another service was linked to yours; it can sign in from now on.",
    ),
    SecurityEventKind.SOCIAL_UNLINKED: (
        "One way less to sign in",
        "An account of another service can no longer sign in to yours.",
    ),
    SecurityEventKind.TOTP_ADDED: (
        "Your account asks for codes",
        "From now on a sign-in with your password needs a code of your app as well.",
    ),
    SecurityEventKind.TOTP_REMOVED: (
        "Your account no longer asks for codes",
        "The app for codes was removed from your account.",
    ),
    SecurityEventKind.PASSKEY_ADDED: (
        "A passkey was added",
        "A new passkey can sign in to your account.",
    ),
    SecurityEventKind.PASSKEY_REMOVED: (
        "A passkey was removed",
        "A passkey can no longer sign in to your account.",
    ),
    SecurityEventKind.PASSKEY_COPIED: (
        "A passkey of yours was refused",
        "It seems that somebody has a copy of one of your passkeys. Remove it, and add a new one.",
    ),
    SecurityEventKind.RECOVERY_CODES_MADE: (
        "New recovery codes",
        "New recovery codes were made; the old ones no longer work.",
    ),
    SecurityEventKind.RECOVERY_CODE_USED: (
        "A recovery code was used",
        "Somebody proved to be you with a recovery code. It does not work again.",
    ),
    SecurityEventKind.SECOND_FACTOR_FAILED: (
        "Somebody knows your password",
        "Your password was right several times, and the second factor was wrong each time.",
    ),
    SecurityEventKind.SECOND_FACTOR_TAKEN: (
        "Your second factor was taken away",
        "An administrator removed your app for codes, your passkeys and your recovery codes.",
    ),
}
