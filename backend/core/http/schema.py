"""How the OpenAPI document is made out of the views."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

JsonObject = dict[str, Any]


def _header(name: str, meaning: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=meaning)


IDEMPOTENCY_KEY = _header(
    "Idempotency-Key", "A retry with the same key gets the same answer and changes nothing."
)
IF_MATCH = _header("If-Match", "Change only what has this ETag; 412 when it is stale.")
IF_NONE_MATCH = _header("If-None-Match", "Answer 304 when this ETag still fits.")


def refused(*statuses: int) -> dict[int, OpenApiResponse]:
    """The documented refusals of a route; `document_answers` gives them their shape."""
    answer = OpenApiResponse(OpenApiTypes.OBJECT, "Why not, with a stable `code`.")
    return dict.fromkeys(statuses, answer)


def close_inputs(result: JsonObject, **_: Any) -> JsonObject:
    """Say that request bodies take no unknown fields, as the API does."""
    schemas = result.get("components", {}).get("schemas", {})
    for name, schema in schemas.items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    return result


# --- what every route may answer --------------------------------------------------------

_PROBLEM: JsonObject = {"$ref": "#/components/schemas/Problem"}
_FIELD_ERRORS: JsonObject = {"$ref": "#/components/schemas/FieldErrors"}
_COMPONENTS: dict[str, JsonObject] = {
    "Problem": {
        "type": "object",
        "description": "A refusal; some codes bring further members.",
        "properties": {
            "detail": {"type": "string", "description": "A sentence for a person."},
            "code": {"type": "string", "description": "Stable; clients branch on it."},
        },
        "required": ["code", "detail"],
    },
    "FieldErrors": {
        "type": "object",
        "description": "Fields with what is wrong with each; `non_field_errors` for the whole.",
        "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "minProperties": 1,
    },
}
_MEANINGS = {
    "400": "The input is not valid.",
    "401": "Not signed in, or no longer.",
    "413": "The request is too large.",
    "415": "The body is not JSON.",
    "503": "Busy; try again.",
}
_HEADERS = {
    "201": ("Location", "Where it is."),
    "307": ("Location", "Where it is."),
    "401": ("WWW-Authenticate", "`Bearer`."),
    "429": ("Retry-After", "Seconds."),
    "503": ("Retry-After", "Seconds."),
}


def document_answers(result: JsonObject, **_: Any) -> JsonObject:
    """Say of each route what the layers around its view may answer, and in which shape."""
    result["components"]["schemas"].update(_COMPONENTS)
    for path in result["paths"].values():
        for operation in path.values():
            operation["responses"] = _answers(operation)
    return result


def _answers(operation: JsonObject) -> JsonObject:
    documented = operation["responses"]
    statuses = sorted({*documented, *_implied(operation)})
    return {status: _answer(status, documented.get(status, {})) for status in statuses}


def _implied(operation: JsonObject) -> list[str]:
    parameters = operation.get("parameters", [])
    implied = ["503"]
    if "requestBody" in operation:
        implied += ["400", "413", "415"]
    if any(each["in"] == "query" or each["name"] == "Idempotency-Key" for each in parameters):
        implied.append("400")
    if any("bearer" in each for each in operation.get("security", [])):
        implied.append("401")
    if any(each["name"] == "If-None-Match" for each in parameters):
        implied.append("304")
    return implied


def _shape(status: str, documented: JsonObject) -> JsonObject:
    """A view may name a refusal of its own, with further members."""
    own = documented.get("content", {}).get("application/json", {}).get("schema", {})
    if status == "400":
        return {"anyOf": [_FIELD_ERRORS, _PROBLEM]}
    return own if "$ref" in own else _PROBLEM


def _answer(status: str, answer: JsonObject) -> JsonObject:
    answer = {**answer, "description": answer.get("description") or _MEANINGS.get(status, "")}
    if status in _HEADERS:
        name, meaning = _HEADERS[status]
        header = {"description": meaning, "required": True, "schema": {"type": "string"}}
        answer["headers"] = {name: header}
    if status >= "400":
        answer["content"] = {"application/json": {"schema": _shape(status, answer)}}
    return answer
