"""Words in which the specifications of leaving speak."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.contract.conftest import sign_in
from tests.users.conftest import bearer
from users.models import User


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    """A client of somebody who has just proved who they are."""
    return lambda user: bearer(sign_in(user).access)
