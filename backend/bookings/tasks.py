"""Regular work around bookings."""

from core import clock
from core.jobs import periodic

from .services.expire import expire_holds


@periodic("bookings.expire_holds", cron="* * * * * */5")
def expire_overdue_holds() -> None:
    expire_holds(now=clock.now())
