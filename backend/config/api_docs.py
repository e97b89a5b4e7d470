"""The API's own description: `/api/schema/` for programs, `/api/docs/` for people."""

from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularSwaggerSplitView

YAML = ("application/yaml", "application/vnd.oai.openapi")
JSON = ("application/json", "application/vnd.oai.openapi+json")
# Swagger UI writes styles into the page and has pictures in its style sheet. Its scripts
# are files of our own, so they stay as restricted as everywhere.
_POLICY = {"style-src": ["'self'", "'unsafe-inline'"], "img-src": ["'self'", "data:"]}


@require_safe
@vary_on_headers("Accept")
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI as YAML, or as JSON for a client that prefers it or says `?format=json`."""
    preferred = request.get_preferred_type([*YAML, *JSON])
    as_json = request.GET.get("format", preferred) in {*JSON, "json"}
    return HttpResponse(_document(as_json), content_type=(JSON if as_json else YAML)[0])


@cache
def _document(as_json: bool) -> bytes:
    """Made out of all views, which takes a moment; it can't change while the process runs."""
    renderer = OpenApiJsonRenderer() if as_json else OpenApiYamlRenderer()
    text: bytes = renderer.render(_schema(), renderer_context={})
    return text


@cache
def _schema() -> dict[str, Any]:
    generator: Any = SchemaGenerator
    made: dict[str, Any] = generator().get_schema(request=None, public=True)
    return made


@method_decorator(csp_update(_POLICY), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """Swagger UI on the schema."""

    http_method_names = ("get", "head")
