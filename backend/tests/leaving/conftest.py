"""Words in which the specifications of leaving speak."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from rest_framework.test import APIClient

from bookings.models import Booking
from session_catalog.models import Session
from tests.conftest import FakeClock
from tests.contract.conftest import sign_in
from tests.jobs import run_jobs
from tests.users.conftest import bearer
from users.models import User

DELETION, BOOKINGS = "/api/auth/deletion/", "/api/bookings/"
EXPORT, FILE = "/api/auth/export/", "/api/auth/export/file/"
Client = Callable[[User], APIClient]


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    """A client of somebody who has just proved who they are."""
    return lambda user: bearer(sign_in(user).access)


def leave(client: APIClient, user: User) -> Any:
    return client.post(DELETION, {"username": user.username}, format="json")


def paid(client: APIClient, session: Session) -> Booking:
    body = {"session": str(session.pk), "payment_status": "paid"}
    answer = client.post(BOOKINGS, body, format="json")
    assert answer.status_code == 201
    return Booking.objects.get(pk=answer.json()["id"])


def over(session: Session, frozen: FakeClock) -> None:
    """Let the session be over."""
    assert session.end_time
    frozen.moment = session.end_time + timedelta(minutes=1)


def fetched(client: APIClient) -> ZipFile:
    """The file, asked for and written."""
    assert client.post(EXPORT).status_code == 202
    run_jobs()
    answer = client.get(FILE)
    assert answer.status_code == 200
    return ZipFile(io.BytesIO(answer.getvalue()))


def table(file: ZipFile, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(file.read(f"{name}.json"))
    return rows


def cells(file: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read(f"{name}.csv").decode())))
