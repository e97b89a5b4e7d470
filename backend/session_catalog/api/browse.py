"""What pages of the catalogue need besides the sessions: seats, days, and who teaches."""

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core import clock
from core.errors import NotFound
from core.http.conditional import with_etag
from core.http.parsing import parse_query
from core.http.replicas import from_replica
from core.http.schema import IF_NONE_MATCH, refused
from core.sql import instant, row
from users.api.representation import PUBLIC
from users.models import normal_username

from . import search
from .answers import json_text
from .forms import DaysQuery, SeatsQuery
from .serializers import CreatorOutput, DayOutput, SeatsOutput

_SEATS = """
SELECT coalesce(json_agg(json_build_object('id', q.session_id,
  'spots_available', q.capacity - q.taken, 'is_full', q.taken >= q.capacity,
  'version', q.version) ORDER BY q.session_id), '[]')::text
FROM session_catalog_seats q WHERE q.session_id = ANY(%(ids)s::uuid[]) AND q.on_sale
"""
# The days of a zone differ in length, so they come as a list of instants.
_DAYS = """
SELECT coalesce(json_agg(json_build_object(
  'date', %(first)s::date + number - 1, 'sessions', sessions) ORDER BY number), '[]')::text
FROM (
  SELECT width_bucket(s.start_time, %(days)s::timestamptz[]) AS number, count(*) AS sessions
  FROM session_catalog_session s WHERE {conditions} GROUP BY 1
) counted
"""
_PUBLIC = ", ".join(f"'{name}', c.{name}" for name in PUBLIC)
_COUNT = (
    f"SELECT count(*) FROM session_catalog_session s WHERE s.creator_id = c.id AND {search.LISTED}"
)
_CREATOR = f"""
SELECT json_build_object({_PUBLIC}, 'date_joined', {instant("c.date_joined")},
  'sessions_given', ({_COUNT} AND {search.ENDED}),
  'upcoming', ({_COUNT} AND {search.NOT_ENDED}))::text
FROM users_user c WHERE lower(c.username) = lower(%(username)s::text)
  AND c.role = 'CREATOR' AND c.closed_at IS NULL
"""


class SeatsOfSessions(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[SeatsQuery, IF_NONE_MATCH],
        responses={200: SeatsOutput(many=True), **refused(400, 401)},
    )
    @from_replica
    def get(self, request: Request) -> HttpResponseBase:
        """The free seats of published sessions; others are left out."""
        return answer(request, _SEATS, parse_query(SeatsQuery, request))


class LiveSeats(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[SeatsQuery],
        responses={
            (200, "text/event-stream"): OpenApiTypes.STR,
            307: OpenApiResponse(description="Where the stream is, with the same query."),
            **refused(400, 401, 404),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Free seats as they change, by server-sent events.

        `event: snapshot` comes first, `event: seats` with each change; `data` is an array like
        that of the seats, in which `{id, closed, version}` is a session that is off sale.
        `event: beat` says that the stream lives. A process of its own sends them: 404 when there
        is none, so that one polls.
        """
        parse_query(SeatsQuery, request)
        if not settings.LIVE_URL:
            raise NotFound()
        query = request.META["QUERY_STRING"]
        answer = HttpResponse(status=307)
        answer["Location"] = iri_to_uri(f"{settings.LIVE_URL}/api/sessions/live/?{query}")
        answer["Cache-Control"] = "no-store"
        return answer


class SessionDays(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[DaysQuery, IF_NONE_MATCH],
        responses={200: DayOutput(many=True), **refused(400, 401)},
    )
    @from_replica
    def get(self, request: Request) -> HttpResponseBase:
        """The days of the time zone on which sessions begin, with their number."""
        query = parse_query(DaysQuery, request)
        first, days = query.pop("from"), query["days"]
        scope = search.scope_of({**query, "from": days[0], "to": days[-1]}, now=clock.now())
        sql = _DAYS.format(conditions=f"{scope.sql} AND {search.PERIODS[query['when']]}")
        return answer(request, sql, {**scope.values, "first": first, "days": days})


class Creator(APIView):
    permission_classes = [AllowAny]

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: CreatorOutput, **refused(401, 404)})
    @from_replica
    def get(self, request: Request, username: str) -> HttpResponseBase:
        """Who offers sessions; 404 for people who do not."""
        if "\0" in username:  # PostgreSQL has no such text
            raise NotFound()
        name = normal_username(username)
        return answer(request, _CREATOR, {"username": name, "now": clock.now()})


def answer(request: Request, sql: str, values: dict[str, object]) -> HttpResponseBase:
    """The JSON text in the one row of a query, with its tag. Raises NotFound without one."""
    found = row(sql, values)
    if found is None:
        raise NotFound()
    return with_etag(request, json_text(found[0]))
