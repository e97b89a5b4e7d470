"""Spans for OpenTelemetry. The one module that knows it.

Nothing of it is imported unless OTEL_EXPORTER_OTLP_ENDPOINT is set and a process calls `start`.
A fault is told by its kind only: its text may hold what people typed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings

_api: Any = None  # opentelemetry.trace
_tracer: Any = None
_headers: Any = None  # W3C Trace Context


def start(service: str) -> None:
    """Sends the spans of this process to the collector of the settings, if there is one."""
    global _api, _tracer, _headers  # noqa: PLW0603
    if not settings.TRACES_TO:
        return
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    provider = TracerProvider(
        resource=Resource({"service.name": f"sessions-marketplace-{service}"})
    )
    exporter = OTLPSpanExporter(endpoint=f"{settings.TRACES_TO.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _api, _headers = trace, TraceContextTextMapPropagator()
    _tracer = provider.get_tracer("sessions-marketplace")


def is_on() -> bool:
    return _tracer is not None


def is_recording() -> bool:
    """Whether the present request or job is one of those that are kept."""
    return _tracer is not None and _api.get_current_span().is_recording()


@contextmanager
def span(
    name: str,
    *,
    kind: str = "INTERNAL",
    parent: Mapping[str, str] | None = None,
    **attributes: str | int,
) -> Iterator[Any]:
    """The work inside as a span, which is None while tracing is off.

    `parent` are the headers of whoever asked for it; in names of attributes `__` is a dot.
    """
    if _tracer is None:
        yield None
        return
    with _tracer.start_as_current_span(
        name,
        context=_headers.extract(parent) if parent is not None else None,
        kind=_api.SpanKind[kind],
        attributes={key.replace("__", "."): value for key, value in attributes.items()},
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        try:
            yield made
        except Exception as fault:
            failed(made, type(fault).__name__)
            raise


@contextmanager
def statement(text: str) -> Iterator[None]:
    """The same for one statement, in which nothing else begins. For a span that is recording."""
    made = _tracer.start_span(
        text.split(None, 1)[0].upper(),
        kind=_api.SpanKind.CLIENT,
        attributes={"db.system.name": "postgresql", "db.query.text": text},
    )
    try:
        yield
    except Exception as fault:
        failed(made, type(fault).__name__)
        raise
    finally:
        made.end()


def failed(span: Any, why: str) -> None:
    span.set_attribute("error.type", why)
    span.set_status(_api.StatusCode.ERROR)


def trace_id() -> str | None:
    """Of the present span, as 32 digits."""
    if _tracer is None:
        return None
    context = _api.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None


def handed_on() -> dict[str, str]:
    """The present span as headers; empty while tracing is off."""
    told: dict[str, str] = {}
    if _tracer is not None:
        _headers.inject(told)
    return told
