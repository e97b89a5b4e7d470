"""What a person has beside the password."""

from dataclasses import dataclass

from users.models import Passkey, RecoveryCode, Totp, User

from .passkeys import passkeys_of


@dataclass(frozen=True)
class Overview:
    """`app` is the one for codes, once it is confirmed."""

    app: Totp | None
    codes_left: int
    passkeys: list[Passkey]


def overview(user: User) -> Overview:
    return Overview(
        app=Totp.objects.filter(user=user, confirmed_at__isnull=False).first(),
        codes_left=RecoveryCode.objects.filter(user=user, used_at=None).count(),
        passkeys=passkeys_of(user),
    )
