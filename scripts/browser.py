"""A browser for the end-to-end tests: the installed one, else one that this fetches."""

import subprocess

import debian
import frontend
import services
from services import Problem

MINUTE = 60.0
PACKAGES = ("chromium-headless-shell", "chromium")  # the first is faster, and not everywhere
ASK = 'import("./scripts/chromium.mjs").then((it) => console.log(it.chromiumPath() ?? ""))'


def ensure() -> str:
    """Returns the path of a Chromium or Chrome."""
    return installed() or from_debian() or from_playwright() or none()


def installed() -> str | None:
    done = subprocess.run(
        [frontend.node(), "--eval", ASK], cwd=frontend.FOLDER, env=frontend.environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or None


def from_debian() -> str | None:
    if not debian.can_install():
        return None
    for package in PACKAGES:
        debian.install(package)
        if found := installed():
            return found
    return None


def from_playwright() -> str | None:
    services.say("Fetching Chromium for the end-to-end tests (playwright install chromium)")
    log = frontend.LOGS / "browser.log"
    environment = frontend.environment()
    del environment["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"]
    command = frontend.tool("playwright", "install", "chromium")
    services.call(command, frontend.FOLDER, log, environment, patience=10 * MINUTE)
    return installed()


def none() -> str:
    raise Problem(
        "The end-to-end tests need Chromium or Chrome, and it could not be fetched.\n"
        "Install it (Debian, Ubuntu: sudo apt install chromium), or say where it is: "
        "make e2e E2E_CHROMIUM=/path/to/chromium"
    )
