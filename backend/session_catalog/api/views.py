"""Sessions over HTTP: parse, one call, present."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from core import clock
from core.http.conditional import edit_versions, with_etag
from core.http.idempotent import once
from core.http.parsing import parse, parse_query
from core.http.replicas import from_replica
from core.http.schema import IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, refused
from core.idempotency import Answer
from session_catalog.models import Session
from session_catalog.services.change import Changes
from session_catalog.services.create import create_session
from session_catalog.services.edit import edit_session
from session_catalog.services.remove import remove_session
from users.api.person import signed_in

from .answers import json_text
from .forms import ListQuery
from .lists import own_sessions, public_sessions
from .permissions import CREATORS_WRITE
from .representation import SESSION_JSON, one, owned_values
from .serializers import NewSessionInput, SessionChangesInput, SessionOutput

# Who may read a session by itself. `also_readable` of the view extends the last lines: to what
# was cancelled, and to what is over since before its creator left.
READABLE = """(s.deleted_at IS NULL AND (s.status = 'published'
  OR s.creator_id = %(reader)s::uuid OR (s.status = 'cancelled' AND ({also}))))
OR (s.deleted_at IS NOT NULL AND s.status = 'published' AND ({also}))"""
PRESENT = "s.deleted_at IS NULL"


class Sessions(APIView):
    permission_classes = CREATORS_WRITE

    @extend_schema(
        parameters=[ListQuery, IF_NONE_MATCH],
        responses={200: SessionOutput(many=True), **refused(400, 401)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Published sessions, or with `my_sessions` all one's own."""
        query = parse_query(ListQuery, request)
        if query["my_sessions"]:
            return own_sessions(request, query, reader_id=signed_in(request).pk)
        return self._public(request, query)

    @from_replica
    def _public(self, request: Request, query: dict[str, Any]) -> HttpResponseBase:
        return public_sessions(request, query)

    @extend_schema(
        request=NewSessionInput,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: SessionOutput, **refused(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Write a session; creators only."""
        creator = signed_in(request)
        owned = {"id": None, "creator": creator.pk}
        values = parse(NewSessionInput, request, owned_values=owned)
        return once(
            request,
            lambda: create_session(creator=creator, now=clock.now(), **values),
            _created,
        )


class SessionDetail(APIView):
    """One session.

    Others than its owner see it while it is published. Whoever else may see a cancelled one
    is for the composition root to say, which knows the apps above this one: it passes
    `also_readable`, an SQL condition on the session `s` and `%(reader)s::uuid`.
    """

    permission_classes = CREATORS_WRITE
    also_readable = "FALSE"

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: SessionOutput, **refused(401, 404)})
    @from_replica
    def get(self, request: Request, session_id: UUID) -> HttpResponseBase:
        """A published session, one of one's own, or one that one booked before it went."""
        condition = READABLE.format(also=self.also_readable)
        found = one(SESSION_JSON, condition, session_id, request.user.pk)
        return with_etag(request, json_text(found.text), found.tag)

    @extend_schema(
        request=SessionChangesInput,
        parameters=[IF_MATCH],
        responses={200: SessionOutput, **refused(400, 401, 403, 404, 409, 412)},
    )
    def put(self, request: Request, session_id: UUID) -> HttpResponseBase:
        """Change one's own session. Optional fields that are left out stay as they are."""
        return _edit(request, session_id, partial=False)

    @extend_schema(
        request=SessionChangesInput,
        parameters=[IF_MATCH],
        responses={200: SessionOutput, **refused(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, session_id: UUID) -> HttpResponseBase:
        """Change some fields of one's own session."""
        return _edit(request, session_id, partial=True)

    @extend_schema(responses={204: None, **refused(401, 403, 404, 409)})
    def delete(self, request: Request, session_id: UUID) -> HttpResponseBase:
        """Remove one's own session; everybody who booked is refunded in full."""
        remove_session(owner=signed_in(request), session_id=session_id, now=clock.now())
        return HttpResponse(status=204)


def _edit(request: Request, session_id: UUID, *, partial: bool) -> HttpResponseBase:
    owner = signed_in(request)
    owned = owned_values(session_id, owner)
    changes = parse(SessionChangesInput, request, partial=partial, owned_values=owned)
    edit_session(
        owner=owner,
        session_id=session_id,
        changes=cast(Changes, changes),
        versions=edit_versions(request),
        now=clock.now(),
    )
    found = one(SESSION_JSON, PRESENT, session_id, None)
    return json_text(found.text, ETag=found.tag)


def _created(session: Session) -> Answer:
    found = one(SESSION_JSON, PRESENT, session.pk, None)
    return Answer(201, found.text.encode(), f"/api/sessions/{session.pk}/")
