"""The tables of django-allauth, without its pages."""

from allauth.account.apps import AccountConfig


class AccountTables(AccountConfig):  # type: ignore[misc]
    """Its middleware and checks serve pages and sessions, of which we have none."""

    def ready(self) -> None:
        return
