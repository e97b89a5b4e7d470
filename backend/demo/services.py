"""Loading the demo."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from core.ids import new_id
from session_catalog.services.words import count_words
from users.models import User

from .accounts import PASSWORD, known
from .copying import refresh_statistics, write
from .frame import Frame
from .plan import plan_demo
from .towns import plan_towns

SEED = 20_260
# History has holds that ran out; they must have done so before now.
LONGEST_HOLD = timedelta(hours=1)


def is_loaded() -> bool:
    """Also true when its known accounts were renamed."""
    return User.objects.filter(pk__in=[who.id for _, who in known()]).exists()


def load_demo(*, now: datetime) -> dict[str, int]:
    """Write the default demo; returns the number of rows of each kind."""
    rows = plan_demo(_frame(Random(SEED), now))  # noqa: S311
    write(rows)
    _settle()
    return {
        "creators": sum(row["role"] == "CREATOR" for row in rows.users),
        "people": len(rows.users),
        "sessions": len(rows.sessions),
        "bookings": len(rows.bookings),
    }


def load_rows(*, size: int, now: datetime) -> Iterator[int]:
    """Write about `size` more users, sessions and bookings; yields how many, town by town.

    Each town is a transaction of its own, so that stopping in between leaves whole towns.
    """
    run = new_id().hex[-10:]
    for rows in plan_towns(_frame(Random(run), now), run=run, size=size):  # noqa: S311
        write(rows)
        yield rows.size
    _settle()


def _settle() -> None:
    """What the product does little by little: the planner's statistics and the known words."""
    refresh_statistics()
    count_words()


def _frame(random: Random, now: datetime) -> Frame:
    return Frame(
        now=now,
        hold=min(settings.HOLD_LIFETIME, LONGEST_HOLD),
        currency=settings.CURRENCY,
        password=make_password(PASSWORD),
        random=random,
    )
