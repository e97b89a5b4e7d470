"""Help for people who look for something: numbers beside the filters, and suggestions."""

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core import clock
from core.http.paging import Page
from core.http.parsing import parse_query
from core.http.replicas import from_replica
from core.http.schema import IF_NONE_MATCH, refused
from core.sql import instant
from session_catalog.models import Format, Level, Topic
from users.api.representation import person_json

from . import lists, search
from .browse import answer
from .forms import FacetsQuery, SuggestionsQuery
from .serializers import FacetsOutput, SuggestionsOutput

# Beyond this a number is only "more".
COUNTED = 1_000
# So many sessions are counted, the nearest first.
LOOKED_AT = 20_000
SUGGESTED_SESSIONS, SUGGESTED_CREATORS = 5, 3
KNOWN = {"topic": Topic.values, "level": Level.values, "language": [], "format": Format.values}

# All values that are known, and those that sessions have besides.
_FACET = """'{name}', (
  SELECT coalesce(json_agg(json_build_object('value', value, 'count', least(found, {counted}),
    'more', found > {counted} OR (SELECT count(*) > {looked_at} FROM near))
    ORDER BY value), '[]')
  FROM (
    SELECT value, count(id) AS found
    FROM (SELECT id, {name} FROM near s WHERE {others}) s
    RIGHT JOIN (
      SELECT unnest(%(known_{name})s::text[]) UNION SELECT {name} FROM near
    ) known (value) ON known.value = s.{name}
    WHERE value IS NOT NULL GROUP BY value
  ) numbers)"""
_FACETS = """
WITH near AS MATERIALIZED (
  SELECT s.id, s.topic, s.level, s.language, s.format
  FROM ({nearest}) near JOIN session_catalog_session s USING (id))
SELECT json_build_object({facets})::text
"""

_SUGGESTIONS = f"""
SELECT json_build_object(
  'sessions', (
    SELECT coalesce(json_agg(json_build_object('id', s.id, 'title', s.title,
      'start_time', {instant("s.start_time")}, 'time_zone', s.time_zone, 'topic', s.topic)
      ORDER BY s.sort, s.id), '[]')
    FROM (
      SELECT * FROM (
        SELECT DISTINCT ON (lower(s.title)) s.*, ranked.sort FROM ({{ranked}}) ranked
        JOIN session_catalog_session s USING (id) ORDER BY lower(s.title), ranked.sort, s.id
      ) s ORDER BY s.sort, s.id LIMIT {SUGGESTED_SESSIONS}
    ) s),
  'creators', (
    SELECT coalesce(json_agg({person_json("c")} ORDER BY c.username), '[]')
    FROM (
      SELECT * FROM users_user c WHERE c.id = ANY(%(creators)s::uuid[])
      AND EXISTS (SELECT FROM session_catalog_session s WHERE s.creator_id = c.id
        AND {search.LISTED} AND {search.NOT_ENDED})
      ORDER BY c.username LIMIT {SUGGESTED_CREATORS}
    ) c))::text
"""


class Facets(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[FacetsQuery, IF_NONE_MATCH],
        responses={200: FacetsOutput, **refused(400, 401)},
    )
    @from_replica
    def get(self, request: Request) -> HttpResponseBase:
        """How many sessions each topic, level, language and format would leave in the list.

        The other filters apply, that of the same field does not. Numbers end at 1000.
        """
        query = parse_query(FacetsQuery, request)
        scope = search.scope_of(query, now=clock.now())
        wide = search.Scope(scope.conditions, {}, scope.values, scope.meant)
        nearest = lists.nearest(wide, query["when"], LOOKED_AT)[-1]
        facets = ",\n".join(_facet(name, scope) for name in search.FACETS)
        known = {f"known_{name}": values for name, values in KNOWN.items()}
        return answer(
            request, _FACETS.format(nearest=nearest, facets=facets), {**scope.values, **known}
        )


def _facet(name: str, scope: search.Scope) -> str:
    others = [sql for other, sql in scope.facets.items() if other != name]
    return _FACET.format(
        name=name,
        others=" AND ".join(others) or "TRUE",
        counted=COUNTED,
        looked_at=LOOKED_AT,
    )


class Suggestions(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[SuggestionsQuery, IF_NONE_MATCH],
        responses={200: SuggestionsOutput, **refused(400, 401)},
    )
    @from_replica
    def get(self, request: Request) -> HttpResponseBase:
        """Upcoming sessions and creators that somebody may mean who has typed `q` so far."""
        query = parse_query(SuggestionsQuery, request)
        scope = search.scope_of(query, now=clock.now())
        page = Page(SUGGESTED_SESSIONS * 10, None, "relevance")
        ranked = lists.chosen_by(lists.ORDERS["relevance"], page, scope, "upcoming")[0]
        named = [set(each.creators) for each in scope.meant]
        creators = list(set.intersection(*named)) if named else []
        return answer(
            request, _SUGGESTIONS.format(ranked=ranked), {**scope.values, "creators": creators}
        )
