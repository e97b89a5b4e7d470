"""Secrets that work once, used many times at the same moment: real threads and commits."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from core import clock
from tests.concurrency.racing import PATIENCE, race, statuses, values
from tests.factories import make_user
from tests.users.conftest import post
from users.errors import LinkNotValid
from users.models import OneTime, Purpose, SecurityEvent, TokenFamily, User
from users.services import one_time
from users.services.email import VERIFY_WITHIN
from users.services.social.flow import Browser

pytestmark = pytest.mark.django_db(transaction=True)
VERIFY = "/api/auth/email/verify/"
USES = 64


@pytest.fixture
def row() -> OneTime:
    """A link to confirm the address of a new person."""
    user = make_user(email="ada@example.com")
    with transaction.atomic():
        return one_time.issue(
            Purpose.VERIFY_EMAIL,
            user=user,
            lifetime=VERIFY_WITHIN,
            now=clock.now(),
            to=user.email,
        )


def sending(**body: str) -> Callable[[], Any]:
    return lambda: post(VERIFY, body)


def test_of_sixty_four_uses_of_a_link_one_wins(row: OneTime) -> None:
    uses = [sending(token=one_time.token_of(row.pk))] * USES

    answers = values(race(uses))

    assert statuses(answers) == {200: 1, 410: USES - 1}
    assert SecurityEvent.objects.filter(kind="email_verified").count() == 1


def test_of_link_and_code_together_one_wins(row: OneTime) -> None:
    by_link = sending(token=one_time.token_of(row.pk))
    by_code = sending(digits=one_time.digits_of(row.pk), email="ada@example.com")

    answers = values(race([by_link, by_code]))

    assert sum(answer.status_code == 200 for answer in answers) == 1


def test_their_twin_that_looks_and_then_marks_lets_several_pass(
    row: OneTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_has_looked = Barrier(8)

    def look_then_mark(one: OneTime, *, now: Any) -> None:
        if OneTime.objects.get(pk=one.pk).used_at is not None:
            raise LinkNotValid()
        everybody_has_looked.wait(PATIENCE)
        OneTime.objects.filter(pk=one.pk).update(used_at=now)

    # The lock on the person would make them take turns as well; it is not what is tried here.
    monkeypatch.setattr(
        "users.services.email.owner_of", lambda proof: User.objects.get(pk=proof.user_id)
    )
    monkeypatch.setattr(one_time, "use", look_then_mark)

    answers = values(race([sending(token=one_time.token_of(row.pk))] * 8))

    assert statuses(answers)[200] > 1


def test_sixty_four_guesses_of_a_code_are_five_tries(row: OneTime) -> None:
    right = one_time.digits_of(row.pk)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    guesses = [sending(digits=wrong, email="ada@example.com")] * (USES - 1)

    answers = values(race(guesses))

    assert set(statuses(answers)) <= {400, 429}
    row.refresh_from_db()
    assert row.failures == one_time.MOST_FAILURES


def test_their_twin_that_looks_and_then_counts_takes_more_tries(
    row: OneTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_has_looked = Barrier(16)
    tried: list[int] = []

    def look_then_count(*, one_time_id: Any) -> bool:
        found = OneTime.objects.get(pk=one_time_id)
        everybody_has_looked.wait(PATIENCE)
        tried.append(found.failures)
        OneTime.objects.filter(pk=one_time_id).update(failures=found.failures + 1)
        return found.failures < one_time.MOST_FAILURES

    monkeypatch.setattr(one_time, "count_try", look_then_count)

    race([sending(digits="000000", email="ada@example.com")] * 16)

    assert len([each for each in tried if each < one_time.MOST_FAILURES]) > one_time.MOST_FAILURES


@pytest.fixture
def exchanging(settings: Any) -> Callable[[], Any]:
    """The browser of a person who comes back from a provider gives its handoff."""
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    user, browser = make_user(), Browser("b" * 43)
    kept: dict[str, Any] = {
        "outcome": "sign_in",
        "next": "",
        "identity": {},
        "browser": browser.fingerprint,
    }
    with transaction.atomic():
        row = one_time.issue(
            Purpose.SOCIAL_HANDOFF, user=user, lifetime=VERIFY_WITHIN, now=clock.now(), **kept
        )

    def exchange() -> Any:
        client = APIClient()
        client.cookies["browser"] = browser.secret
        body = {"handoff": one_time.token_of(row.pk)}
        return client.post(
            "/api/auth/social/exchange/",
            body,
            format="json",
            headers={"Origin": "http://testserver"},
        )

    return exchange


def test_of_sixty_four_exchanges_of_a_handoff_one_signs_in(exchanging: Callable[[], Any]) -> None:
    answers = values(race([exchanging] * USES))

    assert statuses(answers) == {200: 1, 410: USES - 1}
    assert TokenFamily.objects.count() == 1


def test_their_twin_that_looks_and_then_marks_signs_in_several_times(
    exchanging: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_has_looked = Barrier(8)

    def look_then_mark(one: OneTime, *, now: Any) -> None:
        if OneTime.objects.get(pk=one.pk).used_at is not None:
            raise LinkNotValid()
        everybody_has_looked.wait(PATIENCE)
        OneTime.objects.filter(pk=one.pk).update(used_at=now)

    monkeypatch.setattr(one_time, "use", look_then_mark)

    answers = values(race([exchanging] * 8))

    assert statuses(answers)[200] > 1
    assert TokenFamily.objects.count() > 1
