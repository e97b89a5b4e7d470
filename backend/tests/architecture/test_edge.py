"""nginx speaks of addresses by patterns; they mean addresses that there are."""

import re

import pytest
from django.urls import resolve

from .test_writes import BACKEND

CONFIGURATION = (BACKEND.parent / "nginx" / "nginx.conf").read_text()


def told(variable, path):
    """What nginx's map from an address to this variable gives."""
    (rules,) = re.findall(rf"map \$uri \${variable} {{(.*?)\n    }}", CONFIGURATION, re.DOTALL)
    (otherwise,) = re.findall(r"default (\S+);", rules)
    for pattern, value in re.findall(r'"~(.*?)" (\S+);', rules):
        if re.search(pattern, path):
            return value.strip('"')
    return otherwise.strip('"')


@pytest.mark.parametrize(
    "path",
    [
        "/api/bookings/",
        "/api/payments/events/simulated/",
        "/api/auth/token/refresh/",
        "/api/token/refresh/",
    ],
)
def test_who_books_has_room_apart_from_those_who_look(path):
    assert resolve(path)
    assert (told("booking", path), told("browsing", path)) == ("all", "")


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/health/"])
def test_whether_it_is_alive_is_answered_however_full_it_is(path):
    assert resolve(path)
    assert (told("booking", path), told("browsing", path)) == ("", "")


@pytest.mark.parametrize(
    ("path", "room"), [("/", "pages"), ("/api/sessions/", "api"), ("/api/auth/profile/", "api")]
)
def test_who_looks_has_the_room_of_those_who_look(path, room):
    assert (told("booking", path), told("browsing", path)) == ("", room)
