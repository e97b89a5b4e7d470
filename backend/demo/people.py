"""The people of the demo."""

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from core.ids import new_id
from users.models import Role

from .frame import Frame
from .rows import Row
from .texts import COURSES

# Known beforehand, so that a renamed account is still recognized.
CREATOR_ID = UUID("01900000-0000-7000-8000-000000000001")
LEARNER_ID = UUID("01900000-0000-7000-8000-000000000002")
ADMIN_ID = UUID("01900000-0000-7000-8000-000000000003")


@dataclass(frozen=True, kw_only=True)
class Person:
    first_name: str
    last_name: str
    time_zone: str
    role: Role = Role.USER
    is_admin: bool = False
    tag: str = ""
    id: UUID = field(default_factory=new_id)

    @cached_property
    def username(self) -> str:
        return f"{_plain(self.first_name)}.{_plain(self.last_name)}{self.tag}"

    @cached_property
    def email(self) -> str:
        return f"{self.username}@example.com"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in letters if "a" <= letter <= "z")


ADMIN = Person(first_name="Demo", last_name="Admin", time_zone="UTC", is_admin=True, id=ADMIN_ID)
LEARNER = Person(first_name="Sam", last_name="Rivera", time_zone="America/New_York", id=LEARNER_ID)
_LEARNERS = """
Europe/Berlin: Jonas Weber, Leyla Aydin, Clara Neumann, Mateusz Zielinski, Frieda Brandt
Europe/London: Oliver Hughes, Aisha Rahman, Niamh Doyle, George Pemberton, Chidi Okonkwo
Europe/Paris: Camille Laurent, Youssef Benali, Inès Moreau
Europe/Madrid: Pablo Iglesias, Núria Ferrer
America/New_York: Hannah Goldberg, Marcus Bell, Wei Chen, Tessa Morgan, Andre Baptiste
America/Chicago: Emily Larsson, Luis Ortega, Dana Kowalski
America/Los_Angeles: Noah Kim, Sofia Delgado, Ethan Brooks, Mei Tanaka
America/Sao_Paulo: Beatriz Carvalho, Rafael Souza
Africa/Nairobi: Wanjiru Kamau, Daniel Otieno
Africa/Lagos: Ngozi Eze
Asia/Kolkata: Arjun Menon, Kavya Iyer
Asia/Tokyo: Haruka Sato, Daichi Mori
Australia/Sydney: Zoe Nguyen, Liam Fraser
Pacific/Auckland: Aroha Walker, Ben Tamatea
"""


def creators() -> list[Person]:
    """One for each course, in the order of the courses. The first is the known one."""
    ids = [CREATOR_ID, *(new_id() for _ in COURSES[1:])]
    return [
        Person(
            first_name=course.first_name,
            last_name=course.last_name,
            time_zone=course.time_zone,
            role=Role.CREATOR,
            id=each,
        )
        for course, each in zip(COURSES, ids, strict=True)
    ]


def learners() -> list[Person]:
    """All but the known one."""
    return [
        Person(first_name=first, last_name=last, time_zone=zone)
        for line in _LEARNERS.strip().splitlines()
        for zone, names in [line.split(": ")]
        for first, last in [name.split() for name in names.split(", ")]
    ]


_NAMES = [(each.first_name, each.last_name, each.time_zone) for each in [*creators(), *learners()]]


def strangers(run: str, random: Random) -> Iterator[Person]:
    """Endless people; none has the username of another, if no two runs have the same name."""
    for number in itertools.count(1):
        first, last, zone = (random.choice(_NAMES)[part] for part in range(3))
        tag = f".{run}-{number}"
        yield Person(first_name=first, last_name=last, time_zone=zone, tag=tag)


def user_row(who: Person, frame: Frame) -> Row:
    return {
        "id": who.id,
        "username": who.username,
        "email": who.email,
        "password": frame.password,
        "first_name": who.first_name,
        "last_name": who.last_name,
        "role": who.role.value,
        "time_zone": who.time_zone,
        "is_staff": who.is_admin,
        "is_superuser": who.is_admin,
        "date_joined": frame.now - timedelta(days=180 + 500 * frame.random.random()),
    }
