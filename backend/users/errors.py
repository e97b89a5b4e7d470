"""Why a person is not let in, or an account not changed."""

from core.constraints import constraint_error
from core.errors import DomainError, InvalidFields, Kind


class InvalidCredentials(DomainError):
    """One sentence for every reason: it must not tell whether the account exists."""

    kind = Kind.UNAUTHENTICATED
    code = "invalid_credentials"
    detail = "The e-mail or the password is not right."


class TokenNotValid(DomainError):
    kind = Kind.UNAUTHENTICATED
    code = "token_not_valid"
    detail = "This sign-in is no longer valid. Sign in again."


class OriginNotAllowed(DomainError):
    kind = Kind.FORBIDDEN
    code = "origin_not_allowed"
    detail = "This page may not use the sign-in of this site."


class LinkNotValid(DomainError):
    """Forged, expired, used already or taken back: which of them is nobody's business."""

    kind = Kind.GONE
    code = "link_not_valid"
    detail = "This link is no longer valid. Ask for a new one."


class CodeNotValid(DomainError):
    kind = Kind.INVALID
    code = "code_not_valid"
    detail = "This code is not right, or no longer valid. Look again, or ask for a new one."


class EmailNotVerified(DomainError):
    kind = Kind.FORBIDDEN
    code = "email_not_verified"
    detail = "Confirm your e-mail first. We have sent you a link and a code."


class ReauthenticationRequired(DomainError):
    kind = Kind.FORBIDDEN
    code = "reauthentication_required"
    detail = "Prove once more that it is you, then repeat this."


class MfaRequired(DomainError):
    """The password was right. `challenge` is for the second factor, `methods` says which they
    have, `passkey` is what a browser needs to ask for one."""

    kind = Kind.UNAUTHENTICATED
    code = "mfa_required"
    detail = "Prove with your second factor that it is you."


class PasskeyRefused(DomainError):
    kind = Kind.INVALID
    code = "passkey_refused"
    detail = "This passkey can't be used here."


class PasskeyCopied(PasskeyRefused):
    """Its count of signatures has not grown, so two devices make them."""

    detail = "This passkey seems to be a copy, so it can't be used."


class AlreadyProtected(DomainError):
    kind = Kind.CONFLICT
    code = "already_protected"
    detail = "There is an app for codes already. Remove it first."


class LastSuperuser(DomainError):
    kind = Kind.CONFLICT
    code = "last_superuser"
    detail = "Nobody else could look after this site. Give somebody your rights first."


class SocialFault(Exception):
    """Why somebody who comes back from a provider is not let in; `reason` is for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderDown(DomainError):
    kind = Kind.UNAVAILABLE
    code = "provider_down"
    detail = "The service you want to sign in with does not answer. Try again in a moment."


class ProviderLied(DomainError):
    """Its answer does not belong to the question: another audience, nonce, issuer or signature."""

    kind = Kind.UNAVAILABLE
    code = "provider_fault"
    detail = "The answer of the service you want to sign in with makes no sense. Try again."


class AlreadyLinked(DomainError):
    kind = Kind.CONFLICT
    code = "already_linked"
    detail = "This is linked to the account of somebody else here."


class LastWayIn(DomainError):
    kind = Kind.CONFLICT
    code = "last_way_in"
    detail = "This is your only way to sign in. Set a password first."


def _email_taken() -> InvalidFields:
    return InvalidFields(email="Someone already uses this e-mail.")


def _username_taken() -> InvalidFields:
    return InvalidFields(username="Someone already uses this username.")


constraint_error("email_unique_without_case", _email_taken)
constraint_error("username_unique_without_case", _username_taken)
constraint_error("passkey_registered_once", PasskeyRefused)
# Deleted between the check of the password and the sign-in.
constraint_error("users_tokenfamily_user_id_316c3eb9_fk_users_user_id", InvalidCredentials)
