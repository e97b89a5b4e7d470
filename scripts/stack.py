"""The product on its own: for tests in a browser, measurements and pictures.

Its database, its data and its ports are nobody else's, and all of it is gone afterwards.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import quote

import frontend
import plan
import ports
import run
import services
from config import embedded_postgres

HOME = run.ROOT / "var" / "stack"
LOGS = run.LOGS / "stack"
# Variables of the person that would make this another product.
FOREIGN = ("POSTGRES_", "PG", "DJANGO_", "HOLD_", "PAYMENT_", "SIMULATED_", "LOGIN_", "WEB_",
           "API_", "LIVE_", "PUBLIC_URL", "TRUSTED_PROXIES", "HTTPS", "DEMO",
           "CURRENCY", "VERIFY_EMAIL", "GOOGLE_", "GITHUB_CLIENT_", "OIDC_", "SOCIAL_",
           "DATABASE_", "METRICS_", "OTEL_")  # fmt: skip


class Product(NamedTuple):
    address: str
    live_pid: int  # of what keeps the stream process alive, so that a test may kill that one
    identities: str  # a real OpenID Connect provider, which lets everybody in as anybody


@contextmanager
def running(rows: int = 0) -> Iterator[Product]:
    """The web front end, in front of the demo data and so many rows more."""
    built = frontend.ensure_built()
    with run.ExitOnSignal() as signals, frontend.one_at_a_time("stack"), cleared_environment():
        LOGS.mkdir(parents=True, exist_ok=True)
        at = plan.Addresses(*ports.some_free(3))
        started: list[services.Service] = []
        try:
            with signals.postponed():
                embedded_postgres.remove(HOME)
                embedded_postgres.ensure_running(HOME)
            identities = identity_provider(ports.any_free())
            environment = environment_of(at, identities)
            run.prepare(environment)
            if rows:
                run.manage(environment, "make_demo", "--rows", str(rows))
            for service in [identities, *plan.services_of(at), plan.web(at, built)]:
                service.log = LOGS / service.log.name
                started.append(service)
                service.start(environment)
            services.wait_until_ready(started, run.PATIENCE)
            yield Product(
                f"http://localhost:{at.web}", pid_of(plan.LIVE, started), origin(identities)
            )
        finally:
            signals.ignore()
            services.end(started)
            embedded_postgres.remove(HOME)


def identity_provider(port: int) -> services.Service:
    return services.Service(
        "identity provider",
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        run.BACKEND,
        LOGS / "identities.log",
        f"http://127.0.0.1:{port}/.well-known/openid-configuration",
    )


def environment_of(at: plan.Addresses, identities: services.Service) -> dict[str, str]:
    return {
        **plan.child_environment(at),
        "DATABASE_URL": database_url(),
        "OIDC_CLIENT_ID": "sessions",
        "OIDC_CLIENT_SECRET": "not kept by anybody",
        "OIDC_NAME": "Example",
        "OIDC_SERVER_URL": origin(identities),
    }


def origin(provider: services.Service) -> str:
    return str(provider.ready_url).partition("/.well-known/")[0]


def pid_of(name: str, started: list[services.Service]) -> int:
    return next(each.process.pid for each in started if each.name == name and each.process)


def database_url() -> str:
    where = embedded_postgres.connection_settings(HOME)
    return f"postgresql://{where['USER']}@/{where['NAME']}?host={quote(where['HOST'], safe='')}"


@contextmanager
def cleared_environment() -> Iterator[None]:
    before = dict(os.environ)
    for name in before:
        if name.startswith(FOREIGN):
            del os.environ[name]
    os.environ |= {"DEBUG": "True", "REQUEST_LOG": "False"}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
