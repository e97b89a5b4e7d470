"""`Idempotency-Key` on requests that create or pay."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.request import Request

from core import clock
from core.errors import DomainError, IdempotencyInProgress, Kind
from core.idempotency import Answer, KeyedRequest, KeyTaken
from core.transactions import accompanied_by, wait_for_standby

R = TypeVar("R")
MAX_KEY_LENGTH = 255


def once(request: Request, work: Callable[[], R], present: Callable[[R], Answer]) -> HttpResponse:
    """Do the work of one use case, or answer again what a request with this key got.

    `present` runs inside the use case's transaction, so that work and answer commit together.
    """
    keyed = _keyed(request, present)
    if keyed is None:
        return _response(present(work()))
    try:
        with accompanied_by(keyed):
            result = work()
    except (KeyTaken, DomainError) as fault:
        taken = _earlier(keyed, fault)
    else:
        return _response(keyed.answer or present(result))
    if taken.answer is None:
        raise IdempotencyInProgress()
    return _again(taken.answer)


def once_resumable(request: Request, work: Callable[[UUID | None], Answer]) -> HttpResponse:
    """The same for work of several transactions.

    The key commits with the first one. When a retry finds it unfinished, `work` is called
    with the id of what was made and must carry on from there.
    """
    keyed = _keyed(request, None)
    if keyed is None:
        return _response(work(None))
    try:
        with accompanied_by(keyed):
            return _response(keyed.finish(work(None)))
    except (KeyTaken, DomainError) as fault:
        if keyed.is_kept:
            _release_after(keyed, fault)
            raise
        taken = _earlier(keyed, fault)
    if taken.answer is not None:
        return _again(taken.answer)
    try:
        return _response(keyed.finish(work(taken.resource_id)))
    except DomainError as fault:
        _release_after(keyed, fault)
        raise


def _earlier(keyed: KeyedRequest, fault: KeyTaken | DomainError) -> KeyTaken:
    """What an earlier request with the key left; without one the refusal stands.

    A repetition is often refused before its key is looked at: its seat is taken by itself.
    """
    taken = fault if isinstance(fault, KeyTaken) else keyed.earlier()
    if taken is None:
        raise fault
    return taken


def _release_after(keyed: KeyedRequest, fault: Exception) -> None:
    """A refusal frees the key. When the server was busy the key stays, and a retry resumes."""
    if isinstance(fault, DomainError) and fault.kind is not Kind.UNAVAILABLE:
        keyed.release()


def _keyed(request: Request, present: Callable[[Any], Answer] | None) -> KeyedRequest | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY_LENGTH or not all("!" <= char <= "~" for char in key):
        sentence = "Use 1 to 255 visible ASCII characters."
        raise ValidationError({"Idempotency-Key": [sentence]})
    body: bytes = getattr(request, "raw_body", b"")
    user_id = request.user.pk
    if user_id is None:
        raise NotAuthenticated()
    return KeyedRequest(
        user_id=user_id,
        route=f"{request.method} {request.path}"[:200],
        key=key,
        fingerprint=hashlib.sha256(body).digest(),
        now=clock.now(),
        present=present,
    )


def _again(answer: Answer) -> HttpResponse:
    """A kept answer. The first one may be lost because what it told is on one machine only."""
    wait_for_standby()
    return _response(answer)


def _response(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.body, status=answer.status_code, content_type="application/json")
    if answer.location:
        response["Location"] = answer.location
    return response
