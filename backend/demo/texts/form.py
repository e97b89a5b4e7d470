"""What is written down about a demo creator and each of their sessions."""

from dataclasses import dataclass
from functools import cached_property

from session_catalog.models import Level, Status, Topic


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A session as its creator would describe it, and how well it sells.

    `at` is a weekday and a time in the creator's zone (`"Sat 10:00"`), None for an open
    session. `week` counts from tomorrow on, 0 being the coming seven days; below zero it counts
    back from yesterday, -1 being the last seven days. `left` is the number of free seats.
    """

    title: str
    text: str
    at: str | None
    week: int = 0
    minutes: int
    price: str
    seats: int
    left: int
    status: Status = Status.PUBLISHED
    level: Level | None = None
    is_online: bool = False

    @cached_property
    def description(self) -> str:
        """The text with a line for each paragraph, and an empty line between two."""
        paragraphs = self.text.strip().split("\n\n")
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@dataclass(frozen=True)
class Course:
    """A creator and what they teach: at a place, or online when there is none."""

    first_name: str
    last_name: str
    time_zone: str
    topic: Topic
    place: str | None
    offers: tuple[Offer, ...]
    language: str = "en"

    def place_of(self, offer: Offer) -> str | None:
        return None if offer.is_online else self.place
