"""The accounts that a person can try the demo with."""

from .people import ADMIN, LEARNER, Person, creators

# No secret: it is printed, and make_demo refuses to load it where it would matter.
PASSWORD = "kiln-and-compass-7"


def known() -> list[tuple[str, Person]]:
    """Each with the part it plays."""
    return [("creator", creators()[0]), ("learner", LEARNER), ("admin", ADMIN)]


def table() -> str:
    """All of them as lines of aligned text."""
    head = ("ROLE", "E-MAIL", "USERNAME", "PASSWORD")
    lines = [head, *((role, who.email, who.username, PASSWORD) for role, who in known())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (zip(line, widths, strict=True) for line in lines)
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in line).rstrip() for line in padded
    )
