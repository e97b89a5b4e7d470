"""What the README says can be set can be set in the containers too, and stands in .env.example."""

import re

import pytest

from .test_writes import BACKEND

ROOT = BACKEND.parent
README = (ROOT / "README.md").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SEVERAL = (ROOT / "docker-compose.ha.yml").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
# The containers have a database of their own, and nginx leads to the stream.
ONLY_WITHOUT_CONTAINERS = {"DATABASE_URL", "LIVE_URL"}
# The README shortens their names, and config/social.py puts them together.
SERVICES = {
    f"{service}_CLIENT_{part}"
    for service in ("GOOGLE", "GITHUB", "OIDC")
    for part in ("ID", "SECRET")
}


def documented():
    table = README.partition("## Settings")[2].partition("\n## ")[0]
    return SERVICES | set(re.findall(r"`([A-Z][A-Z_]+)`", table))


def read_by_django():
    sources = [path.read_text() for path in (BACKEND / "config").rglob("*.py")]
    found = [re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text) for text in sources]
    return SERVICES.union(*found)


def given_to_django():
    block = COMPOSE.partition("&django-environment\n")[2].partition("\nservices:")[0]
    return set(re.findall(r"^    ([A-Z_]+):", block, re.MULTILINE))


def test_the_lists_are_read_at_all():
    assert {"SECRET_KEY", "VERIFY_EMAIL", "OIDC_NAME"} <= documented() & read_by_django()


@pytest.mark.parametrize("name", sorted(documented() & read_by_django() - ONLY_WITHOUT_CONTAINERS))
def test_a_setting_reaches_the_containers(name):
    assert name in given_to_django()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\$\{([A-Z_]+)", COMPOSE + SEVERAL))))
def test_what_the_containers_take_has_a_line_in_the_example(name):
    assert re.search(rf"^{name}=", EXAMPLE, re.MULTILINE)
