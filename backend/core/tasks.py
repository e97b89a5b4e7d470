"""Housekeeping of the request rows and of the job queue itself."""

import asyncio
from datetime import timedelta

from procrastinate.contrib.django import app

from . import clock, idempotency, limits
from .jobs import periodic


@periodic("core.forget_old_requests", cron="*/10 * * * *")
def forget_old_requests() -> None:
    idempotency.forget_expired(now=clock.now())
    limits.forget_ended(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="core.retry_stalled_jobs", queueing_lock="core.retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:
    """A worker that was killed leaves its jobs as running; give them to another one."""
    stalled = await app.job_manager.get_stalled_jobs()
    await asyncio.gather(*(app.job_manager.retry_job(each) for each in stalled))


KEPT_FOR = timedelta(days=7)


@app.periodic(cron="17 4 * * *")
@app.task(name="core.forget_old_jobs", queueing_lock="core.forget_old_jobs")
async def forget_old_jobs(timestamp: int) -> None:
    """Failed jobs stay a week for those who look into them."""
    hours = int(KEPT_FOR.total_seconds() // 3600)
    await app.job_manager.delete_old_jobs(nb_hours=hours, include_failed=True)
