"""Untrusted input: bounded JSON bodies, and serializers that say what may be sent."""

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import IO, Any, ClassVar

from django.conf import settings
from django.http import QueryDict
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request


class PayloadTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The request is too large."
    default_code = "too_large"


class BoundedJSONParser(BaseParser):
    """JSON up to DATA_UPLOAD_MAX_MEMORY_SIZE bytes; NaN, Infinity and deep nesting are refused."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise PayloadTooLarge()
        request = (parser_context or {}).get("request")
        if request is not None:
            request.raw_body = body
        try:
            value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
            if b"\\ud" in body.lower():
                _refuse_lone_surrogates(value)
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not valid JSON.") from error
        return value


def _refuse_lone_surrogates(value: Any) -> None:
    """Half a character can't be stored or sent back. Raises UnicodeEncodeError."""
    json.dumps(value, ensure_ascii=False).encode("utf-8")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class Input(serializers.Serializer[Any]):
    """A request body. What it does not name is refused, with two exceptions.

    `computed` fields are ignored, so that a client may send back what it has read.
    `owned` fields are ignored when they equal the present value and refused otherwise;
    `owned_values` maps them to it.
    """

    computed: ClassVar[frozenset[str]] = frozenset()
    owned: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValidationError({"non_field_errors": ["Send a JSON object."]})
        faults = {**self._foreign_fields(data), **self._wrong_types(data)}
        try:
            values = super().to_internal_value(data)
        except ValidationError as error:
            detail = error.detail if isinstance(error.detail, dict) else {}
            raise ValidationError({**faults, **detail}) from error
        if faults:
            raise ValidationError(faults)
        return values

    def _foreign_fields(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        present: Mapping[str, Any] = self.context.get("owned_values", {})
        faults = {}
        for name, value in data.items():
            if name in self.owned:
                if name not in present or not _same(present[name], value):
                    faults[name] = ["This can't be changed here."]
            elif name not in self.fields and name not in self.computed:
                faults[_shown(name)] = ["There is no such field."]
        return faults

    def _wrong_types(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        """Numbers in place of words, which the fields would take for their digits."""
        return {
            name: ["Not a valid string."]
            for name, value in data.items()
            if isinstance(value, int | float)
            and isinstance(self.fields.get(name), serializers.CharField | serializers.UUIDField)
        }


def _same(present: Any, sent: Any) -> bool:
    if isinstance(present, bool) or present is None:
        return present is sent
    return str(present) == str(sent)


def _shown(name: str) -> str:
    return name[:100].encode("utf-8", "replace").decode()


def parse(
    form: type[Input],
    request: Request,
    *,
    partial: bool = False,
    owned_values: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The validated body. Raises ValidationError with a map of fields to sentences."""
    context = {"owned_values": owned_values or {}}
    return _validated(form, request.data, partial=partial, context=context)


def parse_query(form: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The validated query string; parameters that the form does not name are ignored.

    A form makes the same of the same string at any time: the pages that everybody asks for
    are read once.
    """
    return dict(_read_query(form, request.META.get("QUERY_STRING", "")))


@lru_cache(maxsize=1_000)
def _read_query(form: type[serializers.Serializer[Any]], text: str) -> dict[str, Any]:
    return _validated(form, QueryDict(text).dict(), partial=False, context={})


class _Forms(threading.local):
    """One instance of each form a thread: making its fields anew costs more than using them."""

    def __init__(self) -> None:
        self.made: dict[type, serializers.Serializer[Any]] = {}


_forms = _Forms()


def _validated(
    form: type[serializers.Serializer[Any]], sent: Any, *, partial: bool, context: dict[str, Any]
) -> dict[str, Any]:
    serializer = _forms.made.get(form)
    if serializer is None:
        serializer = _forms.made[form] = form()
    serializer.partial, serializer._context = partial, context
    values: dict[str, Any] = serializer.run_validation(sent)
    return values
