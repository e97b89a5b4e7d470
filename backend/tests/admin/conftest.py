import pytest
from django.test import Client

from tests.factories import make_user
from users.models import User


@pytest.fixture
def superuser() -> User:
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def admin_pages(client: Client, superuser: User) -> Client:
    client.force_login(superuser)
    return client
