"""The second document's events: a lighter view of the same sessions."""

from decimal import Decimal
from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core import clock
from core.http.conditional import with_etag
from core.http.idempotent import once
from core.http.paging import PageQuery
from core.http.parsing import parse, parse_query
from core.http.replicas import from_replica
from core.http.schema import IDEMPOTENCY_KEY, IF_NONE_MATCH, refused
from core.idempotency import Answer
from session_catalog.models import Session, Status
from session_catalog.services.create import create_session
from users.api.person import signed_in

from .answers import json_text
from .lists import events
from .permissions import CREATORS_WRITE
from .representation import EVENT_JSON, one
from .search import LISTED
from .serializers import EventInput, EventOutput

# What an event is as a session.
FREE_AND_OPEN = {
    "price": Decimal(0),
    "duration_minutes": 60,
    "capacity": 50,
    "status": Status.PUBLISHED,
}


class Events(APIView):
    permission_classes = CREATORS_WRITE

    @extend_schema(
        parameters=[PageQuery, IF_NONE_MATCH],
        responses={200: EventOutput(many=True), **refused(400, 401)},
    )
    @from_replica
    def get(self, request: Request) -> HttpResponseBase:
        """All published sessions, newest first."""
        return events(request, parse_query(PageQuery, request))

    @extend_schema(
        request=EventInput,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: EventOutput, **refused(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Publish a free, open session; creators only."""
        creator = signed_in(request)
        owned = {"id": None, "creator": creator.pk}
        values = {**FREE_AND_OPEN, **parse(EventInput, request, owned_values=owned)}
        return once(
            request,
            lambda: create_session(creator=creator, now=clock.now(), **values),
            _created,
        )


class EventDetail(APIView):
    permission_classes = [AllowAny]

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: EventOutput, **refused(401, 404)})
    @from_replica
    def get(self, request: Request, event_id: UUID) -> HttpResponseBase:
        found = one(EVENT_JSON, LISTED, event_id, None)
        return with_etag(request, json_text(found.text), found.tag)


def _created(session: Session) -> Answer:
    text = one(EVENT_JSON, LISTED, session.pk, None).text
    return Answer(201, text.encode(), f"/api/events/{session.pk}/")
