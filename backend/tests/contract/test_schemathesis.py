"""Requests made from the description itself, right and wrong ones, by three kinds of people.

No answer is a defect, and each is one of those that the description promises.
"""

import os
from pathlib import Path
from uuid import UUID

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from schemathesis.config import SchemathesisConfig

from tests.factories import make_booking, make_creator, make_session, make_user

from .conftest import sign_in

SNAPSHOT = Path(django_settings.BASE_DIR) / "openapi.yaml"
# They are in the paths, so that requests meet something.
SESSION = "0192d0a5-0000-7000-8000-000000000001"
OTHER_SESSION = "0192d0a5-0000-7000-8000-000000000002"
BOOKING = "0192d0a5-0000-7000-8000-000000000003"
CONFIG = {
    "seed": 20300101,
    "suppress-health-check": ["all"],
    "generation": {
        "deterministic": True,
        # Of a route and a person; `make test-slow` asks for so many that there are 100,000.
        "max-examples": int(os.environ.get("EXAMPLES", "10")),
        "database": "none",
        "no-shrink": True,
        # Who sends the request is for this test to say.
        "with-security-parameters": False,
    },
    "parameters": {
        "path.session_id": SESSION,
        "path.event_id": SESSION,
        "path.booking_id": BOOKING,
        "path.username": "carla",
        "path.service": "github",
        # Another word means nothing, and is no mistake.
        "header.X-Client": "web",
    },
    # Rules that no description can say (a start in the future, a name that is free) refuse
    # what it allows.
    "checks": {"positive_data_acceptance": {"enabled": False}},
}
schema = schemathesis.openapi.from_path(str(SNAPSHOT), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = get_wsgi_application()


@pytest.fixture
def one_connection():
    """The application shares the transaction of the test, as Django's own client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def tokens(db, settings, one_connection):
    settings.REQUEST_LOG = False
    creator, learner = make_creator(username="carla"), make_user(username="liam")
    session = make_session(id=UUID(SESSION), creator=creator)
    make_session(id=UUID(OTHER_SESSION))
    make_booking(id=UUID(BOOKING), session=session, user=learner, status="pending")
    return {
        "anonymous": {},
        "USER": {"Authorization": f"Bearer {sign_in(learner).access}"},
        "CREATOR": {"Authorization": f"Bearer {sign_in(creator).access}"},
    }


@pytest.mark.parametrize("role", ["anonymous", "USER", "CREATOR"])
@schema.parametrize()
def test_every_answer_is_one_that_is_promised(case, role, tokens):
    if isinstance(case.body, dict) and _is_id(case.body.get("session")):
        case.body["session"] = OTHER_SESSION
    before = transaction.savepoint()
    case.call_and_validate(headers=tokens[role])
    transaction.savepoint_rollback(before)


def _is_id(value):
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
