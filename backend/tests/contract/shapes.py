"""Answers against the shapes that the API's description promises."""

import re
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    FormatChecker,
)

_FORMATS = FormatChecker(["uuid", "date"])
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


@_FORMATS.checks("date-time", ValueError)
def _is_instant(text):
    """ISO 8601 in UTC with `Z`."""
    if not isinstance(text, str):
        return True
    return bool(_INSTANT.fullmatch(text)) and datetime.fromisoformat(text) is not None


@_FORMATS.checks("decimal")
def _is_money(text):
    return not isinstance(text, str) or bool(re.fullmatch(r"-?\d+\.\d\d", text))


@_FORMATS.checks("uri", ValueError)
def _is_address(text):
    return not isinstance(text, str) or urlsplit(text).scheme == "https"


@_FORMATS.checks("email")
def _is_email(text):
    return not isinstance(text, str) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+", text))


class Shapes:
    """The components of the description, closed: an answer has no member that it lacks."""

    def __init__(self) -> None:
        path = Path(settings.BASE_DIR) / "openapi.yaml"
        self.schema: dict[str, Any] = yaml.safe_load(path.read_text())
        self._closed = deepcopy(self.schema)
        for shape in self._closed["components"]["schemas"].values():
            if "properties" in shape:
                shape.setdefault("additionalProperties", False)

    def check(self, component: str, answer: Any) -> None:
        """Raises ValidationError when the answer is not exactly of that shape."""
        self._validate({"$ref": f"#/components/schemas/{component}"}, answer)

    def check_list(self, component: str, answer: Any) -> None:
        reference = {"$ref": f"#/components/schemas/{component}"}
        self._validate({"type": "array", "items": reference}, answer)

    def members(self, component: str) -> set[str]:
        return set(self.schema["components"]["schemas"][component]["properties"])

    def _validate(self, shape: dict[str, Any], answer: Any) -> None:
        document = {**shape, "components": self._closed["components"]}
        Draft202012Validator(document, format_checker=_FORMATS).validate(answer)
