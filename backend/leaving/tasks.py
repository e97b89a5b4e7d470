"""The jobs of leaving."""

from uuid import UUID

from core import clock
from core.jobs import MAIL, job, periodic

from .services import deletion, export

MAIL_ATTEMPTS = 16


@job("leaving.make_export")
def make_export(*, export_id: str) -> None:
    export.make_export(export_id=UUID(export_id))


@job("leaving.carry_out")
def carry_out(*, user_id: str) -> None:
    deletion.carry_out(user_id=UUID(user_id))


@job("leaving.say_farewell", attempts=MAIL_ATTEMPTS, queue=MAIL)
def say_farewell(*, user_id: str) -> None:
    deletion.say_farewell(user_id=UUID(user_id))


@periodic("leaving.look_after", cron="* * * * *")
def look_after() -> None:
    now = clock.now()
    export.forget_exports(now=now)
    deletion.look_after(now=now)
