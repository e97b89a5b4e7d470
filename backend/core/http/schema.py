"""How the OpenAPI document is made out of the views."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

JsonObject = dict[str, Any]


def _header(name: str, meaning: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=meaning)


IDEMPOTENCY_KEY = _header(
    "Idempotency-Key", "A retry with the same key gets the same answer and changes nothing."
)
IF_MATCH = _header("If-Match", "Change only what has this ETag; 412 when it is stale.")
IF_NONE_MATCH = _header("If-None-Match", "Answer 304 when this ETag still fits.")


class Problem(serializers.Serializer[Any]):
    """A refusal; some codes bring further members."""

    detail = serializers.CharField(help_text="A sentence for a person.")
    code = serializers.CharField(help_text="Stable; clients branch on it.")


def refused(*statuses: int) -> dict[int, OpenApiResponse]:
    """The documented refusals of a route."""
    fields = OpenApiResponse(OpenApiTypes.OBJECT, "A map of fields to lists of sentences.")
    other = OpenApiResponse(Problem, "Why not, with a stable `code`.")
    return {status: fields if status == 400 else other for status in statuses}


def close_inputs(result: JsonObject, **_: Any) -> JsonObject:
    """Say that request bodies take no unknown fields, as the API does."""
    schemas = result.get("components", {}).get("schemas", {})
    for name, schema in schemas.items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    return result
