"""What is counted and measured. The one module that knows prometheus_client.

Nothing of it is imported, and nothing counted, until a process calls `serve` and METRICS_PORT is
set. Each process then writes its numbers into files of one folder, and all of them listen at one
port (SO_REUSEPORT): whichever is asked adds up the files of all (docs/decisions/0028).
"""

import logging
import os
import socketserver
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

from django.conf import settings

from . import processes

logger = logging.getLogger(__name__)
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class _Metric:
    """Known by name before anything is counted; `made` is prometheus_client's, once it is."""

    kind = ""
    _all: list["_Metric"] = []
    # The library and its registry, once this process counts.
    _counting: tuple[Any, Any] | None = None

    def __init__(self, name: str, says: str, *labels: str, begins: Iterable[str] = ()) -> None:
        """`begins` are the values of the only label that are there, with 0, before they happen."""
        self.name, self.says, self.labels, self._begins = name, says, labels, tuple(begins)
        self._made: Any = None
        self._children: dict[tuple[str, ...], Any] = {}
        self._all.append(self)
        if self._counting is not None:
            self._make(*self._counting)

    @classmethod
    def count_all(cls, library: Any, registry: Any) -> None:
        """Also those of modules that are imported later."""
        cls._counting = library, registry
        for each in cls._all:
            each._make(library, registry)

    @property
    def is_counted(self) -> bool:
        return self._made is not None

    def _make(self, library: Any, registry: Any) -> None:
        self._made = getattr(library, self.kind)(
            self.name, self.says, self.labels, registry=registry, **self._options()
        )
        for value in self._begins:
            self._child((value,))
        if not self.labels:
            self._child(())

    def _options(self) -> dict[str, Any]:
        return {}

    def _child(self, labels: tuple[str, ...]) -> Any:
        found = self._children.get(labels)
        if found is None:
            found = self._made.labels(*labels) if labels else self._made
            self._children[labels] = found
        return found


class Counter(_Metric):
    kind = "Counter"

    def add(self, *labels: str, by: float = 1) -> None:
        if self._made is not None:
            self._child(labels).inc(by)


class Histogram(_Metric):
    kind = "Histogram"

    def observe(self, seconds: float, *labels: str) -> None:
        if self._made is not None:
            self._child(labels).observe(seconds)

    @contextmanager
    def timed(self, *labels: str) -> Iterator[None]:
        begun = perf_counter()
        try:
            yield
        finally:
            self.observe(perf_counter() - begun, *labels)

    def _options(self) -> dict[str, Any]:
        return {"buckets": SECONDS}


class Gauge(_Metric):
    """What is so now: one process says it for all, or (`summed`) each says its part."""

    kind = "Gauge"

    def __init__(self, name: str, says: str, *labels: str, summed: bool = False) -> None:
        self._mode = "livesum" if summed else "livemostrecent"
        super().__init__(name, says, *labels)

    def set(self, value: float, *labels: str) -> None:
        if self._made is not None:
            self._child(labels).set(value)

    def replace(self, values: dict[tuple[str, ...], float]) -> None:
        """Sets all of these, and to 0 what is no longer among them."""
        for labels in self._children.keys() - values.keys():
            self.set(0, *labels)
        for labels, value in values.items():
            self.set(value, *labels)

    def _options(self) -> dict[str, Any]:
        return {"multiprocess_mode": self._mode}


def serve(service: str) -> None:
    """Begin to count in this process, and to answer for all processes of the folder."""
    if not settings.METRICS_PORT:
        return
    import prometheus_client
    from prometheus_client import exposition, values

    folder = Path(settings.METRICS_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    values.ValueClass = values.MultiProcessValue(lambda: f"{service}-{os.getpid()}")  # type: ignore[no-untyped-call]
    _Metric.count_all(prometheus_client, prometheus_client.CollectorRegistry())
    answered = prometheus_client.CollectorRegistry()
    answered.register(_Everything(folder))
    handler = exposition.MetricsHandler.factory(answered)
    try:
        server = _Server((settings.METRICS_HOST, settings.METRICS_PORT), handler)
    except OSError as fault:
        logger.warning("nobody can ask for the metrics of %s: %s", service, fault)
        return
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = allow_reuse_port = True
    daemon_threads = True


class _Everything:
    """The sum of all files, without what the dead said of themselves, and what the system knows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterator[Any]:
        from prometheus_client import multiprocess

        untyped: Any = multiprocess
        files = [each for each in self._folder.glob("*.db") if _is_begun(each)]
        found = {each.stem.rpartition("_")[2] for each in files}
        living = {each for each in found if processes.is_alive(_pid(each))}
        for dead in found - living:
            with suppress(FileNotFoundError):  # another process was asked at the same time
                untyped.mark_process_dead(dead, str(self._folder))
        yield from untyped.MultiProcessCollector.merge([str(each) for each in files])
        yield from _of_processes(sorted(living))


def _is_begun(file: Path) -> bool:
    """One that was made this moment is empty, and one of the dead may be gone by now."""
    with suppress(FileNotFoundError):
        return file.stat().st_size > 0
    return False


def _pid(identifier: str) -> int:
    return int(identifier.rpartition("-")[2])


def _of_processes(identifiers: list[str]) -> Iterator[Any]:
    from prometheus_client import core

    families: dict[str, Any] = {
        "cpu_seconds": core.CounterMetricFamily(
            "process_cpu_seconds", "User and system time.", labels=["service", "pid"]
        ),
        **{
            name: core.GaugeMetricFamily(f"process_{name}", says, labels=["service", "pid"])
            for name, says in processes.FACTS.items()
        },
    }
    for identifier in identifiers:
        service, _, pid = identifier.rpartition("-")
        with suppress(OSError):
            for name, value in processes.facts_of(int(pid)).items():
                families[name].add_metric([service, pid], value)
    yield from families.values()
