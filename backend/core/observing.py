"""What a process does to be seen, before it begins to work: `api`, `live` or `worker`."""

from . import metrics, tracing


def begin(service: str) -> None:
    metrics.serve(service)
    tracing.start(service)
