"""What people see afterwards, through the public interface and in their windows."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .checker import Booking, Facts
from .crowd import Crowd, Person
from .watchers import Watcher

SOON = 30.0  # seconds until those who watch know; a stream that was cut is begun again
_NEXT = re.compile(r'<http://[^/]+([^>]+)>; rel="next"')


def read_back(port: int, crowd: Crowd, found: Facts) -> list[str]:
    """Whether everybody sees their own bookings, and all the free seats, as they are."""
    said = [line for each in crowd.learners for line in _own_bookings(port, each, crowd, found)]
    for seats in found.seats:
        shown, _ = _get(port, f"/api/sessions/{seats.session}/", crowd.learners[0].token)
        if shown["spots_available"] != seats.free:
            free = shown["spots_available"]
            said.append(f"Session {seats.session} shows {free} free seats and has {seats.free}.")
    return said


def _own_bookings(port: int, person: Person, crowd: Crowd, found: Facts) -> Iterator[str]:
    listed = {each["id"]: each for each in _pages(port, "/api/bookings/?limit=50", person.token)}
    kept = {each.id: each for each in found.bookings if each.user == person.id}
    for missing in kept.keys() - listed.keys():
        yield f"Booking {missing} is not in its learner's list."
    for strange in listed.keys() - kept.keys():
        yield f"Booking {strange} is in a list and nowhere else."
    for each in listed.keys() & kept.keys():
        yield from _differences(listed[each], kept[each], crowd.prices)


def _differences(
    listed: Mapping[str, Any], kept: Booking, prices: Mapping[str, Decimal]
) -> Iterator[str]:
    if (listed["status"], listed["session"]) != (kept.status, kept.session):
        yield f"Booking {kept.id} is listed as {listed['status']} and is {kept.status}."
    price = prices[kept.session]
    if not Decimal(listed["amount"]) == kept.amount == price:
        yield f"Booking {kept.id} is listed with {listed['amount']}, and its price was {price}."


def misled(watchers: Sequence[Watcher], found: Facts, *, within: float = SOON) -> list[str]:
    """Whoever watched knows the truth by now, and was never led back."""
    truth = {seats.session: (seats.version, seats.free) for seats in found.seats}
    deadline = time.monotonic() + within
    while wrong := [each for each in watchers if each.known != truth]:
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    said = [f"A viewer was led back: {each.backwards}." for each in watchers if each.backwards]
    return [*said, *(f"A viewer believes {_differing(each, truth)}." for each in wrong)]


def _differing(watcher: Watcher, truth: Mapping[str, tuple[int, int]]) -> str:
    believed = {session: watcher.known.get(session) for session in truth}
    return ", ".join(
        f"{session}: {believed[session]}, not {seats}"
        for session, seats in truth.items()
        if believed[session] != seats
    )


def _pages(port: int, path: str, token: str) -> Iterator[dict[str, Any]]:
    while path:
        page, path = _get(port, path, token)
        yield from page


def _get(port: int, path: str, token: str = "") -> tuple[Any, str]:
    """The body, and where the next page is."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        following = _NEXT.search(answer.headers.get("Link", ""))
        return json.load(answer), following[1] if following else ""
