"""Accounts and their signed-in devices."""

import unicodedata
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from core.ids import new_id

from .callers import MAX_USER_AGENT

username_characters = RegexValidator(
    r"^[\w.+-]+\Z", "Use letters, digits and the characters . + - _ only."
)


class Role(models.TextChoices):
    USER = "USER"
    CREATOR = "CREATOR"


class UserQuerySet(models.QuerySet["User"]):
    def named(self, name: str) -> Self:
        """Whoever has this e-mail or username; only an e-mail has an `@`."""
        if "@" in name:
            return self.with_email(name)
        return self.filter(Exact(Lower("username"), Lower(Value(normal_username(name)))))

    def with_email(self, email: str) -> Self:
        return self.filter(Exact(Lower("email"), Lower(Value(email))))

    def open(self) -> Self:
        """Whose people have not left."""
        return self.filter(closed_at=None)

    def waiting_for(self, email: str) -> Self:
        """Whoever wants this address and has not confirmed it yet."""
        return self.filter(Exact(Lower("pending_email"), Lower(Value(email))))

    def with_known_address(self, address_prefix: str) -> Self:
        """`address_is_known`: the person signed in from there before."""
        sign_ins = TokenFamily.objects.filter(user=OuterRef("pk"), address_prefix=address_prefix)
        return self.annotate(address_is_known=Exists(sign_ins))


_Accounts = UserManager.from_queryset(UserQuerySet)


class Accounts(_Accounts["User"]):  # type: ignore[valid-type]
    use_in_migrations = False


def normal_username(name: str) -> str:
    """Names that look the same to a computer's fonts are the same name (Unicode NFKC)."""
    return unicodedata.normalize("NFKC", name)


class User(AbstractUser):
    """A person. E-mail and username are each unique without regard to case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=150, validators=[username_characters])
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=Role, default=Role.USER)
    avatar = models.URLField(max_length=2048, null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    email_verified = models.BooleanField(default=False, db_default=False)
    # Becomes `email` once it is confirmed.
    pending_email = models.EmailField(max_length=254, null=True, blank=True)
    # When its person left. What the row tells of them is gone, and it is never opened again.
    closed_at = models.DateTimeField(null=True, editable=False)

    # Only on rows of `with_known_address`.
    address_is_known: bool

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_unique_without_case"),
            models.UniqueConstraint(Lower("email"), name="email_unique_without_case"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=~Q(username__contains="@"), name="username_is_no_email"
            ),
            models.CheckConstraint(
                condition=Q(avatar__isnull=True) | Q(avatar__startswith="https://"),
                name="avatar_is_https",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(is_active=False),
                name="closed_account_is_inactive",
            ),
        ]
        indexes = [
            models.Index(
                Lower("pending_email"),
                name="user_by_pending_email",
                condition=Q(pending_email__isnull=False),
            )
        ]

    @property
    def is_creator(self) -> bool:
        return self.role == Role.CREATOR


class RoleChange(models.Model):
    """One row for each change of a role. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_changes")
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    from_role = models.CharField(max_length=10)
    to_role = models.CharField(max_length=10)
    at = models.DateTimeField()


class TokenFamily(models.Model):
    """One sign-in on one device: all refresh tokens that descend from it.

    `credential` is a fingerprint of the password at sign-in; another password ends the family.
    `proved_at` is when its holder last proved who they are, beyond having its tokens.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="token_families")
    credential = models.CharField(max_length=64)
    address_prefix = models.CharField(max_length=64)
    user_agent = models.CharField(max_length=MAX_USER_AGENT, default="", db_default="")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    proved_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "address_prefix"], name="family_by_user_and_address")
        ]


class RefreshToken(models.Model):
    """A refresh token by its `jti`. Spent by being replaced with exactly one successor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(TokenFamily, on_delete=models.CASCADE, related_name="tokens")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    spent_at = models.DateTimeField(null=True)
    successor = models.OneToOneField("self", on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(spent_at=None), name="one_unspent_token_per_family"
            )
        ]


class SecurityEventKind(models.TextChoices):
    SIGNED_IN = "signed_in"
    NEW_DEVICE = "new_device"
    DEVICE_ENDED = "device_ended"
    DEVICES_ENDED = "devices_ended"
    TOKEN_REUSED = "token_reused"
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_SET = "password_set"
    PASSWORD_RESET = "password_reset"
    EMAIL_VERIFIED = "email_verified"
    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGE_STOPPED = "email_change_stopped"
    EMAIL_CHANGED = "email_changed"
    SOCIAL_LINKED = "social_linked"
    SOCIAL_UNLINKED = "social_unlinked"
    TOTP_ADDED = "totp_added"
    TOTP_REMOVED = "totp_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_COPIED = "passkey_copied"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    SECOND_FACTOR_TAKEN = "second_factor_taken"


class SecurityEvent(models.Model):
    """Something that people should know about their account. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="security_events")
    kind = models.CharField(max_length=40, choices=SecurityEventKind)
    at = models.DateTimeField()
    address_prefix = models.CharField(max_length=64)
    user_agent = models.CharField(max_length=MAX_USER_AGENT)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["user", "-at", "-id"], name="security_event_by_user")]


class Purpose(models.TextChoices):
    VERIFY_EMAIL = "verify_email"
    CHANGE_EMAIL = "change_email"
    LEAVE_EMAIL = "leave_email"
    RESET_PASSWORD = "reset_password"
    SOCIAL_STATE = "social_state"
    SOCIAL_HANDOFF = "social_handoff"
    SOCIAL_TICKET = "social_ticket"
    SECOND_FACTOR = "second_factor"
    NEW_PASSKEY = "new_passkey"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    PASSKEY_PROOF = "passkey_proof"


class OneTime(models.Model):
    """Something that may be done once, before `expires_at`, by whoever has its secret.

    The secret is not stored: it is computed from the row's id (services/one_time.py).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="one_times")
    # The address that a mail took the secret to, in lower case.
    to = models.CharField(max_length=254, blank=True, db_index=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)


class Totp(models.Model):
    """An app that shows six digits. Its secret is computed from the id, like those of OneTime.

    `last_step` is the half minute of the digits last used: they and older ones are used up.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="totp")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A way in without the second factor, once. The code is computed from the id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    used_at = models.DateTimeField(null=True)


class Passkey(models.Model):
    """A WebAuthn credential: the public half of a key that a device of the person keeps.

    `signatures` is the device's own count of them, as far as it was last told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=100)
    credential_id = models.BinaryField()
    credential = models.BinaryField()
    signatures = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential_id"], name="passkey_registered_once")
        ]
