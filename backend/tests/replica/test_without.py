"""Without a replica nothing is said of positions, and nothing is asked for them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from core.http.replicas import HEADER
from tests.factories import make_creator, make_session
from users.models import User

pytestmark = pytest.mark.django_db


def test_a_write_names_no_position(as_user: Callable[[User | None], APIClient]) -> None:
    answer = as_user(make_creator()).post("/api/sessions/", {"title": ""}, format="json")

    assert answer.status_code == 400
    assert HEADER not in answer
    assert not answer.cookies
    assert not any("replicas" in name for name in settings.MIDDLEWARE)


def test_a_read_costs_what_it_costs(client: Any, django_assert_num_queries: Any) -> None:
    session = make_session()

    with django_assert_num_queries(1):
        answer = client.get(f"/api/sessions/{session.pk}/", headers={HEADER: "0-FFFF"})

    assert answer.status_code == 200
